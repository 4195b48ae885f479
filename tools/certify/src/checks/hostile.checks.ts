import { COORDINATOR, toIso } from '@lianshen/contracts/kernel';
import { BUNDLE_LINES_MAX, MESSAGES, SEALED_BYTES_MAX, type Envelope, type Request } from '@lianshen/contracts/messages';
import { generateOwnKeys, Sealer, signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import type { TrialCoordinator } from '../coordinator/trial-coordinator.js';
import { answeredAll, silentOn } from './answered.js';
import type { Check } from './check.js';

export const bundles: Check = {
  id: 'bundles',
  title: { zh: '一条 NATS 消息中的多行逐行办理', en: 'handles each line of a bundle on its own' },
  async run(trial) {
    const { coordinator } = trial;
    const made = [1, 2, 3, 4, 5].map(() => coordinator.make());
    const [first = '', ...others] = made.map(({ signed }) => coordinator.seal(signed));
    const recall = coordinator.seal(coordinator.sign('recall', { requestId: coordinator.make().requestId }));
    await coordinator.publish(first, 'not-a-sealed-message', recall, ...others);
    return answeredAll(trial, made);
  },
};

function malformedContents(coordinator: TrialCoordinator): string[] {
  const { request, signed } = coordinator.make();
  const good = coordinator.seal(signed);
  const typeUnknown: Envelope = { specversion: '1.0', id: 'unknown.1', type: 'lianshen.unknown.v1', source: COORDINATOR, audience: coordinator.place.agency, time: toIso(Date.now()), data: {} };
  const shapeless = coordinator.sign('request', { ...request, person: 'nobody' } as unknown as Request);
  return [
    'garbage',
    '',
    '\n\n',
    '{"specversion":"1.0","type":"lianshen.request.v1"}',
    'a.b.c.d.e',
    `${good.slice(0, -4)}AAAA`,
    coordinator.seal(signEnvelope(coordinator.place.keys, typeUnknown)),
    coordinator.seal(shapeless),
    'x'.repeat(SEALED_BYTES_MAX + 1),
    'x\n'.repeat(BUNDLE_LINES_MAX + 5),
  ];
}

export const malformedStopsNothing: Check = {
  id: 'malformed-stops-nothing',
  title: { zh: '格式错误的消息不影响后续办理', en: 'malformed messages stop nothing' },
  async run(trial) {
    const { coordinator } = trial;
    for (const content of malformedContents(coordinator)) await coordinator.publish(content);
    const after = [coordinator.make(), coordinator.make()];
    for (const each of after) await coordinator.send(each);
    return answeredAll(trial, after);
  },
};

/** Signs with one set of keys and seals with another for the adapter, as a stranger would. */
function sealAs(coordinator: TrialCoordinator, signer: OwnKeys, sealer: OwnKeys, request: Request): string {
  const { agency, directory } = coordinator.place;
  const envelope: Envelope = { specversion: '1.0', id: `request.${request.requestId}`, type: MESSAGES.request.type, source: COORDINATOR, audience: agency, time: request.issuedAt, data: request };
  const sealed = new Sealer(sealer, directory).seal(signEnvelope(signer, envelope), agency, Date.now());
  if (!sealed.ok) throw new Error(sealed.refusal.code);
  return sealed.value;
}

export const foreignIsRefused: Check = {
  id: 'foreign-is-refused',
  title: { zh: '未登记密钥签名或封装的消息、他人的请求，不受理', en: 'refuses what is signed or sealed under unregistered keys, and what is another’s' },
  async run(trial) {
    const { coordinator } = trial;
    const own = coordinator.place.keys;
    const stranger = generateOwnKeys(COORDINATOR);
    const [all, signature, sealing, others] = [coordinator.make(), coordinator.make(), coordinator.make(), coordinator.make()];
    await coordinator.publish(sealAs(coordinator, stranger, stranger, all.request));
    await coordinator.publish(sealAs(coordinator, stranger, own, signature.request));
    await coordinator.publish(sealAs(coordinator, own, stranger, sealing.request));
    await coordinator.publish(sealAs(coordinator, own, own, { ...others.request, agency: 'another-agency' }));
    return silentOn(trial, [
      { why: 'keys of a stranger', requestId: all.requestId },
      { why: "a stranger's signature", requestId: signature.requestId },
      { why: "a stranger's seal", requestId: sealing.requestId },
      { why: 'a request of another agency', requestId: others.requestId },
    ]);
  },
};
