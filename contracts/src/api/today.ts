import { z } from 'zod';
import { AgencyId, BatchId, CaseId, IsoInstant } from '../kernel/index.js';
import { CaseNumber } from './case-number.js';

/**
 * adjudicate 研判中止或暂缓 · answer-question 答复单位的询问 · decide-extension 答复延期申请 · replace-declined 改派不答复的单位 · release-withheld 处理暂未送达的请求 ·
 * chase-overdue 催办超期 · consider-advice 研究提示性意见 · release-hold 处理同一人另案的影响 · conclude 签发结论 · confirm-decision 复核决定 ·
 * start-vetting 发起联审 · re-vet 重新征求已过期的意见 · renew-soon 结论即将失效.
 */
export const TaskKind = z
  .enum([
    'adjudicate', 'confirm-decision', 'answer-question', 'decide-extension', 'replace-declined', 'release-withheld', 'chase-overdue',
    'consider-advice', 'release-hold', 'conclude', 're-vet', 'renew-soon', 'start-vetting',
  ])
  .describe('what waits');
export type TaskKind = z.infer<typeof TaskKind>;

const Task = z.strictObject({
  caseId: CaseId,
  number: CaseNumber,
  batchId: BatchId,
  agency: AgencyId.nullable().describe('which agency it is about; null where it is about the whole case'),
  decision: z.int().min(1).nullable().describe('number of the decision that waits to be confirmed'),
  dueAt: IsoInstant.describe('when it is due: a due time, a review date, the end of a conclusion; else since when it waits; RFC 3339, UTC'),
  overdue: z.boolean().describe('whether that time is past, of what has a time by which it is due'),
});

const TaskGroup = z.strictObject({
  kind: TaskKind,
  count: z.int().min(1).max(1_000).describe('how many there are; 1,000 stands for as many or more'),
  items: z.array(Task).max(20).describe('the most urgent, without cases that the reader is recused from'),
});

/** What waits for the person who asks, the most pressing kind first. */
export const TodayView = z.strictObject({ groups: z.array(TaskGroup).describe('by kind; a kind of which nothing waits is absent') });
export type TodayView = z.infer<typeof TodayView>;
