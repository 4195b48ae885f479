import { toIso } from '@lianshen/contracts/kernel';
import type { Outcome, Words } from '../checks/index.js';
import { countOf, isCertified, type Report } from './report.js';

const OUTCOMES: Readonly<Record<Outcome, Words>> = {
  passed: { zh: '通过', en: 'pass' },
  failed: { zh: '不通过', en: 'FAIL' },
  'not-done': { zh: '未做', en: 'not done' },
};

/** The report for people, Chinese first and the same in English below. */
export const printReport = (report: Report): string => [...inLanguage(report, 'zh'), '', ...inLanguage(report, 'en'), ''].join('\n');

function inLanguage(report: Report, language: keyof Words): string[] {
  const { agency, jurisdiction, adapterKeys, startedAt, endedAt } = report;
  const [good, bad, open] = (['passed', 'failed', 'not-done'] as const).map((outcome) => countOf(report, outcome));
  const seconds = Math.round((endedAt - startedAt) / 1000);
  const certified = isCertified(report);
  const head =
    language === 'zh'
      ? [`适配器一致性认证：${agency}（辖区 ${jurisdiction}）——${certified ? '合格' : '不合格'}`, `${good} 项通过，${bad} 项不通过，${open} 项未做；${toIso(startedAt)}，用时 ${seconds} 秒；签名密钥 ${adapterKeys.sign}`]
      : [`Certification of the adapter of ${agency} (jurisdiction ${jurisdiction}): ${certified ? 'conforms' : 'does NOT conform'}`, `${good} passed, ${bad} failed, ${open} not done; ${toIso(startedAt)}, ${seconds} s; signing key ${adapterKeys.sign}`];
  const lines = report.checks.map(({ title, outcome, seen }) => `  [${OUTCOMES[outcome][language]}] ${title[language]}${language === 'zh' ? '：' : ': '}${seen[language]}`);
  return [...head, ...lines];
}
