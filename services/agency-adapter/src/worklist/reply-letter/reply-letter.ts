import type { ReplyLetter } from '@lianshen/contracts/api';
import { refuse, ok, partsOfRequestId, type Result } from '@lianshen/contracts/kernel';
import { VERDICT_WORDS } from '@lianshen/contracts/messages';
import { CHINA_ZONE, toZonedIso } from '@lianshen/contracts/working-time';
import type { ItemNow } from '../read-item/item-now.js';
import { readVerdict } from '../read-verdict.js';

/** As letters name those who write to each other. */
export interface LetterHead {
  readonly agency: string;
  readonly addressee: string;
}

/** So much of a case's id is in the number of a letter: enough to tell the letters of one agency apart. */
const CASE_CHARACTERS = 8;

/**
 * The newest signed answer as the letter that is printed of it. Refused: `reply-letter.none` where nothing was signed,
 * `item.erased` once the person's key is destroyed.
 */
export function replyLetterOf({ requestId, state, request }: Pick<ItemNow, 'requestId' | 'state' | 'request'>, head: LetterHead): Result<ReplyLetter> {
  if (!state.verdict) return refuse('reply-letter.none');
  const verdict = readVerdict(state.verdict.jws);
  if (!verdict || !request) return refuse('item.erased');
  const { version, code, category, findings, clerk, approvers, mode, standingOrder = null, decidedAt } = verdict;
  const { caseId, agency, round } = partsOfRequestId(requestId);
  const date = toZonedIso(Date.parse(decidedAt), CHINA_ZONE).slice(0, 10);
  return ok({
    ...head,
    number: `${agency} 函〔${date.slice(0, 4)}〕${caseId.slice(0, CASE_CHARACTERS)}-${round}-${version} 号`,
    date,
    requestId,
    scope: request.scope,
    candidate: request.person,
    version,
    supersedes: version > 1 ? version - 1 : null,
    code,
    words: VERDICT_WORDS[code],
    category,
    findings,
    clerk: clerk.name,
    approvers: approvers.map(({ name, onBehalfOf }) => ({ name, onBehalfOf: onBehalfOf?.name ?? null })),
    mode,
    standingOrder,
    verdictHash: state.verdict.verdictHash,
    filed: state.status === 'filed',
  });
}
