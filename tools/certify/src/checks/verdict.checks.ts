import type { Verdict } from '@lianshen/contracts/messages';
import { CATEGORIES, INVENTED_NAME } from '../coordinator/invented-request.js';
import { failed, passed, type Check, type Finding, type Trial, type Words } from './check.js';

const CLOCK_AHEAD_MS = 10 * 60_000;
const COMPACT_JWE = /^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{22}$/;

/** A check of everything that came, judged when all others are done. */
const ofAll = (id: string, title: Words, judge: (trial: Trial) => Finding): Check => ({ id, title, run: async (trial) => () => judge(trial) });

/** A rule that every verdict keeps. @param breaks whether a verdict breaks it. */
const everyVerdict = (id: string, title: Words, breaks: (verdict: Verdict, trial: Trial) => boolean): Check =>
  ofAll(id, title, (trial) => {
    // An adapter that was tried before may still send what belongs to the earlier trial.
    const verdicts = trial.coordinator.replies.of('verdict').filter(({ data }) => trial.coordinator.requests.has(data.requestId));
    const bad = verdicts.filter(({ data }) => breaks(data, trial));
    if (verdicts.length === 0) return failed('没有收到任何反馈', 'no verdict came at all');
    if (bad.length === 0) return passed(`${verdicts.length} 份反馈均符合`, `all of ${verdicts.length} verdicts do`);
    const example = bad[0]?.data.requestId ?? '';
    return failed(`${verdicts.length} 份反馈中有 ${bad.length} 份不符，例如 ${example}`, `${bad.length} of ${verdicts.length} verdicts do not, e.g. ${example}`);
  });

export const bindsTheRequest = everyVerdict(
  'binds-the-request',
  { zh: '反馈绑定请求的哈希', en: 'every verdict binds the hash of the request' },
  ({ requestId, requestHash }, { coordinator }) => coordinator.requests.get(requestId)?.signed.payloadHash !== requestHash,
);

export const fourEyes = everyVerdict(
  'four-eyes',
  { zh: '经办人与签发人不是同一人', en: 'every verdict is approved by another person than its clerk' },
  ({ clerk, approvers }) => {
    const ids = approvers.map(({ id }) => id);
    return ids.includes(clerk.id) || new Set(ids).size !== ids.length;
  },
);

export const wordingFitsTheCode = everyVerdict(
  'wording-fits-the-code',
  { zh: '回复用语出自请求并与代码一致', en: 'every verdict uses a wording of the request, with its code' },
  ({ category, code }) => CATEGORIES[category] !== code,
);

export const everyReplyVerifies = ofAll('every-reply-verifies', { zh: '每一行答复都能解封、验签、解析', en: 'every line opens, verifies and parses' }, ({ coordinator: { replies } }) => {
  const bad = replies.all.filter(({ fault }) => fault !== undefined);
  const codes = [...new Set(bad.map(({ fault }) => fault))].join(', ');
  if (replies.all.length === 0) return failed('没有收到任何答复', 'nothing came at all');
  return bad.length === 0
    ? passed(`${replies.all.length} 行`, `${replies.all.length} lines`)
    : failed(`${replies.all.length} 行中有 ${bad.length} 行不行：${codes}`, `${bad.length} of ${replies.all.length} lines do not: ${codes}`);
});

export const timesAreRight = ofAll('times-are-right', { zh: '答复的时间不超前', en: 'no reply is ahead of time' }, ({ coordinator: { replies } }) => {
  const ahead = replies.all.filter(({ time, at }) => time !== undefined && Date.parse(time) > at + CLOCK_AHEAD_MS);
  return ahead.length === 0 ? passed(`${replies.all.length} 行`, `${replies.all.length} lines`) : failed(`${ahead.length} 行超前`, `${ahead.length} lines are ahead`);
});

export const sameVersionSameBytes = ofAll('same-version-same-bytes', { zh: '同一版本的反馈字节相同', en: 'the same version of a verdict has the same bytes' }, ({ coordinator: { replies } }) => {
  const bytes = new Map<string, Set<string>>();
  for (const { data, jws } of replies.of('verdict')) {
    const version = `${data.requestId} v${data.version}`;
    bytes.set(version, (bytes.get(version) ?? new Set()).add(jws));
  }
  const changed = [...bytes].filter(([, each]) => each.size > 1).map(([version]) => version);
  if (bytes.size === 0) return failed('没有收到任何反馈', 'no verdict came at all');
  return changed.length === 0
    ? passed(`${bytes.size} 份反馈`, `${bytes.size} verdicts`)
    : failed(`${changed.length} 份反馈的字节有变，例如 ${changed[0]}`, `${changed.length} verdicts changed, e.g. ${changed[0]}`);
});

export const nothingInClear = ofAll('nothing-in-clear', { zh: '线上没有明文', en: 'nothing stands in clear on the wire' }, ({ coordinator }) => {
  const { wire } = coordinator.replies;
  const personal = [INVENTED_NAME, ...[...coordinator.requests.values()].flatMap(({ request }) => request.person.identityNumber ?? [])];
  const unsealed = wire.filter(({ content }) => content.split('\n').some((line) => !COMPACT_JWE.test(line)));
  const telling = wire.filter(({ subject, headers, content }) => personal.some((text) => `${subject} ${headers} ${content}`.includes(text)));
  if (unsealed.length + telling.length === 0) return passed(`${wire.length} 条 NATS 消息均已封装，主题与消息头不含个人信息`, `${wire.length} NATS messages, all sealed; no personal data in subjects and headers`);
  return failed(`${unsealed.length} 条未封装，${telling.length} 条含个人信息`, `${unsealed.length} are not sealed, ${telling.length} hold personal data`);
});

/** Keys of an unknown sender are asked for again for some seconds before a message is given up. */
const SETTLE_MS = 15_000;

export const everythingIsAcknowledged: Check = {
  id: 'everything-is-acknowledged',
  title: { zh: '所有消息（含不受理的）最终都被确认', en: 'every message is acknowledged in the end, also what is refused' },
  async run({ coordinator, resendWithinMs }) {
    // The others publish in their first seconds; what they sent is looked at after those.
    await new Promise((resolve) => setTimeout(resolve, Math.min(resendWithinMs, SETTLE_MS)));
    const settled = await coordinator.settled(SETTLE_MS);
    const { waiting, unacknowledged } = await coordinator.backlog();
    return settled ? passed('没有积压', 'nothing waits') : failed(`未取 ${waiting} 条，未确认 ${unacknowledged} 条`, `${waiting} not pulled, ${unacknowledged} not acknowledged`);
  },
};
