import type { RecusalRef } from '@lianshen/contracts/api';
import { invariant, type Result } from '@lianshen/contracts/kernel';
import { standingRecusal } from './declaration-state.js';
import type { DeclarationStreams } from './declaration-streams.js';
import { recuseStaff, type StaffMember } from './declare-relations.js';
import type { Matter } from './matters.js';

export interface OrderRecusal {
  /** Told apart as the head where the superior orders. */
  readonly staff: StaffMember;
  /** The id of who orders it. */
  readonly by: string;
  readonly reason: string;
  readonly cause: string;
}

/** Orders a member of staff off a case (指令回避). Recused already: it is that recusal. Refused as `recuseStaff` says. */
export async function orderRecusal(declarations: DeclarationStreams, { batch, caseId }: Pick<Matter, 'batch' | 'caseId'>, { staff, by, reason, cause }: OrderRecusal): Promise<Result<RecusalRef>> {
  const command = { person: staff, caseId, ground: 'ordered', source: 'ordered', by, reason } as const;
  const executed = await declarations.execute(batch, { cause, actor: { kind: 'person', id: by }, decide: (state) => recuseStaff(state, command) });
  if (!executed.ok) return executed;
  const recusal = standingRecusal(executed.value.folded.state, staff.id, caseId);
  invariant(recusal, 'recusal: what was ordered stands');
  return { ok: true, value: { batch, number: recusal.number } };
}
