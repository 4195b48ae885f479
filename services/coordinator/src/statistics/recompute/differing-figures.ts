import type { Statistics } from '../domain/statistics.js';

export interface FigureDifference {
  readonly group: string;
  readonly figure: string;
  readonly ledger: number | null;
  readonly view: number | null;
}

type Figures = ReadonlyMap<string, FigureOf>;
interface FigureOf {
  readonly group: string;
  readonly figure: string;
  readonly value: number | null;
}

/** Compares every figure of both, one by one. A group that one of them lacks differs in each of its figures that is not null. */
export function differingFigures(ledger: Statistics, view: Statistics): { readonly compared: number; readonly differing: readonly FigureDifference[] } {
  const [told, kept] = [figuresOf(ledger), figuresOf(view)];
  const all = new Map([...kept, ...told]);
  const differing = [...all].flatMap(([key, { group, figure }]): FigureDifference[] => {
    const [one, other] = [told.get(key)?.value ?? null, kept.get(key)?.value ?? null];
    return one === other ? [] : [{ group, figure, ledger: one, view: other }];
  });
  return { compared: all.size, differing };
}

function figuresOf({ agencies, policies }: Statistics): Figures {
  const groups = [
    ...agencies.map(({ agency, policy, period, persons, figures }) => ({ group: `${policy} ${period ?? 'open elsewhere'} ${agency}`, figures: { persons, ...figures } })),
    ...policies.map(({ policy, period, persons, figures }) => ({ group: `${policy} ${period ?? 'open elsewhere'}`, figures: { persons, ...figures } })),
  ];
  return new Map(groups.flatMap(({ group, figures }) => leavesOf(figures).map(([figure, value]) => [`${group} ${figure}`, { group, figure, value }] as const)));
}

/** Each number of nested figures with its path. */
function leavesOf(figures: object, path = ''): (readonly [string, number | null])[] {
  return Object.entries(figures).flatMap(([name, value]: [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return typeof value === 'object' && value !== null ? leavesOf(value, at) : [[at, value as number | null] as const];
  });
}
