import type { LookUpAnswer, LookUpQuestion } from '@lianshen/contracts/look-up';

/** An invented person; the number is of the region 9901xx, which nobody has. */
export const QUESTION_EXAMPLE: LookUpQuestion = {
  person: { name: '试例甲', identityNumber: '990101198001010014' },
  categories: { 无: 'CLEAR', 有未结涉诉: 'FLAG_VERIFYING', 列入失信: 'OBJECT' },
};

const clear: LookUpAnswer = { outcome: 'clear' };
const flagged: LookUpAnswer = {
  outcome: 'flagged',
  findings: [{ code: 'OBJECT', facts: '试例：2026年3月起列入失信被执行人名单', basis: '《最高人民法院关于公布失信被执行人名单信息的若干规定》第一条', evidenceLevel: 'verified' }],
  category: '列入失信',
  source: '执行案件系统',
};
const undecided: LookUpAnswer = { outcome: 'undecided' };

export const ANSWER_EXAMPLES = { clear: { value: clear }, flagged: { value: flagged }, undecided: { value: undecided } };
