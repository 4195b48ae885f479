import type { Sentence } from '@lianshen/contracts/api';

const WORDS = {
  'register.refused': { zh: '登记册有误或缺失，暂不能使用；请改正登记册，或人工核查。', en: 'The register is faulty or missing and is not used; put it right, or look by hand.' },
  'look-up.unreachable': { zh: '查询服务连接不上；请稍后再看，或人工核查。', en: 'The look-up service cannot be reached; look again later, or look by hand.' },
  'look-up.timed-out': { zh: '查询服务未在时限内答复；请稍后再看，或人工核查。', en: 'The look-up service did not answer in time; look again later, or look by hand.' },
  'look-up.failing': { zh: '查询服务出错；请稍后再看，或人工核查。', en: 'The look-up service is failing; look again later, or look by hand.' },
  'look-up.busy': { zh: '查询服务繁忙；请稍后再看，或人工核查。', en: 'The look-up service is busy; look again later, or look by hand.' },
  'look-up.not-permitted': { zh: '查询服务拒绝了本适配器的凭证；请管理员检查配置，并人工核查。', en: "The look-up service does not accept this adapter's credentials; ask an administrator, and look by hand." },
  'look-up.refused': { zh: '查询服务不受理这项查询；请人工核查。', en: 'The look-up service refuses this question; look by hand.' },
  'look-up.answer-malformed': { zh: '查询服务的答复不合约定，不予采用；请人工核查，并告知服务的维护单位。', en: 'What the look-up service answered is not as agreed and is not used; look by hand, and tell whoever runs it.' },
  'look-up.answer-too-large': { zh: '查询服务的答复过大，不予采用；请人工核查，并告知服务的维护单位。', en: 'What the look-up service answered is too large and is not used; look by hand, and tell whoever runs it.' },
  'look-up.circuit-open': { zh: '查询服务连续出错，已暂停查询，稍后自动重试；也可人工核查。', en: 'The look-up service failed several times in a row and is left alone for a while; look again later, or look by hand.' },
  'look-up.closing': { zh: '适配器正在停止；请稍后再看。', en: 'The adapter is stopping; look again later.' },
} as const satisfies Record<string, Sentence>;

/** Why nobody knows at this moment what the agency's records say. */
export type UnavailableCode = keyof typeof WORDS;

export const UNAVAILABLE_CODES = Object.keys(WORDS) as UnavailableCode[];

/** The same for people. */
export const explainUnavailable = (code: UnavailableCode): Sentence => WORDS[code];
