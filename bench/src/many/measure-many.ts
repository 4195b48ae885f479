import { setTimeout as pause } from 'node:timers/promises';
import { AgencyStaff } from '@lianshen/e2e/agency-staff';
import { AnsweringMany, countsOf } from '@lianshen/e2e/answering-many';
import { HubApi } from '@lianshen/e2e/hub-api';
import { batchCsv, inventedPerson } from '@lianshen/e2e/invented-batch';
import { cpuMsOf } from '../measure/process-cpu.js';
import { loadStack, type Stack } from '../systems/local.js';

const AGENCY = 'court';
const ARRIVES_WITHIN_MS = 180_000;
/** Both ways are warmed up by so many items before anything is measured. */
const WARM_UP = 20;
const GOAL_S = 5;

interface Step {
  readonly what: string;
  readonly seconds: number;
}

interface Way {
  readonly steps: readonly Step[];
  readonly cpuMsPerItem: Readonly<Record<string, number>>;
}

/**
 * So many persons answered clear by one clerk and signed by one approver: at once, and one by one, in the same hub.
 * @param items of each way, at most 500.
 */
export async function* measureMany(items: number): AsyncGenerator<string> {
  const { startStack } = await loadStack();
  const stack = await startStack({ temporary: true, automaticConclusion: true, jurisdiction: 'bench', logLevel: 'silent', requestsPerMinute: 10_000_000 });
  try {
    const many = new AnsweringMany(stack, AGENCY);
    const batches = await Promise.all([WARM_UP, WARM_UP, items, items].map((count, index) => importBatch(stack, count, index)));
    const ids = await allArrived(many, batches);
    // What an import leaves to be done would count as the first way's.
    await pause(3_000);
    await atOnce(stack, many, ids[0] ?? []);
    await oneByOne(stack, ids[1] ?? []);
    yield `${items} persons answered clear by a clerk and signed by an approver, seconds (goal: at most ${GOAL_S} for each of the two calls)`;
    const together = await measured(stack, items, () => atOnce(stack, many, ids[2] ?? []));
    yield* linesOf('at once', together);
    const alone = await measured(stack, items, () => oneByOne(stack, ids[3] ?? []));
    yield* linesOf('one by one', alone);
    const total = ({ steps }: Way): number => steps.reduce((sum, { seconds }) => sum + seconds, 0);
    yield `one by one / at once: ${(total(alone) / total(together)).toFixed(1)} times`;
  } finally {
    await stack.stop();
  }
}

/** @returns the cases of one batch. */
async function importBatch(stack: Stack, count: number, index: number): Promise<ReadonlySet<string>> {
  const people = Array.from({ length: count }, (_, at) => inventedPerson(index * 1_000 + at));
  const { accepted } = await new HubApi(stack).importBatch(batchCsv(people), `bench-many-${index}`);
  return new Set(accepted.map(({ caseId }) => caseId));
}

/** Each batch's items at the agency, once all have come. */
async function allArrived(many: AnsweringMany, batches: readonly ReadonlySet<string>[]): Promise<string[][]> {
  const expected = batches.reduce((sum, { size }) => sum + size, 0);
  for (const end = performance.now() + ARRIVES_WITHIN_MS; ; await pause(500)) {
    const open = await many.list();
    if (open.length === expected) return batches.map((cases) => open.filter(({ caseId }) => cases.has(caseId)).map(({ requestId }) => requestId));
    if (performance.now() > end) throw new Error(`${open.length} of ${expected} items came`);
  }
}

async function atOnce(stack: Stack, many: AnsweringMany, ids: readonly string[]): Promise<Step[]> {
  const steps: Step[] = [];
  const reviewed = await timed(steps, 'review', () => many.review(ids));
  const answered = await timed(steps, 'answer', () => many.answer(reviewed));
  expectAll(countsOf(answered.outcomes), 'done submitted', ids.length);
  await timed(steps, 'read the bundle', () => many.read(answered.bundleId));
  const approved = await timed(steps, 'approve', () => many.approve(answered.bundleId));
  expectAll(countsOf(approved.outcomes), 'done answered', ids.length);
  await timed(steps, 'until all are filed', () => untilFiled(stack, ids));
  return steps;
}

async function oneByOne(stack: Stack, ids: readonly string[]): Promise<Step[]> {
  const steps: Step[] = [];
  const staff = new AgencyStaff(stack, AGENCY);
  await timed(steps, 'claim, fill in and submit each', async () => {
    for (const id of ids) {
      await staff.claim(id);
      await staff.submit(id, await staff.clearForm(id));
    }
  });
  await timed(steps, 'open and approve each', async () => {
    for (const id of ids) await staff.approve(id);
  });
  await timed(steps, 'until all are filed', () => untilFiled(stack, ids));
  return steps;
}

/** Until the coordinator has every verdict on record, and the agency knows. */
async function untilFiled(stack: Stack, ids: readonly string[]): Promise<void> {
  const many = new AnsweringMany(stack, AGENCY);
  const missing = new Set(ids);
  for (const end = performance.now() + ARRIVES_WITHIN_MS; missing.size > 0; await pause(100)) {
    for (const { requestId } of await many.list('filed')) missing.delete(requestId);
    if (performance.now() > end) throw new Error(`${missing.size} verdicts were not filed`);
  }
}

async function timed<T>(steps: Step[], what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  steps.push({ what, seconds: (performance.now() - startedAt) / 1_000 });
  return result;
}

async function measured(stack: Stack, items: number, work: () => Promise<Step[]>): Promise<Way> {
  const before = snapshot(stack);
  const steps = await work();
  const after = snapshot(stack);
  const cpuMsPerItem = Object.fromEntries(Object.keys(after).map((name) => [name, ((after[name] ?? 0) - (before[name] ?? 0)) / items]));
  return { steps, cpuMsPerItem };
}

const snapshot = ({ pids }: Stack): Record<string, number> => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuMsOf(pid)]));

function expectAll(counts: Readonly<Record<string, number>>, outcome: string, items: number): void {
  if (counts[outcome] !== items) throw new Error(`not all ${items} were ${outcome}: ${JSON.stringify(counts)}`);
}

function* linesOf(way: string, { steps, cpuMsPerItem }: Way): Generator<string> {
  for (const { what, seconds } of steps) yield `${way.padEnd(11)} ${what.padEnd(32)} ${seconds.toFixed(2).padStart(8)}`;
  const busy = Object.entries(cpuMsPerItem).filter(([, ms]) => ms >= 0.05);
  yield `${way.padEnd(11)} CPU ms an item: ${busy.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ')}`;
}
