import { layOutTable } from '../display-width.mjs';

/** @typedef {import('@lianshen/contracts/api').RecomputationView} Recomputed */

const AGENCY_HEADER = ['方案 policy', '期间 period', '单位 agency', '请求 asked', '已到期 due', '按时 on time', '迟复 late', '未复超期 overdue', '最长天数 oldest', '中止 halts', '后通过 cleared'];
const POLICY_HEADER = ['方案 policy', '期间 period', '案件 cases', '联审中 vetting', '中止 halts', '后通过 cleared', '解除用时 release'];
/** Columns with numbers, in both tables: from the asked or the cases on. */
const numbersFrom = (/** @type {number} */ first, /** @type {string[]} */ header) => header.map((_, index) => index).slice(first);

/** @param {number | null} value */
const shown = (value) => (value === null ? '—' : String(value));
/** @param {number | null} rate */
const percent = (rate) => (rate === null ? '—' : `${(rate * 100).toFixed(1)} %`);
/** @param {string | null} period */
const named = (period) => period ?? '期间外未办结 open elsewhere';

/** @param {Recomputed['ledger']['agencies']} groups */
const agencyTable = (groups) => {
  const rows = groups.flatMap(({ policy, period, agencyName, figures }) =>
    figures === null ? [] : [[policy, named(period), agencyName.zh, shown(figures.asked), shown(figures.dueSoFar), percent(figures.onTimeRate), shown(figures.answeredLate), shown(figures.openOverdue), shown(figures.openAge.max), shown(figures.halts.count), shown(figures.halts.cleared)]],
  );
  return layOutTable([AGENCY_HEADER, ...rows], { rightAligned: numbersFrom(3, AGENCY_HEADER) });
};

/** @param {Recomputed['ledger']['policies']} groups */
const policyTable = (groups) => {
  const rows = groups.flatMap(({ policy, period, figures }) =>
    figures === null ? [] : [[policy, named(period), shown(figures.proposed), shown(figures.openInVetting), shown(figures.halts?.count ?? null), shown(figures.halts?.cleared ?? null), shown(figures.halts?.release.done.median ?? null)]],
  );
  return layOutTable([POLICY_HEADER, ...rows], { rightAligned: numbersFrom(2, POLICY_HEADER) });
};

const KINDS = { missing: '缺失 missing', surplus: '多余 surplus', different: '不符 different' };

/** @param {Recomputed} recomputed */
const differences = ({ rowsDiffering, rowDifferences, figuresDiffering, figureDifferences }) =>
  [
    `有差异：${rowsDiffering} 条记录，${figuresDiffering} 个数字。 There are differences: ${rowsDiffering} row(s), ${figuresDiffering} figure(s).`,
    ...rowDifferences.map(({ row, kind }) => `  ${KINDS[kind]}  ${row}`),
    ...figureDifferences.map(({ group, figure, ledger, view }) => `  ${group}  ${figure}: 账本 ledger ${shown(ledger)}, 统计 view ${shown(view)}`),
  ].join('\n');

/**
 * For people: the figures as the ledger has them, and whether the statistics show the same.
 * @param {Recomputed} recomputed
 * @returns {string}
 */
export const printRecomputation = (recomputed) => {
  const { from, to, commits, cases, unsettled, rows, figures, equal, ledger } = recomputed;
  const head = `${from} – ${to}：读取 ${cases} 案 ${commits} 次提交，得 ${rows} 条记录。 ${cases} case(s), ${commits} commit(s), ${rows} row(s) from the ledger.`;
  const verdict = equal ? `${figures} 个数字全部一致。 All ${figures} figures are equal.` : differences(recomputed);
  const moving = unsettled === 0 ? [] : [`${unsettled} 案正在办理中，未核对。 ${unsettled} case(s) went on meanwhile and were not compared.`];
  return `${[head, agencyTable(ledger.agencies), policyTable(ledger.policies), ...moving, verdict].join('\n\n')}\n`;
};
