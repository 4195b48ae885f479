import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { error, type FileProblem, type Flaw } from './problem.js';

/** What was read from a file, and all that is wrong with it. */
export interface Judged<T> {
  /** In the order of the file. */
  readonly problems: readonly FileProblem[];
  /** Undefined where the file has not even the shape that is asked for. */
  readonly value: T | undefined;
}

/**
 * Reads strict JSON and tells every flaw with its line and column.
 * @param kind begins the codes: `<kind>.json` and `<kind>.key-twice` are found here. @param judge says what the document means and what is wrong with it.
 */
export function judgeJson<T>(text: string, kind: string, judge: (document: unknown) => { readonly value: T | undefined; readonly flaws: readonly Flaw[] }): Judged<T> {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (root === undefined || errors.length > 0) return { value: undefined, problems: errors.map((each) => syntaxProblem(text, kind, each)) };
  const repeated = repeatedKeys(root).map((node) => problemAt(text, node.offset, repeatedKey(kind, node)));
  const { value, flaws } = judge(JSON.parse(text));
  const found = flaws.map((flaw) => problemAt(text, offsetOf(root, flaw), flaw));
  const problems = [...repeated, ...found].sort((one, other) => one.line - other.line || one.column - other.column);
  return { problems, value };
}

export const hasErrors = ({ problems }: { readonly problems: readonly FileProblem[] }): boolean => problems.some(({ severity }) => severity === 'error');

/** One line for one problem, as compilers print them. */
export const printProblem = (file: string, { line, column, severity, code, path, zh, en }: FileProblem): string =>
  `${file}:${line}:${column} ${severity} ${code}${path === '' ? '' : ` (${path})`}\n  ${zh}\n  ${en}`;

function problemAt(text: string, offset: number, { severity, code, path, zh, en }: Flaw): FileProblem {
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

function syntaxProblem(text: string, kind: string, { error: code, offset }: ParseError): FileProblem {
  const name = printParseErrorCode(code);
  return problemAt(text, offset, error(`${kind}.json`, [], `不是有效的 JSON（${name}）；请检查逗号、引号和括号。`, `Not valid JSON (${name}); look at commas, quotes and brackets.`));
}

/** JSON takes the last of two equal keys in silence; that would drop what somebody wrote. */
function repeatedKeys(node: Node): Node[] {
  const inner = (node.children ?? []).flatMap(repeatedKeys);
  if (node.type !== 'object') return inner;
  const keys = (node.children ?? []).flatMap(({ children }) => (children?.[0] === undefined ? [] : [children[0]]));
  return [...keys.filter((key, index) => keys.findIndex(({ value }) => value === key.value) !== index), ...inner];
}

const repeatedKey = (kind: string, { value }: Node): Flaw =>
  error(`${kind}.key-twice`, [String(value)], `“${String(value)}”写了两次，前一处会被忽略；请保留一处。`, `"${String(value)}" stands there twice and the first would be ignored; keep one.`);
