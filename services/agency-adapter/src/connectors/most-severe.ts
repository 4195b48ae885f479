import type { FlagCode, VerdictCode } from '@lianshen/contracts/messages';

/** The most severe first: what several findings of one person come to. */
const BY_SEVERITY = ['OBJECT', 'FLAG_IN_PERIOD', 'FLAG_VERIFYING', 'SUGGEST_DEFER'] as const satisfies readonly FlagCode[];

/** The code of a person with these findings: the most severe of them, CLEAR without any. */
export const mostSevere = (findings: readonly { readonly code: FlagCode }[]): VerdictCode => BY_SEVERITY.find((one) => findings.some(({ code }) => code === one)) ?? 'CLEAR';
