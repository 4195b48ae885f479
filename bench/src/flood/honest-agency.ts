import { agencyDurable, Filed, MESSAGES, streamNames } from '@lianshen/contracts/messages';
import type { PlayedAgency } from '@lianshen/e2e/played-agency';
import type { OpenedMessage } from '@lianshen/platform/sealing';
import { linesOf } from '@lianshen/platform/messaging';

const FILED_WITHIN_MS = 30_000;

/** An agency that answers, and takes the time from each verdict to the word that it is filed. */
export class HonestAgency {
  readonly requests: OpenedMessage[] = [];
  private readonly known = new Set<string>();
  private readonly waiting = new Map<string, () => void>();

  constructor(private readonly played: PlayedAgency) {}

  get agency(): string {
    return this.played.agency;
  }

  /** Takes what comes for it, until its connection is closed. */
  async listen(jurisdiction: string): Promise<void> {
    const consumer = await this.played.nats.jetstream.consumers.get(streamNames(jurisdiction).requests, agencyDurable(this.agency));
    const messages = await consumer.consume();
    void (async () => {
      for await (const message of messages) {
        for (const line of linesOf(message.string())) this.take(line);
        message.ack();
      }
    })();
  }

  private take(line: string): void {
    const opened = this.played.open(line);
    if (opened?.envelope.type === MESSAGES.request.type) this.received(opened);
    if (opened?.envelope.type !== MESSAGES.filed.type) return;
    for (const { requestId } of Filed.parse(opened.envelope.data).verdicts) this.waiting.get(requestId)?.();
  }

  /** A request comes again where many are on their way for longer than a minute: it is answered once, as a second answer would be rejected. */
  private received(request: OpenedMessage): void {
    const { requestId } = request.envelope.data as { requestId: string };
    if (this.known.has(requestId)) return;
    this.known.add(requestId);
    this.requests.push(request);
  }

  /** Says that it has its requests, so that they are not sent again in the middle of a measurement. */
  async acknowledge(): Promise<void> {
    const ids = this.requests.map(({ envelope }) => (envelope.data as { requestId: string }).requestId);
    for (let from = 0; from < ids.length; from += 200) await this.played.publish(this.played.seal('received', { requestIds: ids.slice(from, from + 200) }));
  }

  /** Answers its next request. @returns milliseconds from the publishing to the word that it is filed. @throws at the bound, or without a request. */
  async answerNext(): Promise<number> {
    const request = this.requests.shift();
    if (!request) throw new Error(`${this.agency} has no request left`);
    const { requestId } = request.envelope.data as { requestId: string };
    const line = this.played.seal('verdict', this.played.verdict(request));
    let timer: NodeJS.Timeout | undefined;
    const filed = new Promise<void>((resolve, reject) => {
      this.waiting.set(requestId, resolve);
      timer = setTimeout(() => reject(new Error(`no answer to a verdict of ${this.agency}`)), FILED_WITHIN_MS);
    });
    const startedAt = performance.now();
    await this.played.publish(line);
    await filed.finally(() => {
      clearTimeout(timer);
      this.waiting.delete(requestId);
    });
    return performance.now() - startedAt;
  }
}
