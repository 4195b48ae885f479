import type { Stack } from '../hub-stack.js';
import { AgencyStaff } from '../agency-staff.js';
import { eventually } from '../eventually.js';
import { HubApi } from '../hub-api.js';
import { batchCsv, inventedPerson, type InventedPerson } from '../invented-batch.js';
import type { Window } from './window-of.js';

const WITHIN_MS = 30_000;

/** The items of one agency about a batch of invented people. */
export class CourtItems {
  private constructor(
    readonly staff: AgencyStaff,
    readonly batchId: string,
    private readonly requests: ReadonlyMap<string, string>,
  ) {}

  /** Imports the people as one batch and waits until the court has all of them on its list. */
  static async arrive(stack: Stack, from: number, count: number): Promise<CourtItems> {
    const people = Array.from({ length: count }, (_, index) => inventedPerson(from + index));
    const { batchId, accepted } = await new HubApi(stack).importBatch(batchCsv(people), `workbench-${from}`);
    const cases = new Set(accepted.map(({ caseId }) => caseId));
    const staff = new AgencyStaff(stack, 'court');
    const ofBatch = async () => (await staff.list()).filter(({ caseId }) => cases.has(caseId));
    const lines = await eventually('the items', ofBatch, (all) => all.length === count, WITHIN_MS);
    return new CourtItems(staff, batchId, new Map(lines.map(({ name, requestId }) => [name ?? '', requestId])));
  }

  /** Where the item of a person stands in the workbench. @param person counted as they were imported. */
  addressOf({ name }: InventedPerson): string {
    return `/items/${this.requestOf({ name })}`;
  }

  requestOf({ name }: Pick<InventedPerson, 'name'>): string {
    const requestId = this.requests.get(name);
    if (requestId === undefined) throw new Error('no item of this person has come');
    return requestId;
  }
}

/** Says of everybody in the batch that one is not related, where the page asks for it, and comes back to the item. */
export async function declareWhereAsked({ page }: Window): Promise<void> {
  const opened = page.getByTestId('claimed-by');
  await opened.or(page.getByTestId('declare-first')).first().waitFor();
  if (!(await page.getByTestId('declare-first').isVisible())) return;
  await page.getByTestId('declare-first').getByRole('link').click();
  await page.getByTestId('declare-send').click();
  await opened.waitFor();
}
