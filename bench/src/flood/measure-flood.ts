import type { JetStreamManager } from '@nats-io/jetstream';
import { repliesStream } from '@lianshen/contracts/messages';
import { HubApi } from '@lianshen/e2e/hub-api';
import { batchCsv, inventedPerson } from '@lianshen/e2e/invented-batch';
import { PlayedAgency, watchStreams } from '@lianshen/e2e/played-agency';
import { percentile } from '../measure/run-cases.js';
import { loadStack, type Stack } from '../systems/local.js';
import { floodsOf, type Flood } from './floods.js';
import { HonestAgency } from './honest-agency.js';

const BAD = 'court';
/** Short spans: a machine that is busy with something else is busy in both. */
const CASES_A_ROUND = 15;
const WARM_UP_CASES = 150;
/** A verdict of some honest agency every so often: a load under which nothing waits for company alone. */
const EVERY_MS = 15;
/** How often the bad agency publishes; each message is a bundle, so that it is many times what is handled. */
const FLOOD_EVERY_MS = 50;
/** So long it floods before the measuring begins, and so long it is quiet afterwards: what the coordinator had taken by then is done with. */
const SETTLE_MS = 1_000;
const GOAL = 1.2;

interface Round {
  readonly flood: string;
  readonly quietMs: readonly number[];
  readonly floodedMs: readonly number[];
}

/**
 * The time from verdict to filed of four honest agencies, alone and while the fifth floods, in turns on the same machine.
 * @param rounds pairs of a quiet span and a flooded one; the kinds of flood come one after the other.
 */
export async function measureFlood(rounds: number): Promise<readonly Round[]> {
  const { startStack } = await loadStack();
  const stack = await startStack({ temporary: true, automaticConclusion: true, jurisdiction: 'bench', logLevel: 'silent', requestsPerMinute: 10_000_000 });
  const streams = await watchStreams(stack);
  const played = await playEverybody(stack);
  try {
    const api = new HubApi(stack);
    const cases = WARM_UP_CASES + rounds * 2 * CASES_A_ROUND;
    await api.importBatch(batchCsv(Array.from({ length: cases }, (_, index) => inventedPerson(index))), 'bench-flood');
    const honest = await allAsked(played.filter(({ agency }) => agency !== BAD), cases, stack.jurisdiction);
    const bad = played.find(({ agency }) => agency === BAD);
    if (!bad) throw new Error('nobody is bad');
    const floods = floodsOf(bad, await bad.pullRequest());
    await answer(honest, WARM_UP_CASES);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const flood = floods[round % floods.length] as Flood;
      // First the one and then the other, in turns: what drifts falls on both.
      const quietFirst = round % 2 === 0 ? await answer(honest, CASES_A_ROUND) : undefined;
      const floodedMs = await during(bad, flood, streams.manager, stack.jurisdiction, () => answer(honest, CASES_A_ROUND));
      measured.push({ flood: flood.name, quietMs: quietFirst ?? (await answer(honest, CASES_A_ROUND)), floodedMs });
    }
    return measured;
  } finally {
    await Promise.all([...played.map(({ nats }) => nats.connection.close()), streams.close()]);
    await stack.stop();
  }
}

/** Puts played agencies with keys of their own in the place of the adapters. */
async function playEverybody(stack: Stack): Promise<PlayedAgency[]> {
  const api = new HubApi(stack);
  return Promise.all(
    stack.agencies.map(async ({ agency }) => {
      await stack.kill(`agency-${agency}`);
      const played = await PlayedAgency.connect(stack, agency);
      await api.post('administrator', `/api/agencies/${agency}/keys`, played.publicKeys);
      return played;
    }),
  );
}

async function allAsked(played: readonly PlayedAgency[], cases: number, jurisdiction: string): Promise<HonestAgency[]> {
  const honest = played.map((each) => new HonestAgency(each));
  await Promise.all(honest.map((each) => each.listen(jurisdiction)));
  for (const end = performance.now() + 120_000; honest.some(({ requests }) => requests.length < cases); ) {
    if (performance.now() > end) throw new Error('not every request came');
    await pause(200);
  }
  for (const each of honest) await each.acknowledge();
  await pause(3_000);
  return honest;
}

/** So many answers of every honest agency, one every few ms, however long each takes. */
async function answer(honest: readonly HonestAgency[], each: number): Promise<number[]> {
  const answers: Promise<number>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < each * honest.length; n++) {
    await pause(startedAt + n * EVERY_MS - performance.now());
    answers.push((honest[n % honest.length] as HonestAgency).answerNext());
  }
  return Promise.all(answers);
}

/** Works while the bad agency floods; what is left of its flood afterwards is taken away. */
async function during<T>(bad: PlayedAgency, flood: Flood, manager: JetStreamManager, jurisdiction: string, work: () => Promise<T>): Promise<T> {
  let over = false;
  const flooding = (async () => {
    for (let n = 0; !over; n++) {
      // A stream that is full refuses more: that is what a flood meets.
      await bad.publish(flood.content(n)).catch(() => undefined);
      await pause(FLOOD_EVERY_MS);
    }
  })();
  try {
    await pause(SETTLE_MS);
    return await work();
  } finally {
    over = true;
    await flooding;
    await manager.streams.purge(repliesStream(jurisdiction, BAD));
    await pause(SETTLE_MS);
  }
}

const pause = (ms: number): Promise<void> => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve());

/** p50 and p99 of all rounds of each kind and of all together, and their ratios; and the ratio of the middle round, which a machine that stalls now and then moves little. */
export function floodTable(rounds: readonly Round[]): string {
  const kinds = [...new Set(rounds.map(({ flood }) => flood))];
  const lines = kinds.map((kind) => lineOf(kind, rounds.filter(({ flood }) => flood === kind)));
  return ['verdict to filed of the honest agencies, ms: quiet p50/p99, flooded p50/p99, ratio of the p99 (goal: at most 1.2), middle ratio of the rounds’ p90', ...lines, lineOf('all', rounds)].join('\n');
}

function middleRatio(rounds: readonly Round[]): number {
  const p90 = (each: readonly number[]): number => percentile([...each].sort((a, b) => a - b), 0.9);
  const ratios = rounds.map(({ quietMs, floodedMs }) => p90(floodedMs) / p90(quietMs)).sort((a, b) => a - b);
  return percentile(ratios, 0.5);
}

function lineOf(name: string, rounds: readonly Round[]): string {
  const [quiet, flooded] = [rounds.flatMap(({ quietMs }) => quietMs), rounds.flatMap(({ floodedMs }) => floodedMs)].map((each) => [...each].sort((a, b) => a - b)) as [number[], number[]];
  const ratio = percentile(flooded, 0.99) / percentile(quiet, 0.99);
  const of = (sorted: readonly number[]): string => `${percentile(sorted, 0.5).toFixed(1)}/${percentile(sorted, 0.99).toFixed(1)}`;
  return `${name.padEnd(28)} ${of(quiet).padStart(14)} ${of(flooded).padStart(14)}  ${ratio.toFixed(2)}${ratio > GOAL ? ' over the goal' : ''}, ${middleRatio(rounds).toFixed(2)}`;
}
