import { CASE_RIGHTS, ITEM_RIGHTS, PLAIN_RIGHTS, Role } from '@lianshen/contracts/rights';

type Rows = Readonly<Record<string, Readonly<Record<Role, boolean | Readonly<Record<string, boolean>>>>>>;

const TITLES: readonly (readonly [string, Rows])[] = [
  ['Cases (coordinator)', CASE_RIGHTS],
  ['Work items (adapter; with the claim `agency` of its agency)', ITEM_RIGHTS],
  ['Everything else', PLAIN_RIGHTS],
];

/** The tables of rights for people: operation by role, with the statuses where it is not all of them. */
export const rightsTables = (): string =>
  ['# Who may do what', '', 'Made from `contracts/src/rights` by `npm run documents`; [rights.md](rights.md) says why. `yes` is every status.', '', ...TITLES.flatMap(([title, rows]) => table(title, rows))].join('\n');

const table = (title: string, rows: Rows): string[] => [
  `## ${title}`, '',
  `| operation | ${Role.options.join(' | ')} |`,
  `|---|${Role.options.map(() => '---').join('|')}|`,
  ...Object.entries(rows).map(([operation, row]) => `| ${operation} | ${Role.options.map((role) => cell(row[role])).join(' | ')} |`),
  '',
];

function cell(right: boolean | Readonly<Record<string, boolean>>): string {
  if (typeof right === 'boolean') return right ? 'yes' : '';
  const statuses = Object.entries(right);
  const closed = statuses.filter(([, isOpen]) => !isOpen).map(([status]) => status);
  if (closed.length === statuses.length) return '';
  return closed.length === 0 ? 'yes' : `but ${closed.join(', ')}`;
}
