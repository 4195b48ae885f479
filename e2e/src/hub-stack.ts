import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MovingClock } from './moving-clock/moving-clock.js';

const at = (path: string): string => new URL(`../../deploy/local/${path}`, import.meta.url).href;

type StackModule = typeof import('../../deploy/local/stack.mjs');
type StackOptions = Parameters<StackModule['startStack']>[0];
export type Stack = Awaited<ReturnType<StackModule['startStack']>>;

/** Gone with the stack that is started in it. */
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'lianshen-e2e-'));

type OfPeople = Pick<StackOptions, 'dir' | 'policiesDir' | 'policy' | 'also' | 'requestsPerMinute' | 'signIn' | 'automaticConclusion'>;

/** Starts the whole hub without registers: people answer. */
export async function startHubOfPeople({ dir = newFolder(), ...options }: OfPeople = {}): Promise<Stack> {
  const { startStack } = (await import(at('stack.mjs'))) as StackModule;
  return startStack({ dir, temporary: true, automaticConclusion: true, jurisdiction: 'e2e', ...options });
}

/** Starts the whole hub with the local launcher, under names of its own on servers that others run too. It is gone when it stops. */
export async function startHub(registers: Readonly<Record<string, string | Buffer>>, policy = 'standard-five'): Promise<Stack> {
  const { startStack, agenciesOfPolicy } = (await import(at('stack.mjs'))) as StackModule;
  const dir = newFolder();
  const registersDir = join(dir, 'registers');
  mkdirSync(registersDir);
  for (const { agency } of agenciesOfPolicy(policy)) writeFileSync(join(registersDir, `${agency}.csv`), registers[agency] ?? '身份证号,代码,事由,依据\n');
  return startStack({ dir, temporary: true, policy, registersDir, automaticConclusion: true, jurisdiction: 'e2e' });
}

interface LocalDeploymentModule {
  prepareLocalDeployment(options: { readonly dir: string; readonly jurisdiction: string; readonly agencies: readonly string[]; readonly port: number }): Promise<unknown>;
}

/**
 * Starts the whole hub of people on a clock that the test moves: every process of Node lives by it. NATS, Redis and the
 * certificates between them stay with the machine's time, so the certificates are made before the clock is set.
 * @param time RFC 3339, at which it begins. End the clock when the stack has stopped.
 */
export async function startHubOnClock(time: string, options: Omit<OfPeople, 'dir'> = {}): Promise<{ readonly stack: Stack; readonly clock: MovingClock }> {
  const { agenciesOfPolicy } = (await import(at('stack.mjs'))) as StackModule;
  const { prepareLocalDeployment } = (await import(at('keys/local-deployment.mjs'))) as LocalDeploymentModule;
  const dir = newFolder();
  const agencies = [...agenciesOfPolicy(options.policy ?? 'standard-five', options.policiesDir), ...(options.also ?? [])];
  // The launcher names the port again when it knows one.
  await prepareLocalDeployment({ dir, jurisdiction: 'e2e', agencies: agencies.map(({ agency }) => agency), port: 4222 });
  const clock = MovingClock.startAt(time);
  const before = process.env['NODE_OPTIONS'];
  process.env['NODE_OPTIONS'] = [before, clock.nodeOptions].filter(Boolean).join(' ');
  try {
    return { clock, stack: await startHubOfPeople({ ...options, dir }) };
  } catch (error) {
    clock.end();
    throw error;
  } finally {
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
  }
}
