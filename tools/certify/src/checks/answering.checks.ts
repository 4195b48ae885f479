import { answeredAll, silentOn } from './answered.js';
import { failed, notDone, passed, type Check } from './check.js';

export const answersARequest: Check = {
  id: 'answers-a-request',
  title: { zh: '收到请求即反馈', en: 'answers a request' },
  async run(trial) {
    const made = [trial.coordinator.make(), trial.coordinator.make()];
    for (const each of made) await trial.coordinator.send(each);
    return answeredAll(trial, made);
  },
};

export const acknowledgesReceipt: Check = {
  id: 'acknowledges-receipt',
  title: { zh: '不能立即反馈的请求，先回执', en: 'acknowledges a request that it cannot answer at once' },
  async run(trial) {
    const { coordinator, answerWithinMs } = trial;
    const made = coordinator.make({ identityNumber: null });
    await coordinator.send(made);
    const acknowledged = await coordinator.replies.until(() => coordinator.replies.acknowledges(made.requestId), answerWithinMs);
    return acknowledged
      ? passed('没有身份证号的请求得到回执或反馈', 'a request without an identity number got a receipt or a verdict')
      : failed('没有身份证号的请求既无回执也无反馈', 'a request without an identity number got neither a receipt nor a verdict');
  },
};

export const duplicatesChangeNothing: Check = {
  id: 'duplicates-change-nothing',
  title: { zh: '重复的请求不产生新的反馈', en: 'a request that comes again changes nothing' },
  async run(trial) {
    const { coordinator } = trial;
    const made = coordinator.make();
    for (let time = 0; time < 3; time++) await coordinator.send(made);
    const answered = await answeredAll(trial, [made]);
    if (answered.outcome !== 'passed') return answered;
    await coordinator.settled(trial.answerWithinMs);
    await coordinator.send(made);
    return () => {
      const verdicts = coordinator.replies.verdictsOf(made.requestId);
      const different = new Set(verdicts.map(({ jws }) => jws)).size;
      const seen = [`同一请求发送 4 次，收到 ${verdicts.length} 份反馈，内容 ${different} 种`, `sent 4 times, answered ${verdicts.length} times with ${different} different verdict(s)`] as const;
      return different === 1 ? passed(...seen) : failed(...seen);
    };
  },
};

export const otherContentIsRefused: Check = {
  id: 'other-content-is-refused',
  title: { zh: '同一请求编号、不同内容，不予受理', en: 'refuses another content under the id of a known request' },
  async run(trial) {
    const { coordinator } = trial;
    const made = coordinator.make();
    await coordinator.send(made);
    const answered = await answeredAll(trial, [made]);
    if (answered.outcome !== 'passed') return answered;
    const other = coordinator.sign('request', { ...made.request, scope: '另一内容' }, { id: made.requestId });
    await coordinator.publish(coordinator.seal(other));
    return () => {
      const bound = coordinator.replies.verdictsOf(made.requestId).filter(({ data }) => data.requestHash === other.payloadHash);
      return bound.length === 0
        ? passed('没有针对篡改内容的反馈', 'nothing was bound to the other content')
        : failed('对篡改内容作了反馈', 'a verdict was bound to the other content');
    };
  },
};

export const recallBeforeRequest: Check = {
  id: 'recall-before-request',
  title: { zh: '先到撤回、后到请求，不再办理', en: 'a recall that comes before its request leaves a tombstone' },
  async run(trial) {
    const { coordinator } = trial;
    const made = coordinator.make();
    await coordinator.tell('recall', { requestId: made.requestId });
    await coordinator.settled(trial.answerWithinMs);
    await coordinator.send(made);
    await coordinator.send(made);
    return silentOn(trial, [{ why: 'recall before request', requestId: made.requestId }]);
  },
};

export const flagHasGrounds: Check = {
  id: 'flag-has-grounds',
  title: { zh: '提出问题时写明事实与依据', en: 'a flag carries facts and basis' },
  async run(trial) {
    const { coordinator, flaggedNumber } = trial;
    if (flaggedNumber === undefined) return notDone('没有用 --flagged 给出登记表中有问题的号码', 'no flagged number was named with --flagged');
    const made = coordinator.make({ identityNumber: flaggedNumber });
    await coordinator.send(made);
    const answered = await answeredAll(trial, [made]);
    if (answered.outcome !== 'passed') return answered;
    const [verdict] = coordinator.replies.verdictsOf(made.requestId);
    const { code = 'CLEAR', findings = [] } = verdict?.data ?? {};
    return code !== 'CLEAR' && findings.length > 0
      ? passed(`${code}，${findings.length} 项事实`, `${code} with ${findings.length} finding(s)`)
      : failed(`反馈为 ${code}，${findings.length} 项事实`, `answered ${code} with ${findings.length} findings`);
  },
};
