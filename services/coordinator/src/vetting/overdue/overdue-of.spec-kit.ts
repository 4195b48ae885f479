import type { INestApplicationContext } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import { CaseStreams } from '../case-streams.js';

/** What is on record as overdue in a case, each as `<request>#<version of the deadline>`, in its order. */
export async function overdueOf(on: INestApplicationContext, caseId: CaseId): Promise<string[]> {
  const { acts } = await on.get(CaseStreams).history(caseId);
  return acts.flatMap(({ events }) => events).flatMap((event) => (event.type === 'RequestOverdue' ? [`${event.data.requestId}#${event.data.deadlineVersion}`] : []));
}
