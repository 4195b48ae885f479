import { answeredAll, silentOn } from './answered.js';
import { failed, notDone, passed, type Check, type Trial } from './check.js';
import type { MadeRequest } from '../coordinator/trial-coordinator.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const AGO_DAYS = [1, 3, 40] as const;

export const clocksMayDiffer: Check = {
  id: 'clocks-may-differ',
  title: { zh: '时钟相差几分钟，照常办理', en: 'bears clocks that differ by minutes' },
  async run(trial) {
    const { coordinator } = trial;
    const made = [-8, -1, 1, 8].map((minutes) => coordinator.make({ issuedAt: Date.now() + minutes * MINUTE_MS }));
    for (const each of made) await coordinator.send(each);
    return answeredAll(trial, made);
  },
};

export const dayBoundary: Check = {
  id: 'day-boundary',
  title: { zh: '跨日封装（昨日、明日的密钥）照常办理', en: "opens what was sealed with yesterday's or tomorrow's key" },
  async run(trial) {
    const { coordinator } = trial;
    const made = [coordinator.make(), coordinator.make()] as const;
    await coordinator.publish(coordinator.seal(made[0].signed, Date.now() - DAY_MS));
    await coordinator.publish(coordinator.seal(made[1].signed, Date.now() + DAY_MS));
    return answeredAll(trial, made);
  },
};

export const timeHasBounds: Check = {
  id: 'time-has-bounds',
  title: { zh: '时间超出界限的消息不受理', en: 'refuses what is out of the bounds of time' },
  async run(trial) {
    const { coordinator } = trial;
    const now = Date.now();
    const ahead = coordinator.make({ issuedAt: now + 60 * MINUTE_MS });
    const old = coordinator.make();
    const early = coordinator.make();
    await coordinator.send(ahead);
    await coordinator.publish(coordinator.seal(old.signed, now - 50 * DAY_MS));
    await coordinator.publish(coordinator.seal(early.signed, now + 3 * DAY_MS));
    return silentOn(trial, [
      { why: 'a time one hour ahead', requestId: ahead.requestId },
      { why: 'a key of 50 days ago', requestId: old.requestId },
      { why: 'a key of 3 days ahead', requestId: early.requestId },
    ]);
  },
};

const waiting = new WeakMap<Trial, MadeRequest[]>();

/** Requests that were sealed days ago lie in the stream when the adapter starts. */
export const longOffline: Check = {
  id: 'long-offline',
  title: { zh: '离线 72 小时（及更久）后，积压的请求全部办理', en: 'answers what waited while it was offline for 72 hours and longer' },
  async prepare(trial) {
    const { coordinator } = trial;
    const made: MadeRequest[] = [];
    for (const days of AGO_DAYS) {
      const at = Date.now() - days * DAY_MS;
      const each = coordinator.make({ issuedAt: at });
      await coordinator.publish(coordinator.seal(each.signed, at));
      made.push(each);
    }
    waiting.set(trial, made);
  },
  async run(trial) {
    const answered = await answeredAll(trial, waiting.get(trial) ?? []);
    if (answered.outcome !== 'passed') return answered;
    const days = AGO_DAYS.join('、');
    const note = trial.wasRunning ? { zh: '；适配器当时已在运行', en: '; the adapter was running already' } : { zh: '', en: '' };
    return passed(`${days} 天前封装的请求均有反馈${note.zh}`, `requests sealed ${AGO_DAYS.join(', ')} days ago were answered${note.en}`);
  },
};

export const resync: Check = {
  id: 'resync-after-loss',
  title: { zh: '库空（新建或丢失）时请求重发，并办理重发的请求', en: 'asks for the open requests when its store is empty, and answers them' },
  async run(trial) {
    const { coordinator, answerWithinMs, startedEmpty } = trial;
    const asked = await coordinator.replies.until(() => coordinator.replies.of('resync').length > 0, answerWithinMs);
    if (!asked && !startedEmpty) return notDone('没有用 --emptied 说明适配器以空库启动', 'the adapter was not said to start with an empty store (--emptied)');
    if (!asked) return failed('以空库启动，却没有请求重发', 'it started with an empty store and sent no resync');
    const made = coordinator.make({ issuedAt: Date.now() - 2 * DAY_MS });
    await coordinator.send(made);
    const answered = await answeredAll(trial, [made]);
    return answered.outcome === 'passed' ? passed('收到 resync；重发的请求有反馈', 'resync came; the request that was sent again was answered') : answered;
  },
};
