import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const at = (path: string): string => new URL(`../../deploy/local/${path}`, import.meta.url).href;

type StackModule = typeof import('../../deploy/local/stack.mjs');
type StackOptions = Parameters<StackModule['startStack']>[0];
export type Stack = Awaited<ReturnType<StackModule['startStack']>>;

/** Starts the whole hub without registers: people answer. */
export async function startHubOfPeople(options: Pick<StackOptions, 'policiesDir' | 'policy' | 'also' | 'requestsPerMinute'> = {}): Promise<Stack> {
  const { startStack } = (await import(at('stack.mjs'))) as StackModule;
  return startStack({ dir: mkdtempSync(join(tmpdir(), 'lianshen-e2e-')), temporary: true, automaticConclusion: true, jurisdiction: 'e2e', ...options });
}

/** Starts the whole hub with the local launcher, under names of its own on servers that others run too. It is gone when it stops. */
export async function startHub(registers: Readonly<Record<string, string | Buffer>>, policy = 'standard-five'): Promise<Stack> {
  const { startStack, agenciesOfPolicy } = (await import(at('stack.mjs'))) as StackModule;
  const dir = mkdtempSync(join(tmpdir(), 'lianshen-e2e-'));
  const registersDir = join(dir, 'registers');
  mkdirSync(registersDir);
  for (const { agency } of agenciesOfPolicy(policy)) writeFileSync(join(registersDir, `${agency}.csv`), registers[agency] ?? '身份证号,代码,事由,依据\n');
  return startStack({ dir, temporary: true, policy, registersDir, automaticConclusion: true, jurisdiction: 'e2e' });
}
