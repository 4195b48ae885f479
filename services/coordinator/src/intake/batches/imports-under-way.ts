import { Injectable } from '@nestjs/common';

/**
 * Imports that have not been answered yet. Cases are opened when they have been: somebody waits for the report, and
 * nobody for the first case, whose opening would take the processor from it.
 */
@Injectable()
export class ImportsUnderWay {
  private readonly running = new Set<Promise<void>>();

  async during<T>(work: () => Promise<T>): Promise<T> {
    const result = work();
    const ended = result.then(() => undefined, () => undefined);
    this.running.add(ended);
    try {
      return await result;
    } finally {
      this.running.delete(ended);
    }
  }

  /** Resolves when those that are under way now have ended, however they did; later ones are not waited for. */
  async ended(): Promise<void> {
    await Promise.all(this.running);
  }
}
