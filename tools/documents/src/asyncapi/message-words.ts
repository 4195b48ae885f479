import type { MessageName } from '@lianshen/contracts/messages';

interface Words {
  readonly summary: string;
  /** Whether this version of the hub sends or handles it; one that it does not ends in the dead letters. */
  readonly inUse: boolean;
}

/** What each message means to an adapter. */
export const MESSAGE_WORDS: Readonly<Record<MessageName, Words>> = {
  request: { inUse: true, summary: 'Opens a work item. Idempotent by requestId; sent again with the very same signed bytes until a receipt or a verdict comes.' },
  supplement: { inUse: true, summary: 'Answers a need-more; the verdict binds its hash too. It may overtake its request, and moves the due time by the pause.' },
  recall: { inUse: true, summary: 'Closes the item, without a reason. Of an unknown request it leaves a tombstone: the request that comes after it opens nothing.' },
  filed: { inUse: true, summary: 'The verdicts are in the coordinator’s ledger; they are not sent again.' },
  rejected: { inUse: true, summary: 'The verdict was not accepted, and why; it is not sent again, and a person looks.' },
  'deadline-moved': { inUse: true, summary: 'Tells an agency that its due time has moved without its having asked: the longest pause of a question is over, or a year without calendar became known' },
  'extension-decided': { inUse: true, summary: 'More time is granted or refused.' },
  closed: { inUse: true, summary: 'The agency is merged into another: from the effective time on its staff have no access, and nothing is answered by itself. What was signed before still counts. Sent again; the first one counts.' },
  received: { inUse: true, summary: 'The requests are in the agency’s ledger. A verdict says the same, so none is needed where one goes out at once.' },
  verdict: { inUse: true, summary: 'The agency’s answer, bound to the request by its hash. Sent again with the same signed bytes until filed or rejected comes. An agency may sign many of them by one signature over the root of a tree; each still comes by itself.' },
  'need-more': { inUse: true, summary: 'The agency cannot answer without more; its clock stands still. Sent again, it is answered again.' },
  'extension-asked': { inUse: true, summary: 'The agency asks for more time.' },
  'out-of-scope': { inUse: true, summary: 'The request is not within the agency’s duties; a verdict that comes after it is rejected.' },
  recused: { inUse: true, summary: 'The agency as a whole is recused; a verdict that comes after it is rejected.' },
  're-review': { inUse: true, summary: 'A verdict of the agency’s own was given with somebody who should have been recused: the agency is asked anew, in a further round. Nothing acknowledges it; sent again, it changes nothing.' },
  resync: { inUse: true, summary: 'The agency’s store is new or was lost: all open requests are sent again with the same ids.' },
};
