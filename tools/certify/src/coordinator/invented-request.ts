import { randomBytes } from 'node:crypto';
import { checkCharacterOf } from '@lianshen/contracts/identity';
import { requestIdOf, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';

const DAY_MS = 86_400_000;

/** The reply wordings of the kit's requests: one for each code. */
export const CATEGORIES: Request['categories'] = {
  无反映: 'CLEAR',
  有反映正在核查: 'FLAG_VERIFYING',
  影响期内: 'FLAG_IN_PERIOD',
  建议暂缓: 'SUGGEST_DEFER',
  不同意: 'OBJECT',
};

/** The invented people's name: the checks look for it where nothing may stand in clear. */
export const INVENTED_NAME = '认证试例';

/** A number of the unassigned region 990102, valid in its check character. @param sequence 0 to 998. */
export function inventedNumber(sequence: number): string {
  const digits = `99010219700101${String(sequence + 1).padStart(3, '0')}`;
  return `${digits}${checkCharacterOf(digits)}`;
}

function inventedCaseId(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** @param issuedAt epoch ms. @param identityNumber undefined leaves it out. */
export function inventRequest(agency: AgencyId, issuedAt: number, identityNumber: string | undefined): Request {
  const caseId = inventedCaseId();
  return {
    requestId: requestIdOf(caseId, agency, 1),
    caseId,
    agency,
    round: 1,
    policy: { name: 'certification', version: 1 },
    scope: '一致性认证：虚构人员，不涉及任何真实个人',
    categories: CATEGORIES,
    person: { name: INVENTED_NAME, ...(identityNumber === undefined ? {} : { identityNumber }), employer: '市试例局', currentPost: '科长', proposedPost: '副局长' },
    nonce: randomBytes(16).toString('base64url'),
    issuedAt: toIso(issuedAt),
    dueAt: toIso(issuedAt + 7 * DAY_MS),
    deadlineVersion: 1,
    destroyAfter: toIso(issuedAt + 180 * DAY_MS),
  };
}
