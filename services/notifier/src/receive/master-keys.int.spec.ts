import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import type { WrappingKeysReport } from '@lianshen/contracts/api';
import { MONGO } from '@lianshen/platform/process';
import { DeadLetters } from '@lianshen/platform/messaging';
import { Rewrapping, WrappingKeys } from '@lianshen/platform/sealing';
import { eventually, NotifierGround, noticeOf } from '../notifier.spec-kit.js';

describe('the master key of the notifier over real NATS and MongoDB', () => {
  let ground: NotifierGround;

  beforeAll(async () => {
    ground = await NotifierGround.lay();
    await ground.start();
  }, 60_000);

  afterAll(() => ground.end(), 30_000);

  const keys = async () => (await ground.read<WrappingKeysReport>('administrator', '/keys/wrapping')).keys;

  it("is told of to the coordinator's administrator alone", async () => {
    for (const as of ['officer', 'auditor', 'court']) expect((await ground.call(as, '/keys/wrapping')).status).toBe(403);
    expect(await keys()).toMatchObject([{ current: true, wraps: { caseKeys: 0, ownKeys: 0, deadLetters: 0, secrets: 3 } }]);
  });

  it('is rotated under dead letters, and taken out they still open', async () => {
    await ground.publish({ ...noticeOf('court'), name: '甲' } as never);
    const letters = () => ground.application.get<Connection>(MONGO).collection('dead_letters').findOne({});
    const letter = await eventually('a dead letter', letters, (found) => found !== null);
    const open = () => ground.application.get(DeadLetters).find(String(letter?._id));
    const before = await open();
    ground.masterKeys.push(randomBytes(32));
    await ground.application.get(WrappingKeys).reload();
    await ground.application.get(Rewrapping).turn();
    await eventually('nothing wrapped by the old key', keys, ([first]) => first?.mayBeTakenOut === true);
    ground.masterKeys.shift();
    await ground.stop();
    await ground.start();
    expect(await open()).toEqual(before);
    expect(before?.content).toContain('甲');
  });
});
