import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { LookUpFinding, type LookUpQuestion } from '@lianshen/contracts/look-up';
import { createLog, createMetrics } from '@lianshen/platform/telemetry';
import type { ConnectorSettings } from './connector-settings.js';
import type { Connector, LookUp } from './connector.js';
import { CLEAR, FLAGGED, TestLookUpService, UNDECIDED, type Reaction } from './http/look-up-service.spec-kit.js';
import type { LookUpSettings } from './http/look-up-settings.js';
import { TestAuthority } from './http/test-certificates.spec-kit.js';
import { mostSevere } from './most-severe.js';
import { openConnector } from './open-connector.js';
import { UNAVAILABLE_CODES } from './unavailable.js';

const CATEGORIES = { 无: 'CLEAR', 有未结涉诉: 'FLAG_VERIFYING', 列入失信: 'OBJECT' } as const;
const about = (identityNumber?: string): LookUpQuestion => Object.freeze({ person: Object.freeze({ name: '试例甲', ...(identityNumber === undefined ? {} : { identityNumber }) }), categories: Object.freeze(CATEGORIES) });
const FLAGGED_PERSON = about('990101198001010014');
const CLEAR_PERSON = about('990101198512120020');
const UNNUMBERED_PERSON = about();

/** A connector with its records behind it. */
interface Rig {
  readonly connector: Connector;
  /** Takes the records away. */
  readonly away: () => Promise<void>;
  /** Brings them back as they were. */
  readonly back: () => Promise<void>;
  readonly end: () => Promise<void>;
}

const open = (settings: ConnectorSettings): Connector => openConnector(settings, { clock: { now: () => Date.parse('2026-11-23T02:00:00Z') }, log: createLog('test', 'silent'), metrics: createMetrics('test'), random: () => 0 });

async function manualRig(): Promise<Rig> {
  const nothing = async () => {};
  return { connector: open({ kind: 'manual' }), away: nothing, back: nothing, end: nothing };
}

async function registerRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'lianshen-conform-'));
  const file = join(folder, 'court.csv');
  let written = Date.now() / 1_000;
  const write = async (rows: string) => {
    writeFileSync(file, `身份证号,代码,事由,依据\n${rows}`);
    utimesSync(file, (written += 5), written);
  };
  const good = '990101198001010014,OBJECT,试例：未履行生效判决,试例第一条\n';
  await write(good);
  const connector = open({ kind: 'register', file });
  await connector.changed();
  return { connector, away: () => write(`${good}not a number,OBJECT,,\n`), back: () => write(good), end: async () => rmSync(folder, { recursive: true }) };
}

const reactTo = ({ person }: LookUpQuestion): Reaction => (person.identityNumber === undefined ? UNDECIDED : person.identityNumber === FLAGGED_PERSON.person.identityNumber ? FLAGGED : CLEAR);

async function httpRig(service: TestLookUpService, secured: Partial<LookUpSettings> = {}): Promise<Rig> {
  await service.start();
  service.react = ({ question }) => reactTo(question);
  const connector = open({ kind: 'http', service: service.settings({ breakAfter: 2, attemptsMax: 1, breakForMs: 1, ...secured }) });
  return { connector, away: () => service.stop(), back: async () => void (await service.start()), end: () => service.stop() };
}

const authority = new TestAuthority('试例根');
const { certificate: cert, key } = authority.issue('127.0.0.1');
const trusting = { authority: authority.certificate };

const RIGS: readonly (readonly [name: string, start: () => Promise<Rig>, knows: boolean])[] = [
  ['manual', manualRig, false],
  ['register', registerRig, true],
  ['http on this machine', () => httpRig(new TestLookUpService()), true],
  ['http over TLS with a token', () => httpRig(new TestLookUpService({ cert, key }), trusting), true],
  ['http over mutual TLS', () => httpRig(new TestLookUpService({ cert, key, ca: authority.certificate, requestCert: true, rejectUnauthorized: true }), { ...trusting, token: undefined, client: authority.issue('adapter') }), true],
];

describe.each(RIGS)('the connector %s', (_, start, knows) => {
  let rig: Rig | undefined;
  const started = async (): Promise<Rig> => (rig = await start());
  afterEach(async () => {
    await rig?.connector.close();
    await rig?.end();
    rig = undefined;
  });

  const outcomeOf = (lookUp: LookUp): string => (lookUp.outcome === 'found' ? lookUp.code : lookUp.outcome);
  const outcomes = async ({ connector }: Rig) => Promise.all([FLAGGED_PERSON, CLEAR_PERSON, UNNUMBERED_PERSON].map(async (question) => outcomeOf(await connector.lookUp(question))));
  const wholeOutcomes = knows ? ['OBJECT', 'CLEAR', 'nothing-to-say'] : ['nothing-to-say', 'nothing-to-say', 'nothing-to-say'];

  it('tells who is flagged, who is clear, and whom a person has to look at, the same each time', async () => {
    const one = await started();
    expect(await outcomes(one)).toEqual(wholeOutcomes);
    expect(await outcomes(one)).toEqual(wholeOutcomes);
    expect(one.connector.health).toBe('good');
  });

  it('founds what it found: findings for a flag and none for a clear one, where from and when', async () => {
    const { connector } = await started();
    for (const lookUp of [await connector.lookUp(FLAGGED_PERSON), await connector.lookUp(CLEAR_PERSON)]) {
      if (lookUp.outcome !== 'found') {
        expect(knows).toBe(false);
        continue;
      }
      expect(lookUp.findings.length > 0).toBe(lookUp.code !== 'CLEAR');
      expect(mostSevere(lookUp.findings)).toBe(lookUp.code);
      expect(lookUp.findings.every((finding) => LookUpFinding.safeParse(finding).success)).toBe(true);
      expect(lookUp.source).not.toBe('');
      expect(lookUp.obtainedAt).toBe(Date.parse('2026-11-23T02:00:00Z'));
    }
  });

  it('is unavailable, and never clear, while its records are away, and says once that they are back', async () => {
    const one = await started();
    expect(await one.connector.changed()).toBe(false);
    await one.away();
    await one.connector.changed();
    for (let time = 0; time < 3; time++) {
      const lookUp = await one.connector.lookUp(CLEAR_PERSON);
      expect(lookUp.outcome).toBe(knows ? 'unavailable' : 'nothing-to-say');
      if (lookUp.outcome === 'unavailable') expect(UNAVAILABLE_CODES).toContain(lookUp.code);
    }
    expect(one.connector.health === 'good').toBe(!knows);
    await one.back();
    // A service is found to be back by who asks it, a file by who looks at it.
    const changed = async () => (await one.connector.lookUp(CLEAR_PERSON), one.connector.changed());
    const told = [await changed(), await changed(), await changed()];
    expect(told.filter(Boolean)).toHaveLength(knows ? 1 : 0);
    expect(await outcomes(one)).toEqual(wholeOutcomes);
    expect(one.connector.health).toBe('good');
  });

  it('says whether it answers at once, and does', async () => {
    const { connector } = await started();
    let isThere = false;
    const asked = connector.lookUp(CLEAR_PERSON).then(() => (isThere = true));
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    expect(isThere).toBe(connector.answersAtOnce);
    await asked;
  });

  it('finds nothing any more once it is closed', async () => {
    const { connector } = await started();
    await connector.close();
    expect((await connector.lookUp(CLEAR_PERSON)).outcome).toBe(knows ? 'unavailable' : 'nothing-to-say');
  });
});
