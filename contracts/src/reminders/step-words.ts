import type { Told } from '../policy/index.js';
import type { ReminderStep } from './reminder-step.js';

interface Words {
  readonly zh: string;
  readonly en: string;
}

const TOLD: Readonly<Record<Told, Words>> = {
  clerk: { zh: '单位经办人', en: "the agency's clerks" },
  head: { zh: '负责人', en: 'the head' },
  coordinator: { zh: '协调单位', en: 'the coordinator' },
  'supervising-leader': { zh: '分管领导', en: 'the supervising leader' },
};

/** Who is told, for people. */
export const toldWords = (tell: Told): Words => TOLD[tell];

/** By which rule a step comes, for people. */
export function stepWords({ step }: Pick<ReminderStep, 'step'>): Words {
  const [kind, number] = step.split('-');
  if (kind === 'share') return { zh: `时限已过 ${number}%`, en: `${number} % of the time is over` };
  if (kind === 'before') return number === '0' ? { zh: '到期当日', en: 'the day on which it is due' } : { zh: `距期限 ${number} 个工作日`, en: `${workingDays(number)} before it is due` };
  return number === '0' ? { zh: '期限已到', en: 'the due time has come' } : { zh: `到期后第 ${number} 个工作日`, en: `${workingDays(number)} after it was due` };
}

const workingDays = (number: string | undefined): string => `${number} working ${number === '1' ? 'day' : 'days'}`;
