import type { Provider } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { ON_READING, type OnReading } from '@lianshen/platform/access';
import { ViewRows } from '@lianshen/platform/store';
import { CaseStreams } from '../../vetting/case-streams.js';
import { DeskNoticeOutbox } from '../../vetting/notify-desks/desk-notice-outbox.js';
import { READING_ROW, readingRowsOf, type ReadingRow, type ReadingRows } from './reading-row.model.js';

/** Readings get their rows; that somebody read without a task goes to the auditors' desk as well. */
export const followReadings: Provider = {
  provide: ON_READING,
  inject: [CaseStreams, DeskNoticeOutbox, getModelToken(READING_ROW)],
  useFactory: (cases: CaseStreams, desks: DeskNoticeOutbox, model: ReadingRows): OnReading => {
    const rows = new ViewRows<ReadingRow>(model.collection as never);
    return async (caseId, commit, readings) => {
      await Promise.all(readingRowsOf(caseId, commit, readings).map((row) => rows.put(row)));
      if (readings.some(({ task }) => task === null)) await desks.readWithoutTask(await cases.peek(caseId), commit);
    };
  },
};
