import type { Provider } from '@nestjs/common';
import { ON_WITHOUT_TASK, type OnWithoutTask } from '@lianshen/platform/access';
import { CaseStreams } from '../../vetting/case-streams.js';
import { DeskNoticeOutbox } from '../../vetting/notify-desks/desk-notice-outbox.js';

/** That somebody read without a task goes to the auditors' desk. */
export const tellAuditors: Provider = {
  provide: ON_WITHOUT_TASK,
  inject: [CaseStreams, DeskNoticeOutbox],
  useFactory:
    (cases: CaseStreams, desks: DeskNoticeOutbox): OnWithoutTask =>
    async (caseId, commit) =>
      desks.readWithoutTask(await cases.peek(caseId), commit),
};
