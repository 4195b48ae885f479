import { AgencyStaff } from '../agency-staff.js';
import { eventually } from '../eventually.js';
import { HubApi } from '../hub-api.js';
import { batchCsv, inventedPerson, withWrongCheck, type InventedPerson } from '../invented-batch.js';
import { HubOfPages } from './hub-of-pages.js';
import { CourtItems } from './workbench.spec-kit.js';

const FIRST = 7_801;
const [FLAGGED, OPEN, WRONG] = [FIRST, FIRST + 1, FIRST + 2].map(inventedPerson) as [InventedPerson, InventedPerson, InventedPerson];
const ANSWERED_FROM = FIRST + 10;
const [AT_COURT, WAITING, SIGNED] = [ANSWERED_FROM, ANSWERED_FROM + 1, ANSWERED_FROM + 2].map(inventedPerson) as [InventedPerson, InventedPerson, InventedPerson];
const UNIT = '市试例局';

export type Application = 'dashboard' | 'workbench';

/** Where a page is, for whom, and what is to be seen on it. */
export interface Visit {
  readonly role: string;
  readonly address: string;
  /** A test id; without one the page's heading is enough. */
  readonly there?: string;
}

/** A hub in which every page of both applications has something to show. */
export class HubWithAll {
  private constructor(
    readonly hub: HubOfPages,
    readonly visits: Readonly<Record<Application, Readonly<Record<string, Visit>>>>,
  ) {}

  static async start(): Promise<HubWithAll> {
    const hub = await HubOfPages.start();
    const [dashboard, workbench] = [await dashboardVisits(hub), await workbenchVisits(hub)];
    return new HubWithAll(hub, { dashboard, workbench });
  }

  /** Names and numbers of everybody there is; none may stand in an address, a title or a browser's storage. */
  readonly personal: readonly string[] = [FLAGGED, OPEN, WRONG, AT_COURT, WAITING, SIGNED].flatMap(({ name, identityNumber }) => [name, identityNumber]);
}

/** A row that is refused, two candidates of a unit, one of them halted with a decision to confirm, and a version of a policy that waits. */
async function dashboardVisits(hub: HubOfPages): Promise<Record<string, Visit>> {
  const api = new HubApi(hub.stack);
  const { batchId, accepted } = await api.importBatch(batchCsv([FLAGGED, OPEN, withWrongCheck(WRONG)]), 'every-page', { unit: UNIT });
  const caseId = accepted[0]?.caseId ?? '';
  const petitions = new AgencyStaff(hub.stack, 'petitions');
  const requestId = await petitions.itemOf(caseId);
  await petitions.answer(requestId, await petitions.flagForm(requestId));
  await eventually('the halt', () => api.readCase(caseId), ({ status }) => status === 'halted', 20_000);
  await api.post('officer', `/api/cases/${caseId}/decisions`, { kind: 'close-flag', agency: 'petitions', reason: '经研究', basis: '试例第三条' });
  await api.read('officer', `/api/cases/${caseId}/file`);
  const { hash, change } = await proposedPolicy(api);
  const [officer, auditor] = ['officer', 'auditor'];
  return {
    '/': { role: officer, address: '/', there: 'task-adjudicate' },
    '/batches': { role: officer, address: '/batches', there: 'batches' },
    '/batches/:batchId': { role: officer, address: `/batches/${batchId}`, there: 'matrix-row' },
    '/batches/:batchId/report': { role: officer, address: `/batches/${batchId}/report`, there: 'refused-row' },
    '/upload': { role: officer, address: '/upload', there: 'file' },
    '/cases': { role: officer, address: '/cases', there: 'case-row' },
    '/cases/:caseId': { role: officer, address: `/cases/${caseId}`, there: 'requests' },
    '/decisions': { role: officer, address: '/decisions', there: 'decisions' },
    '/agenda': { role: officer, address: '/agenda' },
    '/nominations': { role: 'nominator', address: '/nominations', there: 'nominations' },
    '/nominations/:batchId': { role: 'nominator', address: `/nominations/${batchId}`, there: 'outcomes' },
    '/statistics': { role: officer, address: '/statistics', there: 'figures' },
    '/readings': { role: auditor, address: '/readings', there: 'readings' },
    '/policies': { role: officer, address: '/policies', there: 'policy-changes' },
    '/policies/new': { role: officer, address: `/policies/new?from=${hash}`, there: 'lint' },
    '/policies/changes/:name/:number': { role: 'coordinatorApprover', address: change, there: 'adopt' },
    '/policies/:hash': { role: officer, address: `/policies/${hash}`, there: 'meaning' },
    '/agencies': { role: 'administrator', address: '/agencies', there: 'agencies' },
    '/agencies/:agency': { role: 'administrator', address: '/agencies/court' },
    '/declarations': { role: officer, address: '/declarations' },
    '/recusals': { role: 'superior', address: '/recusals' },
    '/declarations/:batch': { role: 'coordinatorApprover', address: `/declarations/${batchId}`, there: 'declare' },
  };
}

/** A new version of the first policy, proposed and not confirmed. */
async function proposedPolicy(api: HubApi): Promise<{ readonly hash: string; readonly change: string }> {
  const { items } = (await api.read('officer', '/api/policies')) as { items: { hash: string }[] };
  const hash = items[0]?.hash ?? '';
  const { text } = (await api.read('officer', `/api/policies/${hash}`)) as { text: string };
  const policy = JSON.parse(text) as { version: number };
  const { name, number } = (await api.post('officer', '/api/policy-changes', { text: JSON.stringify({ ...policy, version: policy.version + 1, haltReviewDays: 7 }), reason: '市试例委〔2026〕4 号' })) as { name: string; number: number };
  return { hash, change: `/policies/changes/${name}/${number}` };
}

/** Of three people one is open, one waits for a signature, one is answered. */
async function workbenchVisits(hub: HubOfPages): Promise<Record<string, Visit>> {
  const items = await CourtItems.arrive(hub.stack, ANSWERED_FROM, 3);
  const { staff } = items;
  await staff.claim(items.requestOf(AT_COURT));
  await staff.claim(items.requestOf(WAITING));
  await staff.submit(items.requestOf(WAITING), await staff.flagForm(items.requestOf(WAITING)));
  await staff.answer(items.requestOf(SIGNED), await staff.flagForm(items.requestOf(SIGNED)));
  const [clerk, approver, agencyHead] = ['clerk', 'approver', 'agencyHead'];
  return {
    '/': { role: clerk, address: '/', there: 'item-row' },
    '/items/:requestId': { role: clerk, address: items.addressOf(AT_COURT), there: 'answer-form' },
    '/items/:requestId/letter': { role: clerk, address: `${items.addressOf(SIGNED)}/letter`, there: 'letter-sheet' },
    '/many-answers': { role: clerk, address: '/many-answers', there: 'open-items' },
    '/bundles': { role: approver, address: '/bundles', there: 'bundles' },
    '/delegations': { role: agencyHead, address: '/delegations' },
    '/recusals': { role: agencyHead, address: '/recusals' },
    '/declarations': { role: approver, address: '/declarations' },
    '/declarations/:batch': { role: agencyHead, address: `/declarations/${items.batchId}`, there: 'declare' },
  };
}
