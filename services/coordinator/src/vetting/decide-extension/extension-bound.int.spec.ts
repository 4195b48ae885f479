import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../cases.spec-kit.js';
import { DecideExtensionController } from './decide-extension.controller.js';

/** Three working days after the limit of five. */
const LATEST = '2026-12-03T09:30:00.000Z';
const BEYOND = '2026-12-03T09:31:00.000Z';

/** The agencies of standard-five, each with extensions of three working days at most. */
const bounded = () => {
  const { agencies } = JSON.parse(readFileSync(new URL('../../../../../deploy/policies/standard-five.json', import.meta.url), 'utf8')) as { agencies: object[] };
  return { agencies: agencies.map((agency) => ({ ...agency, extensionMax: { workingDays: 3 } })) };
};

describe('an extension of a case whose policy bounds it', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY, bounded());
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  it('is refused beyond the bound, which changes nothing, and granted up to it', async () => {
    const caseId = await cases.open();
    await hub.agencies['court']?.send('extension-asked', { requestId: `${caseId}.court.1`, number: 1, clerk: { id: 'clerk', name: '试例经办' }, until: BEYOND, reason: '案卷在外地' });
    const { requests } = await cases.when(caseId, 'the wish for time', ({ requests: of }) => of['court']?.extensions.length === 1);
    const decide = (grantedUntil: string) => hub.application.get(DecideExtensionController).decide({ caseId, agency: 'court', number: '1' }, { grantedUntil }, cases.key(), OFFICER);
    await expect(decide(BEYOND)).rejects.toMatchObject({ refusal: { code: 'extension.beyond-policy', params: { latest: LATEST } } });
    expect((await cases.load(caseId)).requests['court']).toEqual(requests['court']);
    await decide(LATEST);
    expect((await cases.load(caseId)).requests['court']).toMatchObject({ dueAt: Date.parse(LATEST), extensions: [{ decision: { gives: 3 * 540 } }] });
  });
});
