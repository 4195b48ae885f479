import { Inject, Injectable } from '@nestjs/common';
import { Fault } from '@lianshen/contracts/kernel';
import { GroupedWrites } from '@lianshen/platform/store';
import type { Notice } from '../rules/notice.js';
import { CHANNELS, type Channel } from './channel.js';

const MESSAGES_MAX = 100;
const WAITING_MAX = 5_000;
/** Each group costs a counter a desk, whatever its size, and no reader needs a notice sooner. */
const SPACING_MS = 200;

/**
 * Hands notices to every channel. Notices of many messages go together, one group at a time: so the positions in an
 * inbox grow in the order in which they can be seen.
 */
@Injectable()
export class NoticeIntake {
  private readonly groups: GroupedWrites<readonly Notice[], void>;

  constructor(@Inject(CHANNELS) private readonly channels: readonly Channel[]) {
    this.groups = new GroupedWrites((messages) => this.accept(messages), { groupMax: MESSAGES_MAX, waitingMax: WAITING_MAX, spacingMs: SPACING_MS });
  }

  /** Resolves when no channel can lose them, so that their message may be acknowledged. @throws Fault otherwise. */
  async take(notices: readonly Notice[]): Promise<void> {
    if (notices.length > 0) await this.groups.add(notices);
  }

  get waitingCount(): number {
    return this.groups.waitingCount;
  }

  private async accept(messages: readonly (readonly Notice[])[]): Promise<void[]> {
    const notices = [...new Map(messages.flat().map((notice) => [notice.id, notice])).values()];
    try {
      for (const channel of this.channels) await channel.accept(notices);
    } catch (error) {
      throw new Fault('notices could not be stored', { cause: error });
    }
    return messages.map(() => undefined);
  }
}
