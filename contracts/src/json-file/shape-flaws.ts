import type { z } from 'zod';
import { error, type Flaw, type Path } from './problem.js';

type Issue = z.core.$ZodIssue;

/** What a kind of file says of an issue that is its own: code, Chinese, English; undefined where it has no words for it. */
export type WordsFor = (issue: Issue, path: Path) => readonly [code: string, zh: string, en: string] | undefined;

/** What the schema objects to, in words for whoever wrote the file. @param kind begins the codes. @param document as it stands in the file. */
export const shapeFlaws = (issues: readonly Issue[], document: unknown, kind: string, wordsFor: WordsFor): Flaw[] =>
  issues.flatMap((issue) => flawsOf(issue, [], kind, wordsFor)).map((flaw) => (isMissing(document, flaw.path) ? missingField(kind, flaw.path) : flaw));

/** Nothing stands at the path, but something does around it. */
function isMissing(document: unknown, path: Path): boolean {
  let place = document;
  for (const key of path) {
    if (typeof place !== 'object' || place === null) return false;
    place = (place as Record<PropertyKey, unknown>)[key];
  }
  return place === undefined;
}

const missingField = (kind: string, path: Path): Flaw => error(`${kind}.field-missing`, path, `缺少字段“${String(path.at(-1))}”；请补上。`, `The field "${String(path.at(-1))}" is missing; add it.`);

function flawsOf(issue: Issue, within: Path, kind: string, wordsFor: WordsFor): Flaw[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(kind, [...path, key], key));
  if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue.errors);
    if (meant !== undefined) return meant.flatMap((inner) => flawsOf(inner, path, kind, wordsFor));
  }
  const [code, zh, en] = wordsFor(issue, path) ?? [`${kind}.shape`, `内容不合要求：${issue.message}`, `Not as required: ${issue.message}`];
  return [error(code, path, zh, en)];
}

const ROOT_MISFITS: ReadonlySet<string> = new Set(['unrecognized_keys', 'invalid_type', 'invalid_value']);

/** Of the shapes that a union allows, the one that the writer meant: whose fields are the ones that stand there. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const possible = branches.filter((issues) => !issues.some(({ code, path }) => path.length === 0 && ROOT_MISFITS.has(code)));
  return possible[0];
}

const unknownField = (kind: string, path: Path, key: string): Flaw => ({
  ...error(`${kind}.field-unknown`, path, `未知字段“${key}”；请删除或改正拼写。`, `Unknown field "${key}"; remove it or correct its spelling.`),
  atKey: true,
});
