import { error, warning, type Flaw, type Path } from '../../json-file/index.js';
import { FLAG_CODES, type FlagCode } from '../../messages/index.js';
import { codesOf } from '../apply-rules.js';
import { remindersOfAgency, remindersOfPolicy } from './reminder-flaws.js';
import type { FlagRule, Policy, PolicyAgency, ReplyLimit } from '../policy.js';

const WORKING_DAYS_PLAUSIBLE_MAX = 60;
const MINUTES_PLAUSIBLE_MIN = 10;
const APPROVERS_PLAUSIBLE_MAX = 3;
const HALT_REVIEW_DAYS_PLAUSIBLE_MAX = 60;

/**
 * What a policy of the right shape says that cannot be meant. These are no part of the schema: a policy that a ledger
 * recorded under older rules stays readable.
 */
export function ruleFlaws(policy: Policy): Flaw[] {
  const found = policy.agencies.flatMap((agency, index) => {
    const path = ['agencies', index];
    return [...undecidedCodes(agency, path), ...unusedCodes(agency, path), ...doubleCodes(agency, path), ...limits(agency, policy, path), ...remindersOfAgency(agency, path)];
  });
  found.push(...remindersOfPolicy(policy));
  if (policy.agencies.every(({ asked }) => asked !== undefined)) {
    found.push(error('policy.nobody-asked', ['agencies'], '每个单位都带条件，可能一个也不问；至少一个单位应无条件。', 'Every agency is asked under a condition only, so a case could have none; at least one is asked always.'));
  }
  if (policy.haltReviewDays > HALT_REVIEW_DAYS_PLAUSIBLE_MAX) {
    found.push(warning('policy.halt-review-implausible', ['haltReviewDays'], `中止后 ${policy.haltReviewDays} 天才复核，请核对。`, `A halt is reviewed after ${policy.haltReviewDays} days only; is that meant?`));
  }
  return found;
}

const flagsNamedIn = (rules: readonly FlagRule[]): ReadonlySet<FlagCode> => new Set(rules.flatMap(codesOf));
const flagsAlwaysIn = (rules: readonly FlagRule[]): ReadonlySet<FlagCode> => new Set(rules.filter((rule) => typeof rule === 'string'));

/** A flag that neither halts nor advises would be filed, and nobody would have said what for. */
function undecidedCodes({ blocks, advises = [], categories }: PolicyAgency, path: Path): Flaw[] {
  const named = flagsNamedIn([...blocks, ...advises]);
  const possible = FLAG_CODES.filter((code) => Object.values(categories).includes(code));
  return possible
    .filter((code) => !named.has(code))
    .map((code) => error('policy.flag-undecided', [...path, 'blocks'], `${code} 既不中止也不提示；请列入 blocks 或 advises。`, `${code} neither blocks nor advises; list it under one of them.`));
}

/** Absent, `blocks` means all flags; where a file lists flags itself, each has a wording or the list says too much. */
function unusedCodes({ blocks, advises = [], categories }: PolicyAgency, path: Path): Flaw[] {
  const listsAll = flagsAlwaysIn(blocks).size === FLAG_CODES.length && advises.length === 0;
  if (listsAll) return [];
  const given = new Set<string>(Object.values(categories));
  return [...flagsNamedIn([...blocks, ...advises])]
    .filter((code) => !given.has(code))
    .map((code) => error('policy.flag-without-category', [...path, 'categories'], `没有类别对应 ${code}，该单位无法作出这种答复。`, `No category has the code ${code}, so the agency could never answer so.`));
}

function doubleCodes({ blocks, advises = [] }: PolicyAgency, path: Path): Flaw[] {
  const always = flagsAlwaysIn(blocks);
  return [...flagsNamedIn(advises)]
    .filter((code) => always.has(code))
    .map((code) => error('policy.flag-contradicted', [...path, 'advises'], `${code} 已无条件中止，不能同时仅作提示。`, `${code} blocks at all times, so it cannot advise.`));
}

function limits({ within, counting, extensionMax, pauseMax, validDays, approversMin }: PolicyAgency, { retentionDays }: Policy, path: Path): Flaw[] {
  const found: Flaw[] = [];
  const days = daysOf(within);
  if (validDays < days) found.push(error('policy.validity-too-short', [...path, 'validDays'], `有效期 ${validDays} 天短于答复时限（约 ${days} 天），结论未作出即已失效。`, `Valid for ${validDays} days, which is less than the reply limit (about ${days} days): answers would lapse before the others are in.`));
  if (retentionDays < days) found.push(error('policy.retention-too-short', [...path, 'within'], `答复时限（约 ${days} 天）长于资料保存期 ${retentionDays} 天。`, `The reply limit (about ${days} days) is longer than the ${retentionDays} days for which the data may be kept.`));
  if (counting !== undefined && 'minutes' in within) found.push(error('policy.counting-without-days', [...path, 'counting'], '以分钟计的时限按钟点走，没有计算规则；请删除 counting。', 'A limit in minutes runs by the clock and has no counting rule; remove "counting".'));
  if (isImplausible(within)) found.push(warning('policy.limit-implausible', [...path, 'within'], '答复时限过长或过短，请核对。', 'The reply limit is very long or very short; is that meant?'));
  if (extensionMax && isImplausible(extensionMax)) found.push(warning('policy.extension-limit-implausible', [...path, 'extensionMax'], `延期可达 ${extensionMax.workingDays} 个工作日，请核对。`, `Extensions may give ${extensionMax.workingDays} working days; is that meant?`));
  if (pauseMax && isImplausible(pauseMax)) found.push(warning('policy.pause-limit-implausible', [...path, 'pauseMax'], `一次暂停可达 ${pauseMax.workingDays} 个工作日，请核对。`, `A pause may last ${pauseMax.workingDays} working days; is that meant?`));
  if (approversMin > APPROVERS_PLAUSIBLE_MAX) found.push(warning('policy.approvers-implausible', [...path, 'approversMin'], `要求 ${approversMin} 名签发人，请核对。`, `${approversMin} approvers are asked for; is that meant?`));
  return found;
}

const isImplausible = (within: ReplyLimit): boolean => ('workingDays' in within ? within.workingDays > WORKING_DAYS_PLAUSIBLE_MAX : within.minutes < MINUTES_PLAUSIBLE_MIN);

/** Calendar days, without public holidays: five working days are a week. */
const daysOf = (within: ReplyLimit): number => ('workingDays' in within ? Math.ceil((within.workingDays * 7) / 5) : Math.ceil(within.minutes / 1_440));
