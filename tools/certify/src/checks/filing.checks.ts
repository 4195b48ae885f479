import type { MadeRequest } from '../coordinator/trial-coordinator.js';
import { answeredAll } from './answered.js';
import { failed, passed, type Check, type Finding, type Trial } from './check.js';

/** What was on its way when the answer came is no sending again. */
const ON_ITS_WAY_MS = 2_000;
const NO_VERDICT = 'A'.repeat(43);

/** Sends a request whose verdict the kit's filing clerk leaves alone. @returns the request, or why there is no verdict. */
async function answeredUnfiled(trial: Trial): Promise<MadeRequest | Finding> {
  const { coordinator } = trial;
  const made = coordinator.make();
  coordinator.hold(made.requestId);
  await coordinator.send(made);
  const answered = await answeredAll(trial, [made]);
  return answered.outcome === 'passed' ? made : answered;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const resendsUntilFiled: Check = {
  id: 'resends-until-filed',
  title: { zh: '没有入账答复就重发同样的反馈', en: 'sends a verdict again, with the same bytes, until it is filed' },
  async run(trial) {
    const { coordinator, resendWithinMs } = trial;
    const made = await answeredUnfiled(trial);
    if ('outcome' in made) return made;
    const { requestId } = made;
    const [first] = coordinator.replies.verdictsOf(requestId);
    // Filed of another verdict must not be taken for this one.
    await coordinator.tell('filed', { verdicts: [{ requestId, version: 1, verdictHash: NO_VERDICT }] });
    const again = await coordinator.replies.until(() => coordinator.replies.verdictsOf(requestId).length > 1, resendWithinMs);
    const verdicts = coordinator.replies.verdictsOf(requestId);
    await coordinator.tell('filed', { verdicts: [{ requestId, version: 1, verdictHash: first?.payloadHash ?? NO_VERDICT }] });
    if (!again) return failed(`${resendWithinMs / 1000} 秒内没有重发`, `nothing was sent again within ${resendWithinMs / 1000} s`);
    const seconds = Math.round(((verdicts[1]?.at ?? 0) - (first?.at ?? 0)) / 1000);
    return new Set(verdicts.map(({ jws }) => jws)).size === 1
      ? passed(`${seconds} 秒后重发，字节相同`, `sent again after ${seconds} s with the same bytes`)
      : failed(`${seconds} 秒后重发，字节不同`, `sent again after ${seconds} s with other bytes`);
  },
};

/** Answers the verdict and watches for as long as a sending again would take. */
async function stopsAfter(trial: Trial, answer: (made: MadeRequest, verdictHash: string) => Promise<void>): Promise<Finding> {
  const { coordinator, resendWithinMs } = trial;
  const made = await answeredUnfiled(trial);
  if ('outcome' in made) return made;
  const verdicts = () => coordinator.replies.verdictsOf(made.requestId);
  await answer(made, verdicts()[0]?.payloadHash ?? NO_VERDICT);
  const answeredAt = Date.now();
  await pause(resendWithinMs);
  const later = verdicts().filter(({ at }) => at > answeredAt + ON_ITS_WAY_MS).length;
  const watched = resendWithinMs / 1000;
  return later === 0
    ? passed(`此后 ${watched} 秒内没有再发`, `nothing was sent again in ${watched} s`)
    : failed(`此后 ${watched} 秒内又发了 ${later} 次`, `sent again ${later} time(s) in ${watched} s`);
}

export const filedStopsResending: Check = {
  id: 'filed-stops-resending',
  title: { zh: '收到入账答复后不再重发', en: 'filed stops the sending again' },
  run: (trial) => stopsAfter(trial, ({ requestId }, verdictHash) => trial.coordinator.tell('filed', { verdicts: [{ requestId, version: 1, verdictHash }] })),
};

export const rejectedStopsResending: Check = {
  id: 'rejected-stops-resending',
  title: { zh: '收到退回答复后不再重发', en: 'rejected stops the sending again' },
  run: (trial) => stopsAfter(trial, ({ requestId }, verdictHash) => trial.coordinator.tell('rejected', { requestId, version: 1, verdictHash, code: 'verdict.category-differs' })),
};

export const filedOfTheUnknown: Check = {
  id: 'filed-of-the-unknown',
  title: { zh: '对未知反馈的入账、退回答复不影响后续办理', en: 'filed or rejected of an unknown verdict stops nothing' },
  async run(trial) {
    const { coordinator } = trial;
    const unknown = { requestId: coordinator.make().requestId, version: 1, verdictHash: NO_VERDICT };
    await coordinator.tell('filed', { verdicts: [unknown] });
    await coordinator.tell('rejected', { ...unknown, code: 'verdict.request-differs' });
    const after = coordinator.make();
    await coordinator.send(after);
    return answeredAll(trial, [after]);
  },
};
