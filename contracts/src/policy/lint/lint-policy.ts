import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { Policy } from '../policy.js';
import type { Flaw, PolicyProblem } from './problem.js';
import { ruleFlaws } from './rule-flaws.js';
import { shapeFlaws } from './shape-flaws.js';

export interface LintedPolicy {
  /** In the order of the file. */
  readonly problems: readonly PolicyProblem[];
  /** Undefined where the file has not even the shape of a policy. */
  readonly policy: Policy | undefined;
}

/** Reads a policy file. @param text strict JSON. @returns the policy, and all that is wrong with it, with line and column. */
export function lintPolicy(text: string): LintedPolicy {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (root === undefined || errors.length > 0) return { policy: undefined, problems: errors.map((error) => syntaxProblem(text, error)) };
  const repeated = repeatedKeys(root).map((node) => problemAt(text, node.offset, repeatedKey(node)));
  const document: unknown = JSON.parse(text);
  const parsed = Policy.safeParse(document);
  const flaws = parsed.success ? ruleFlaws(parsed.data) : shapeFlaws(parsed.error.issues, document);
  const found = flaws.map((flaw) => problemAt(text, offsetOf(root, flaw), flaw));
  const problems = [...repeated, ...found].sort((one, other) => one.line - other.line || one.column - other.column);
  return { problems, policy: parsed.data };
}

export const hasErrors = ({ problems }: LintedPolicy): boolean => problems.some(({ severity }) => severity === 'error');

/** One line for one problem, as compilers print them. */
export const printProblem = (file: string, { line, column, severity, code, path, zh, en }: PolicyProblem): string =>
  `${file}:${line}:${column} ${severity} ${code}${path === '' ? '' : ` (${path})`}\n  ${zh}\n  ${en}`;

function problemAt(text: string, offset: number, { severity, code, path, zh, en }: Flaw): PolicyProblem {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { severity, code, line: before.split('\n').length, column: offset - lineStart + 1, path: path.map(String).join('.'), zh, en };
}

/** Where the path stands in the text, or the nearest place around it where something is missing. */
function offsetOf(root: Node, { path, atKey = false }: Flaw): number {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length) as (string | number)[]);
    if (node !== undefined) return atKey && length === path.length ? (node.parent ?? node).offset : node.offset;
  }
  return 0;
}

function syntaxProblem(text: string, { error, offset }: ParseError): PolicyProblem {
  const name = printParseErrorCode(error);
  return problemAt(text, offset, { severity: 'error', code: 'policy.json', path: [], zh: `不是有效的 JSON（${name}）；请检查逗号、引号和括号。`, en: `Not valid JSON (${name}); look at commas, quotes and brackets.` });
}

/** JSON takes the last of two equal keys in silence; in a policy that would drop an agency's rule. */
function repeatedKeys(node: Node): Node[] {
  const inner = (node.children ?? []).flatMap(repeatedKeys);
  if (node.type !== 'object') return inner;
  const keys = (node.children ?? []).flatMap(({ children }) => (children?.[0] === undefined ? [] : [children[0]]));
  return [...keys.filter((key, index) => keys.findIndex(({ value }) => value === key.value) !== index), ...inner];
}

const repeatedKey = ({ value }: Node): Flaw => ({
  severity: 'error',
  code: 'policy.key-twice',
  path: [String(value)],
  zh: `“${String(value)}”写了两次，前一处会被忽略；请保留一处。`,
  en: `"${String(value)}" stands there twice and the first would be ignored; keep one.`,
});
