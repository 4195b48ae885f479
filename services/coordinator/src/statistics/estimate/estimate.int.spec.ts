import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EstimateView } from '@lianshen/contracts/api';
import { CHINA_CALENDAR, isWorkingDay, toCivilDate, toDayNumber } from '@lianshen/contracts/working-time';
import type { Person } from '@lianshen/platform/identity';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../../vetting/cases.spec-kit.js';
import { statisticRowOf } from '../rows/statistic-row.model.js';
import { EstimateBatchController } from './estimate-batch.controller.js';
import { EstimateCaseController } from './estimate-case.controller.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** When the office opened on the last working days, the latest first. */
const EARLIER_DAYS = Array.from({ length: 60 }, (_, index) => toCivilDate(toDayNumber('2026-11-22') - index))
  .filter((day) => isWorkingDay(day, CHINA_CALENDAR))
  .map((day) => Date.parse(`${day}T08:30:00+08:00`));
const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';

describe('an estimate before sending', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let caseId: string;
  let count = 0;

  const ofCase = (id = caseId, person: Person = OFFICER) => hub.application.get(EstimateCaseController).estimate(id, person);
  const codeOf = (asked: Promise<object>) => asked.then(() => 'shown', (error: { refusal: { code: string } }) => error.refusal.code);
  const lineOf = ({ agencies }: EstimateView, agency: string) => agencies.find((each) => each.agency === agency);

  /** Requests of earlier office days, one a day from its opening, as the ledger of earlier cases would have put them. @param minutes how long each took; null: it is open. */
  const past = (agency: string, minutes: readonly (number | null)[], policy = 'standard-five') =>
    hub.mongo.collection('statistic_rows').insertMany(minutes.map((each, index) => rowOf(agency, EARLIER_DAYS[index] ?? 0, each, policy)) as never[]);

  const rowOf = (agency: string, issuedAt: number, minutes: number | null, policy: string) => {
    const earlier = `0190a1b2-c3d4-8e5f-8a6b-${String(count++).padStart(12, '0')}`;
    const answer = minutes === null ? { answeredAt: null, versions: 0 } : { answeredAt: issuedAt + minutes * MINUTE, versions: 1 };
    const request = { requestId: `${earlier}.${agency}.1`, agency, issuedAt, receivedAt: null, dueAt: issuedAt + 7 * DAY, pauses: [], extended: false, lateWorkingDays: 0, apart: null, ...answer };
    return statisticRowOf({ kind: 'request', caseId: earlier, person: earlier, policy, request }, 1);
  };

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    caseId = await cases.open('officer', 'later');
  }, 30_000);

  afterAll(() => hub.stop());

  it('says that it knows nothing of agencies that have answered fewer than ten times', async () => {
    await past('court', Array.from({ length: 9 }, () => 60));
    const view = await ofCase();
    expect(EstimateView.parse(view)).toEqual(view);
    expect(lineOf(view, 'court')).toMatchObject({ agencyName: { zh: '法院' }, basis: null, answers: 9, median: null, from: null, to: null, accuracy: null });
    expect(view.overall).toEqual({ medianAt: null, fromAt: null, toAt: null, accuracy: null, unknown: view.agencies.map(({ agency }) => agency) });
  });

  it('gives median and range of each agency as working minutes and as moments, with its past accuracy beside them', async () => {
    await past('audit', Array.from({ length: 20 }, (_, index) => (index + 1) * 10));
    const audit = lineOf(await ofCase(), 'audit');
    expect(audit).toMatchObject({ basis: 'policy', answers: 20, unanswered: 0, median: { workingMinutes: 100 }, from: { workingMinutes: 20 }, to: { workingMinutes: 180 } });
    expect(audit?.median?.at).toBe(new Date(MONDAY + 100 * MINUTE).toISOString());
    expect(audit?.accuracy?.tried).toBe(10);
  });

  it('does not leave out what is open: the range has no end where too much is', async () => {
    await past('petitions', [...Array.from({ length: 12 }, () => 60), null, null, null]);
    expect(lineOf(await ofCase(), 'petitions')).toMatchObject({ answers: 12, unanswered: 3, median: { workingMinutes: 60 }, to: null });
  });

  it('knows an agency by its answers also while more is open than they are', async () => {
    await past('audit', Array.from({ length: 30 }, () => null));
    expect(lineOf(await ofCase(), 'audit')).toMatchObject({ basis: 'policy', answers: 20, unanswered: expect.any(Number), to: null });
    await hub.mongo.collection('statistic_rows').deleteMany({ agency: 'audit', outcome: 'open' });
  });

  it('takes all answers of an agency where it has too few under this policy, and says so', async () => {
    await past('discipline', Array.from({ length: 10 }, () => 30), 'another-policy');
    expect(lineOf(await ofCase(), 'discipline')).toMatchObject({ basis: 'agency', answers: 10, median: { workingMinutes: 30 } });
  });

  it('says of the whole when the slowest has answered, once something is known of each', async () => {
    await past('procuratorate', Array.from({ length: 10 }, () => 30));
    await hub.mongo.collection('statistic_rows').deleteMany({ agency: { $in: ['petitions', 'court'] } });
    expect((await ofCase()).overall.unknown).toEqual(['court', 'petitions']);
    await past('court', Array.from({ length: 10 }, () => 500));
    await past('petitions', Array.from({ length: 10 }, () => 30));
    const { overall } = await ofCase();
    // 450 minutes are left on Monday, and the office opens at 8:30 on Tuesday.
    expect(overall).toEqual({ medianAt: '2026-11-24T01:20:00.000Z', fromAt: '2026-11-24T01:20:00.000Z', toAt: '2026-11-24T01:20:00.000Z', accuracy: null, unknown: [] });
  });

  it('is given of a list as well, for every agency that its policy may ask', async () => {
    const { batchId } = await cases.load(caseId);
    const view = await hub.application.get(EstimateBatchController).estimate(batchId);
    expect(view.agencies.map(({ agency }) => agency)).toEqual(Object.keys(hub.agencies));
    expect(await codeOf(hub.application.get(EstimateBatchController).estimate(UNKNOWN))).toBe('batch.unknown');
  });

  it('is refused to who may not see the case, and of a case that is none', async () => {
    for (const role of ['overseer', 'nominator', 'administrator', 'clerk']) expect([role, await codeOf(ofCase(caseId, { sub: 'x', roles: [role] }))]).toEqual([role, 'identity.not-permitted']);
    expect([await codeOf(ofCase(UNKNOWN)), await codeOf(ofCase('none'))]).toEqual(['case.unknown', 'request.malformed']);
  });
});
