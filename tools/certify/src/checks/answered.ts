import type { MadeRequest } from '../coordinator/trial-coordinator.js';
import { failed, passed, type Finding, type Trial } from './check.js';

/** Waits until each request has its verdict. */
export async function answeredAll({ coordinator: { replies }, answerWithinMs }: Trial, made: readonly MadeRequest[]): Promise<Finding> {
  const open = () => made.filter(({ requestId }) => replies.verdictsOf(requestId).length === 0);
  await replies.until(() => open().length === 0, answerWithinMs);
  const missing = open();
  if (missing.length === 0) return passed(`${made.length} 个请求都有反馈`, `${made.length} of ${made.length} requests were answered`);
  return failed(
    `${answerWithinMs / 1000} 秒内 ${made.length} 个请求中有 ${missing.length} 个没有反馈：${list(missing)}`,
    `${missing.length} of ${made.length} requests were not answered within ${answerWithinMs / 1000} s: ${list(missing)}`,
  );
}

/** Judges at the end that none of the requests was ever acknowledged or answered. */
export const silentOn = ({ coordinator: { replies } }: Trial, what: readonly { readonly why: string; readonly requestId: string }[]): (() => Finding) => () => {
  const answered = what.filter(({ requestId }) => replies.acknowledges(requestId));
  if (answered.length === 0) return passed(`${what.length} 条均无任何答复`, `none of ${what.length} was answered`);
  const reasons = answered.map(({ why }) => why).join('; ');
  return failed(`对不应受理的消息作了答复：${reasons}`, `answered what must not be accepted: ${reasons}`);
};

const list = (made: readonly MadeRequest[]): string => made.slice(0, 3).map(({ requestId }) => requestId).join(', ');
