import { answeredAll } from './answered.js';
import { failed, notDone, passed, type Check, type Finding, type Trial } from './check.js';
import type { MadeRequest } from '../coordinator/trial-coordinator.js';

const AGAIN_EVERY_MS = 3_000;
const KID = /^[\w-]{22}\.([\w-]{22})\.\d+$/;

/** Which of the coordinator's agreement keys a reply was sealed to. */
function addressedKid(line: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(line.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid?: unknown };
    return KID.exec(String(header.kid))?.[1];
  } catch {
    return undefined;
  }
}

/** Sends a request until it is answered: an adapter may take a while to learn of new keys. */
async function answeredInTime(trial: Trial, made: MadeRequest, line: () => string): Promise<boolean> {
  const { coordinator, resendWithinMs } = trial;
  const isAnswered = () => coordinator.replies.verdictsOf(made.requestId).length > 0;
  for (const end = Date.now() + resendWithinMs; !isAnswered() && Date.now() < end; ) {
    await coordinator.publish(line());
    await coordinator.replies.until(isAnswered, Math.min(AGAIN_EVERY_MS, end - Date.now()));
  }
  return isAnswered();
}

export const coordinatorKeyRotation: Check = {
  id: 'coordinator-key-rotation',
  title: { zh: '协调端更换密钥：新旧密钥的消息都办理，答复改用新密钥', en: "rotation of the coordinator's keys: messages of both count, replies go to the new ones" },
  async run(trial) {
    const { coordinator, rotateCoordinator } = trial;
    const [before, onItsWay, resealed, after] = [coordinator.make(), coordinator.make(), coordinator.make(), coordinator.make()];
    await coordinator.send(before);
    const first = await answeredAll(trial, [before]);
    if (first.outcome !== 'passed') return first;
    await rotateCoordinator();
    const rotated = coordinator.rotated;
    if (!(await answeredInTime(trial, after, () => rotated.seal(rotated.signAgain(after.signed))))) {
      return failed(`${trial.resendWithinMs / 1000} 秒内没有办理用新密钥签名、封装的请求`, `a request under the new keys was not answered within ${trial.resendWithinMs / 1000} s`);
    }
    await coordinator.send(onItsWay);
    await coordinator.publish(rotated.seal(resealed.signed));
    // What was answered comes again as a coordinator sends it after a rotation: the same payload under another signature.
    await coordinator.publish(rotated.seal(rotated.signAgain(before.signed)));
    const both = await answeredAll(trial, [onItsWay, resealed]);
    return both.outcome === 'passed' ? () => judge(trial, before) : both;
  },
};

/** Asked when all checks are done: the adapter has had time to send again. */
function judge({ coordinator }: Trial, before: MadeRequest): Finding {
  const different = new Set(coordinator.replies.verdictsOf(before.requestId).map(({ jws }) => jws)).size;
  if (different !== 1) return failed('同一请求换签名后重发，产生了新的反馈', 'a request that came again under another signature was answered anew');
  const toNew = coordinator.replies.all.filter(({ line }) => addressedKid(line) === coordinator.rotated.agreeKid).length;
  return toNew > 0
    ? passed(`旧密钥封装的仍办理；${toNew} 条答复用新密钥封装`, `what was sealed with the earlier key was answered; ${toNew} replies were sealed to the new one`)
    : failed('没有一条答复用新密钥封装', 'no reply was sealed to the new key');
}

export const adapterKeyRotation: Check = {
  id: 'adapter-key-rotation',
  title: { zh: '适配器更换密钥：发往旧密钥的消息仍办理，此后改用新密钥', en: "rotation of the adapter's keys: what was sealed to the earlier ones still opens, and the new ones take over" },
  async run(trial) {
    const { coordinator, prepareAdapterKeys } = trial;
    if (!prepareAdapterKeys) return notDone('没有用 --adapter-next-keys 说明适配器的下一组密钥', 'the adapter’s next keys were not named with --adapter-next-keys');
    const [before, after] = [coordinator.make(), coordinator.make()];
    const sealedBefore = coordinator.seal(before.signed);
    const keys = await prepareAdapterKeys();
    const registered = coordinator.place.directory.register(keys);
    if (!registered.ok) return failed(`新密钥不能登记：${registered.refusal.code}`, `the next keys cannot be registered: ${registered.refusal.code}`);
    await coordinator.send(after);
    await coordinator.publish(sealedBefore);
    const answered = await answeredAll(trial, [before, after]);
    if (answered.outcome !== 'passed') return answered;
    const usesNew = await answeredWithNew(trial, keys.sign.kid);
    return usesNew
      ? passed('发往新旧密钥的请求均有反馈，此后用新密钥签名', 'requests to both were answered, and the new key signs')
      : failed('登记新密钥并用其封装后，仍用旧密钥签名', 'it goes on signing with the earlier key after messages came sealed to the new one');
  },
};

/** The message that tells an adapter may be handled beside others; what is asked later is signed with the new key. */
async function answeredWithNew(trial: Trial, kid: string): Promise<boolean> {
  const { coordinator, resendWithinMs } = trial;
  for (const end = Date.now() + resendWithinMs; Date.now() < end; ) {
    const made = coordinator.make();
    await coordinator.send(made);
    if ((await answeredAll(trial, [made])).outcome !== 'passed') return false;
    if (coordinator.replies.verdictsOf(made.requestId).some(({ jws }) => signedWith(jws) === kid)) return true;
  }
  return false;
}

const signedWith = (jws: string): unknown => (JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid?: unknown }).kid;
