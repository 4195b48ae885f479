import { layOutTable } from '../display-width.mjs';

/** @typedef {import('@lianshen/contracts/reminders').DryRunLine} DryRunLine */

/** @type {Record<DryRunLine['what'], string>} */
const WHAT = {
  request: '发出请求 request',
  reminder: '催办 reminder',
  due: '到期 due',
  escalation: '督办 escalation',
  review: '复核到期 review due',
  'review-escalation': '复核督办 review escalated',
};

/**
 * All that would fire, one line each.
 * @param {import('@lianshen/contracts/policy').Policy} policy
 * @param {readonly DryRunLine[]} lines
 * @param {{ zone: import('@lianshen/contracts/working-time').Zone, json: boolean }} options
 */
export const printDryRun = async (policy, lines, { zone, json }) => {
  const [{ toZonedIso, toZonedText }, { toldWords, stepWords }] = await Promise.all([import('@lianshen/contracts/working-time'), import('@lianshen/contracts/reminders')]);
  if (json) return lines.map(({ at, ...line }) => `${JSON.stringify({ at: toZonedIso(at, zone), ...line })}\n`).join('');
  const nameOf = new Map(policy.agencies.map(({ agency, name }) => [agency, name.zh]));
  /** @param {DryRunLine} line */
  const told = ({ tell }) => (tell === null ? '—' : `${toldWords(tell).zh} ${toldWords(tell).en}`);
  /** @param {DryRunLine} line */
  const why = ({ rule, tell }) => (tell === null ? rule : `${rule}（${stepWords({ step: rule }).zh}）`);
  const rows = lines.map((line) => [
    `${toZonedText(line.at, zone)}${line.provisional ? '（暂定 provisional）' : ''}`,
    WHAT[line.what],
    line.agency === null ? '协调单位 coordinator' : `${nameOf.get(line.agency) ?? ''} ${line.agency}`,
    told(line),
    why(line),
  ]);
  return `\n${policy.title.zh} · ${policy.title.en} (${policy.name}, 第 ${policy.version} 版)\n\n${layOutTable([['时间 at', '事项 what', '单位 agency', '告知 told', '规则 rule'], ...rows])}\n`;
};
