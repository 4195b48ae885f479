import { layOutTable } from '../display-width.mjs';

/** @typedef {import('@lianshen/contracts/policy').Policy} Policy */
/** @typedef {import('@lianshen/contracts/policy').ExplainedAgency} ExplainedAgency */

const ASKED = { yes: '问 yes', no: '不问 no', unknown: '问（条件未知） unknown' };

/** @param {Pick<ExplainedAgency, 'within' | 'counting'>} agency */
const limitOf = ({ within, counting }) => ('workingDays' in within ? `${within.workingDays} 工作日 ${counting === 'first' ? '首日计入 first' : '次日起 next'}` : `${within.minutes} 分钟`);

/** @param {{ workingDays: number } | undefined} bound */
const atMost = (bound) => (bound === undefined ? '不限' : `≤ ${bound.workingDays} 工作日`);

/** @param {readonly string[]} words */
const listOf = (words) => (words.length === 0 ? '—' : words.join(' '));

/**
 * @param {Policy} policy
 * @param {readonly ExplainedAgency[]} agencies
 * @returns {string} a table: who is asked, until when, what halts, what advises, with which fields
 */
export const printExplanation = (policy, agencies) => {
  const header = ['单位', 'agency', '询问', '时限', '延期', '暂停', '有效', '签发', '中止 blocks', '提示 advises', '字段 fields'];
  const rows = agencies.map((each) => [
    each.name.zh,
    each.agency,
    ASKED[each.asked],
    limitOf(each),
    atMost(each.extensionMax),
    atMost(each.pauseMax),
    `${each.validDays} 天`,
    String(each.approversMin),
    listOf(each.blocks),
    listOf(each.advises),
    listOf(each.fields),
  ]);
  return `\n${policy.title.zh} · ${policy.title.en} (${policy.name}, 第 ${policy.version} 版)\n\n${layOutTable([header, ...rows])}\n${policy.notes === undefined ? '' : `\n${policy.notes}\n`}\n`;
};
