import type { z } from 'zod';
import { Closed } from './closed.js';
import { DeadlineMoved } from './deadline-moved.js';
import { ExtensionAsked, ExtensionDecided, NeedMore, OutOfScope, Recused, ReReview } from './non-answers.js';
import { Filed, Received, Rejected, Resync } from './receipts.js';
import { Recall, Request, Supplement } from './request.js';
import { Verdict } from './verdict.js';

/** Every sealed message: its CloudEvents type, which way it goes and the shape of its data. */
export const MESSAGES = {
  request: { type: 'lianshen.request.v1', to: 'agency', schema: Request },
  supplement: { type: 'lianshen.supplement.v1', to: 'agency', schema: Supplement },
  recall: { type: 'lianshen.recall.v1', to: 'agency', schema: Recall },
  filed: { type: 'lianshen.filed.v1', to: 'agency', schema: Filed },
  rejected: { type: 'lianshen.rejected.v1', to: 'agency', schema: Rejected },
  'extension-decided': { type: 'lianshen.extension-decided.v1', to: 'agency', schema: ExtensionDecided },
  'deadline-moved': { type: 'lianshen.deadline-moved.v1', to: 'agency', schema: DeadlineMoved },
  closed: { type: 'lianshen.closed.v1', to: 'agency', schema: Closed },
  received: { type: 'lianshen.received.v1', to: 'coordinator', schema: Received },
  verdict: { type: 'lianshen.verdict.v1', to: 'coordinator', schema: Verdict },
  'need-more': { type: 'lianshen.need-more.v1', to: 'coordinator', schema: NeedMore },
  'extension-asked': { type: 'lianshen.extension-asked.v1', to: 'coordinator', schema: ExtensionAsked },
  'out-of-scope': { type: 'lianshen.out-of-scope.v1', to: 'coordinator', schema: OutOfScope },
  recused: { type: 'lianshen.recused.v1', to: 'coordinator', schema: Recused },
  're-review': { type: 'lianshen.re-review.v1', to: 'coordinator', schema: ReReview },
  resync: { type: 'lianshen.resync.v1', to: 'coordinator', schema: Resync },
} as const satisfies Record<string, { type: string; to: 'agency' | 'coordinator'; schema: z.ZodType }>;

export type MessageName = keyof typeof MESSAGES;
export type MessageData<N extends MessageName> = z.infer<(typeof MESSAGES)[N]['schema']>;

const nameByType = new Map<string, MessageName>(
  (Object.keys(MESSAGES) as MessageName[]).map((name) => [MESSAGES[name].type, name]),
);

/** @returns the message's name, or undefined for a type that is not of this catalogue. */
export const findMessageName = (type: string): MessageName | undefined => nameByType.get(type);
