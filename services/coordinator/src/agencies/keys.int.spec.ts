import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { AgencyKeys, KeyRevoked, PartyPublicKeys } from '@lianshen/contracts/api';
import { COORDINATOR, type CaseId } from '@lianshen/contracts/kernel';
import { requestSubject } from '@lianshen/contracts/messages';
import { DeadLettersController, KeysController, OWN_KEYS } from '@lianshen/platform/process';
import { LedgerStore, readBody, Writer } from '@lianshen/platform/ledger';
import { linesOf } from '@lianshen/platform/messaging';
import { generateOwnKeys, KeyDirectory, publicKeysOf, type OwnKeyRing } from '@lianshen/platform/sealing';
import { startCoordinator, type CoordinatorUnderTest, type TestAgency } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY } from '../vetting/cases.spec-kit.js';
import { AcceptLetterController } from './accept-letter/accept-letter.controller.js';
import { AgencyRegistry } from './agency-registry.js';
import { ListKeysController } from './list-keys/list-keys.controller.js';
import { RegisterKeysController } from './register-keys/register-keys.controller.js';
import { RevokeKeyController } from './revoke-key/revoke-key.controller.js';

const ADMINISTRATOR = { sub: 'test-administrator', roles: ['administrator'] };
const APPROVER = { sub: 'test-approver', roles: ['coordinatorApprover'] };
const DAY_MS = 86_400_000;

/** Times around that of the NATS server, which is the machine's. */
const NOW = Date.now();
const [SIGNED, REVOKED, LATER] = [NOW - 2 * DAY_MS, NOW - DAY_MS, NOW + DAY_MS];

describe('keys of agencies over real NATS and MongoDB', () => {
  let hub: CoordinatorUnderTest;
  let other: INestApplicationContext;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    other = await hub.replica();
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  const agencyOf = (id: string): TestAgency => {
    const agency = hub.agencies[id];
    if (!agency) throw new Error(id);
    return agency;
  };
  const response = { status: () => response } as never;
  const register = (agency: string, keys: PartyPublicKeys) => hub.application.get(RegisterKeysController).register(agency, keys, cases.key(), ADMINISTRATOR, response) as Promise<{ added: boolean }>;
  const revoke = (agency: string, kid: string): Promise<KeyRevoked> => hub.application.get(RevokeKeyController).revoke(agency, kid, { reason: 'compromised' }, cases.key(), ADMINISTRATOR);
  /** The agency makes new keys, and they are registered. */
  const renew = async (agency: string): Promise<void> => {
    const keys = generateOwnKeys(agency);
    await register(agency, publicKeysOf(keys));
    agencyOf(agency).use(keys);
  };
  const keysOf = (agency: string): Promise<AgencyKeys> => hub.application.get(ListKeysController).list(agency);
  const letters = async () => (await hub.application.get(DeadLettersController).list({})).items;
  const parkedOf = async (agency: string) => (await letters()).filter(({ party, reason }) => party === agency && reason === 'key.revoked');
  const accept = (letterId: string) => hub.application.get(AcceptLetterController).accept(letterId, { basis: 'agency-confirmed' }, cases.key(), APPROVER);
  const replay = (letterId: string) => hub.application.get(DeadLettersController).replay(letterId, ADMINISTRATOR);
  const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Error & { refusal?: { code: string } }) => error.refusal?.code ?? error.message);
  const whenFiled = (caseId: CaseId, agency: string) => cases.when(caseId, `${agency} on file`, ({ requests }) => requests[agency]?.verdict !== undefined);

  it('that are superseded still count for what is on its way, and the newest are those that it is addressed with', async () => {
    const [first, second] = [await cases.open(), await cases.open()];
    const audit = agencyOf('audit');
    const old = audit.keys;
    const newer = generateOwnKeys('audit');
    const heard: string[] = [];
    hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, 'audit'), { callback: (_, message) => void heard.push(...linesOf(message.string())) });
    expect(await register('audit', publicKeysOf(newer))).toMatchObject({ added: true });
    await audit.send('verdict', await cases.verdictOf(first, 'audit'));
    await whenFiled(first, 'audit');
    audit.use(newer);
    await audit.send('verdict', await cases.verdictOf(second, 'audit'));
    await whenFiled(second, 'audit');
    await eventually('both are answered', async () => heard.length, (count) => count >= 2);
    expect(heard.map((line) => audit.open(line).receiverKid)).not.toContain(old.agree.kid);
    expect(await register('audit', publicKeysOf(old))).toMatchObject({ added: false });
    expect((await keysOf('audit')).keys.map(({ status }) => status)).toEqual(['superseded', 'superseded', 'current', 'current']);
  });

  it('of the coordinator are rotated without losing what is on its way, at every replica', async () => {
    const [first, second, third] = [await cases.open(), await cases.open(), await cases.open()];
    const discipline = agencyOf('discipline');
    const controller = hub.application.get(KeysController);
    const prepared = await controller.prepare(ADMINISTRATOR, response);
    for (const replica of [hub.application, other]) await replica.get<OwnKeyRing>(OWN_KEYS).reload();
    await discipline.send('verdict', await cases.verdictOf(first, 'discipline'));
    await whenFiled(first, 'discipline');
    for (const agency of Object.values(hub.agencies)) agency.knowCoordinator(prepared);
    await discipline.send('verdict', await cases.verdictOf(second, 'discipline'));
    await whenFiled(second, 'discipline');
    expect(await controller.activate(ADMINISTRATOR)).toEqual(prepared);
    expect(controller.keys()).toEqual({ ...prepared, partyId: COORDINATOR });
    await other.get<OwnKeyRing>(OWN_KEYS).reload();
    expect(other.get(KeysController).keys()).toEqual(prepared);
    await discipline.send('verdict', await cases.verdictOf(third, 'discipline'));
    await whenFiled(third, 'discipline');
    expect(await codeOf(controller.activate(ADMINISTRATOR))).toBe('key.none-prepared');
  });

  it('that are revoked count for nothing new: what comes is one letter however often it is sent, and waits for a person', async () => {
    const [caseId, later] = [await cases.open(), await cases.open()];
    const court = agencyOf('court');
    hub.clock.moveTo(REVOKED);
    expect(await revoke('court', court.keys.sign.kid)).toMatchObject({ revoked: true, usable: { sign: false, agree: true } });
    expect(await revoke('court', court.keys.sign.kid)).toMatchObject({ revoked: false });
    hub.clock.moveTo(SIGNED);
    await court.send('verdict', await cases.verdictOf(caseId, 'court'), 3);
    await eventually('the first letter', () => parkedOf('court'), (all) => all.length > 0);
    hub.clock.moveTo(LATER);
    await court.send('verdict', await cases.verdictOf(later, 'court'));
    const [letter, other, ...further] = await eventually('two letters', () => parkedOf('court'), (all) => all.length > 1);
    expect(further).toEqual([]);
    expect(letter).toMatchObject({ party: 'court', kid: court.keys.sign.kid, isKept: true });
    expect(JSON.stringify(letter)).not.toContain('试例');
    expect(Object.values((await cases.load(caseId)).requests).every(({ verdict }) => verdict === undefined)).toBe(true);

    expect(await codeOf(replay(letter?.letterId ?? ''))).toBe('key.revoked');
    expect(await codeOf(accept(other?.letterId ?? ''))).toBe('letter.signed-after-revocation');
    expect(await codeOf(accept(letter?.letterId ?? ''))).toBe('done');
    await whenFiled(caseId, 'court');
    expect((await cases.load(later)).requests['court']?.verdict).toBeUndefined();
    expect(await codeOf(accept(letter?.letterId ?? ''))).toBe('letter.unknown');
  });

  it('that are revoked leave on record who answered for what they had signed, and the letter keeps nothing', async () => {
    const acts = await hub.application.get(LedgerStore).readStream('agency/court');
    const last = readBody('agency/court', acts.at(-1)?.seq ?? 0, acts.at(-1)?.body ?? Buffer.alloc(0), undefined).acts.at(-1);
    expect(last).toMatchObject({ actor: { kind: 'person', id: APPROVER.sub }, events: [{ type: 'RevokedKeyMessageAccepted', data: { basis: 'agency-confirmed' } }] });
    const settled = await hub.mongo.collection('dead_letters').findOne({ 'settled.how': 'accepted' });
    expect(settled).toMatchObject({ content: null, settled: { by: APPROVER.sub } });
    await renew('court');
  });

  it('that were revoked, or are of another agency, are never registered', async () => {
    const audit = publicKeysOf(agencyOf('audit').keys);
    const court = publicKeysOf(agencyOf('court').keys);
    const revoked = (await keysOf('court')).keys.find(({ status }) => status === 'revoked');
    expect(await codeOf(register('court', { ...court, sign: { ...court.sign, kid: revoked?.kid ?? '', x: revoked?.x ?? '' } }))).toBe('key.revoked');
    expect(await codeOf(register('court', { ...court, agree: audit.agree }))).toBe('key.of-another-party');
    expect(await codeOf(revoke('court', audit.agree.kid))).toBe('key.unknown');
  });

  it('that are revoked still count for what the server had before', async () => {
    const caseId = await cases.open();
    const petitions = agencyOf('petitions');
    hub.clock.moveTo(LATER);
    await revoke('petitions', petitions.keys.sign.kid);
    hub.clock.moveTo(SIGNED);
    await petitions.send('verdict', await cases.verdictOf(caseId, 'petitions'));
    await whenFiled(caseId, 'petitions');
    await renew('petitions');
  });

  it('that are revoked at one replica are so at another before it judges a message', async () => {
    const caseId = await cases.open();
    const audit = agencyOf('audit');
    hub.clock.moveTo(REVOKED);
    const registry = hub.application.get(AgencyRegistry);
    // Whichever replica gets them: the revocation is in the ledger, so none of them counts.
    await registry.revoke('audit', audit.keys.sign.kid, 'lost', { actor: { kind: 'person', id: 'admin' }, cause: cases.key() });
    hub.clock.moveTo(SIGNED);
    for (let time = 0; time < 10; time++) await audit.send('verdict', await cases.verdictOf(caseId, 'audit'));
    await eventually('ten letters', () => parkedOf('audit'), (all) => all.length === 10);
    expect((await cases.load(caseId)).requests['audit']?.verdict).toBeUndefined();
    await renew('audit');
    await other.get(AgencyRegistry).refresh();
    expect(other.get(KeyDirectory).findCurrent('audit')?.sign.kid).toBe(audit.keys.sign.kid);
  });

  it('that are all revoked hold up nobody, and the open requests go out when new ones are registered', async () => {
    const [halted] = [await cases.open(), await cases.open()];
    const procuratorate = agencyOf('procuratorate');
    await revoke('procuratorate', procuratorate.keys.agree.kid);
    expect(hub.application.get(AgencyRegistry).withoutKeys(['procuratorate'])).toEqual(['procuratorate']);
    await other.get(AgencyRegistry).refresh();
    await cases.answer(halted, 'OBJECT', 'court');
    for (const replica of [hub.application, other]) await eventually('all is relayed', async () => replica.get(Writer).backlog, (backlog) => backlog === 0);
    const heard: string[] = [];
    hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, 'procuratorate'), { callback: (_, message) => void heard.push(...linesOf(message.string())) });
    await renew('procuratorate');
    await eventually('its open requests', async () => heard.length, (count) => count > 0);
    const opened = heard.map((line) => procuratorate.open(line));
    expect(opened.map(({ receiverKid }) => receiverKid)).toEqual(heard.map(() => procuratorate.keys.agree.kid));
    expect(opened.map(({ envelope }) => envelope.id)).not.toContain(`request.${halted}.procuratorate.1`);
  });
});
