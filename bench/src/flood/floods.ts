import type { OpenedMessage } from '@lianshen/platform/sealing';
import { requestIdOf } from '@lianshen/contracts/kernel';
import type { PlayedAgency } from '@lianshen/e2e/played-agency';

/** A kind of flood: what each of its messages holds. */
export interface Flood {
  readonly name: string;
  readonly content: (n: number) => string;
}

const BUNDLE = 100;
const REJECTED_POOL = 1_000;
const LINE_BYTES = 300_000;

const bundleOf = (line: (n: number) => string, n: number): string => Array.from({ length: BUNDLE }, (_, index) => line(n * BUNDLE + index)).join('\n');

/** What an agency with valid keys can send without end: damaged, oversized, and valid and of no use. */
export function floodsOf(bad: PlayedAgency, request: OpenedMessage): readonly Flood[] {
  const { requestId } = request.envelope.data as { requestId: string };
  const caseId = requestId.split('.')[0] ?? '';
  const repeated = bad.seal('verdict', bad.verdict(request));
  const receipts = bad.seal('received', { requestIds: Array.from({ length: 200 }, () => requestId) });
  const question = bad.seal('need-more', { requestId, number: 1, clerk: { id: 'played-0', name: '虚构甲' }, question: '曾用名？' });
  const foreign = bad.seal('verdict', bad.verdict(request, { requestId: requestIdOf(caseId, bad.agency, 9) }));
  const rejected = Array.from({ length: REJECTED_POOL }, (_, n) => bad.seal('verdict', bad.verdict(request, { version: 2, category: `无此用语${n}` })));
  return [
    { name: 'malformed', content: (n) => bundleOf((each) => `garbage ${each}`, n) },
    { name: 'a verdict again and again', content: () => bundleOf(() => repeated, 0) },
    { name: 'receipts again and again', content: () => bundleOf(() => receipts, 0) },
    { name: 'verdicts that are rejected', content: (n) => bundleOf((each) => rejected[each % REJECTED_POOL] ?? '', n) },
    { name: 'oversized lines', content: (n) => `${n} ${'x'.repeat(LINE_BYTES)}` },
    { name: 'a question again and again', content: () => bundleOf(() => question, 0) },
    { name: 'a verdict on no request', content: () => bundleOf(() => foreign, 0) },
  ];
}
