import type { z } from 'zod';
import { FLAG_CODES, PersonField, VerdictCode } from '../../messages/index.js';
import { Predicate } from '../predicate.js';
import type { Flaw } from './problem.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What the schema objects to, in words for whoever wrote the file. @param document as it stands in the file. */
export const shapeFlaws = (issues: readonly Issue[], document: unknown): Flaw[] =>
  issues.flatMap((issue) => flawsOf(issue, [])).map((flaw) => (isMissing(document, flaw.path) ? missingField(flaw.path) : flaw));

/** Nothing stands at the path, but something does around it. */
function isMissing(document: unknown, path: Path): boolean {
  let place = document;
  for (const key of path) {
    if (typeof place !== 'object' || place === null) return false;
    place = (place as Record<PropertyKey, unknown>)[key];
  }
  return place === undefined;
}

const missingField = (path: Path): Flaw => ({
  severity: 'error',
  code: 'policy.field-missing',
  path,
  zh: `缺少字段“${String(path.at(-1))}”；请补上。`,
  en: `The field "${String(path.at(-1))}" is missing; add it.`,
});

function flawsOf(issue: Issue, within: Path): Flaw[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField([...path, key], key));
  if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue.errors);
    if (meant !== undefined) return meant.flatMap((inner) => flawsOf(inner, path));
  }
  return [describe(issue, path)];
}

const ROOT_MISFITS: ReadonlySet<string> = new Set(['unrecognized_keys', 'invalid_type', 'invalid_value']);

/** Of the shapes that a union allows, the one that the writer meant: whose fields are the ones that stand there. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const possible = branches.filter((issues) => !issues.some(({ code, path }) => path.length === 0 && ROOT_MISFITS.has(code)));
  return possible[0];
}

const unknownField = (path: Path, key: string): Flaw => ({
  severity: 'error',
  code: 'policy.field-unknown',
  path,
  atKey: true,
  zh: `未知字段“${key}”；请删除或改正拼写。`,
  en: `Unknown field "${key}"; remove it or correct its spelling.`,
});

function describe(issue: Issue, path: Path): Flaw {
  const [code, zh, en] = wordsFor(issue, path);
  return { severity: 'error', code, path, zh, en };
}

function wordsFor(issue: Issue, path: Path): readonly [string, string, string] {
  const [parent, last] = path.slice(-2);
  if (issue.code === 'custom' && issue.params?.['rule'] === 'agency-twice') return ['policy.agency-twice', '同一单位列了两次；请合并为一条。', 'The agency is listed twice; make one entry of both.'];
  if (issue.code === 'custom' && issue.params?.['rule'] === 'no-clear') return ['policy.no-clear', '没有一个类别对应 CLEAR，该单位无法表示无反映。', 'No category means CLEAR, so the agency could never clear anyone.'];
  if (last === 'is') return ['policy.predicate-unknown', `未知条件；可用的条件：${Predicate.options.join('、')}。`, `Unknown predicate; there are: ${Predicate.options.join(', ')}.`];
  if (parent === 'categories') return ['policy.category-without-code', `类别“${String(last)}”没有对应代码；应为 ${VerdictCode.options.join('、')} 之一。`, `The category "${String(last)}" has no code; it is one of ${VerdictCode.options.join(', ')}.`];
  if (parent === 'fields') return ['policy.person-field-unknown', `请求中没有这个人员字段；可用：${PersonField.options.join('、')}。`, `No request carries this field of a person; there are: ${PersonField.options.join(', ')}.`];
  if (path.includes('blocks') || path.includes('advises')) return ['policy.flag-unknown', `不是反映代码；应为 ${FLAG_CODES.join('、')}，或 {codes, when}。`, `Not a flag; it is one of ${FLAG_CODES.join(', ')}, or {codes, when}.`];
  if (last === 'approversMin') return ['policy.approvers', '签发人数应为 1 至 5。', 'The number of approvers is from 1 to 5.'];
  if (path.includes('extensionMax')) return ['policy.extension-limit', '延期上限应为 {workingDays: 1至250}。', 'The most that extensions may give is {workingDays: 1 to 250}.'];
  if (path.includes('within')) return ['policy.limit', '答复时限应为 {workingDays: 1至250} 或 {minutes: 1至129600}，二者取一。', 'A reply limit is {workingDays: 1 to 250} or {minutes: 1 to 129600}, one of both.'];
  if (path.includes('asked') || last === 'when') return ['policy.condition', '条件应为 {any: […]}、{all: […]}、{not: …} 或 {is: …} 之一。', 'A condition is one of {any: […]}, {all: […]}, {not: …}, {is: …}.'];
  return ['policy.shape', `内容不合要求：${issue.message}`, `Not as required: ${issue.message}`];
}
