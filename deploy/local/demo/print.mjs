import { layOutTable } from '../display-width.mjs';
import { countOf } from './result.mjs';

/** @typedef {import('./result.mjs').ResultLine} ResultLine */
/** @typedef {{ intact: boolean, commits: number, streams: number, faults: string[] }} LedgerState */
/** @typedef {{ lines: ResultLine[], ledger: LedgerState, agencies: readonly { agency: string, name: string }[], ms: number }} DemoResult */

const CODE_WORDS = new Map([
  ['CLEAR', '无反映'],
  ['FLAG_VERIFYING', '正在核查'],
  ['FLAG_IN_PERIOD', '影响期内'],
  ['SUGGEST_DEFER', '建议暂缓'],
  ['OBJECT', '不同意'],
]);
const OUTCOME_WORDS = new Map([
  ['cleared', '联审通过'],
  ['halted', '已中止'],
  ['refused', '未受理'],
  ['vetting', '待人工考虑'],
]);

/** @param {DemoResult} result */
const summaryOf = ({ lines, ledger, ms }) => ({
  cleared: countOf(lines, 'cleared'),
  halted: countOf(lines, 'halted'),
  refused: countOf(lines, 'refused'),
  waiting: countOf(lines, 'vetting'),
  ledger: ledger.intact ? 'intact' : 'broken',
  cases: lines.filter((line) => line.caseId !== null).length,
  ms,
});

/**
 * @param {DemoResult} result
 * @returns {string} one JSON object a line, the summary last
 */
export const asJsonLines = (result) =>
  [...result.lines.map(({ row, candidate, caseId, outcome, verdicts, reason }) => ({ row, candidate, caseId, outcome, verdicts, reason })), { summary: summaryOf(result) }]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/**
 * @param {DemoResult} result
 * @returns {string} for people
 */
export const asTable = (result) => {
  const { lines, ledger, ms } = result;
  const cases = lines.filter((line) => line.outcome !== 'refused');
  const refused = lines.filter((line) => line.outcome === 'refused');
  const names = new Map(result.agencies.map(({ agency, name }) => [agency, name]));
  const agencies = [...new Set([...names.keys(), ...cases.flatMap((line) => Object.keys(line.verdicts))])];
  const header = ['行', '候选人', ...agencies.map((agency) => names.get(agency) ?? agency), '结果', '毫秒'];
  const rows = cases.map((line) => [
    String(line.row),
    line.candidate,
    ...agencies.map((agency) => CODE_WORDS.get(line.verdicts[agency] ?? '') ?? line.verdicts[agency] ?? '—'),
    OUTCOME_WORDS.get(line.outcome) ?? line.outcome,
    line.ms === null ? '—' : String(line.ms),
  ]);
  const summary = summaryOf(result);
  return [
    '',
    layOutTable([header, ...rows], { rightAligned: [0, header.length - 1] }),
    '— 表示未问此单位，或中止前没有答复（请求已撤回）。 — means: not asked, or no answer before the halt (the request was recalled).',
    ...(refused.length === 0 ? [] : ['', `未受理的行 rows that were refused (${refused.length}):`, ...refused.map((line) => `  第 ${line.row} 行 row ${line.row}  ${line.candidate}  ${line.reason}`)]),
    '',
    `联审通过 cleared ${summary.cleared} · 已中止 halted ${summary.halted} · 未受理 refused ${summary.refused}${summary.waiting === 0 ? '' : ` · 待人工考虑 waiting for a person ${summary.waiting}`} · 用时 ${ms} ms`,
    ledger.intact
      ? `账本校验通过 ledger intact: ${ledger.commits} commits, ${ledger.streams} streams`
      : `账本校验失败 LEDGER BROKEN:\n${ledger.faults.join('\n')}`,
    '',
  ].join('\n');
};
