import { createHash } from 'node:crypto';
import { toIso } from '@lianshen/contracts/kernel';
import type { Envelope, SignedRoot, Verdict, WireRefusal } from '@lianshen/contracts/messages';
import { readRooted, signEnvelope, signTogether, writeRooted, type RootedText } from '@lianshen/platform/sealing';
import { sealedRequest } from './sealing-vectors.js';
import { vectorVerdictEnvelope } from './test-messages.js';
import { testKeys, testSealer, VECTOR_NOW, type TestPartyId } from './test-parties.js';

const IV = 'e0e1e2e3e4e5e6e7e8e9eaeb';
const HOUR_MS = 3_600_000;

/** Three requests to the court, of which the first is the one of request.json. */
const CASES = ['5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f', '6a1d4c7f-2081-8d63-8e4f-1b2c3d4e5f60', '7b2e5d80-3192-8e74-9f50-2c3d4e5f6071'];

function verdictOf(caseId: string, index: number): Envelope {
  const envelope = vectorVerdictEnvelope(index === 0 ? sealedRequest().payloadHash : createHash('sha256').update(`request ${index}`).digest('base64url'));
  const requestId = `${caseId}.court.1`;
  const data: Verdict = { ...(envelope.data as Verdict), requestId, code: 'CLEAR', category: '无反映', findings: [] };
  return { ...envelope, id: `verdict.${requestId}.1`, data };
}

const ENVELOPES = CASES.map(verdictOf);
/** Nonces of one byte repeated, so that anybody can follow the hashes. */
const nonces = () => {
  let drawn = 0xa0;
  return (length: number): Buffer => Buffer.alloc(length, drawn++);
};

const together = (signer: TestPartyId = 'court', envelopes = ENVELOPES): string[] => signTogether(testKeys(signer), envelopes, VECTOR_NOW + HOUR_MS, nonces()).map(({ jws }) => jws);

function sealed(text: string, sender: TestPartyId = 'court'): string {
  const result = testSealer(sender, IV).seal({ jws: text, payloadHash: '' }, 'coordinator', VECTOR_NOW + HOUR_MS);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const partsOf = (text: string): RootedText => readRooted(text) as RootedText;

function worked(text: string, index: number): object {
  const { payload, nonce, path } = partsOf(text);
  return {
    envelope: ENVELOPES[index],
    payload: payload.toString('utf8'),
    payloadSha256: createHash('sha256').update(payload).digest('base64url'),
    nonceHex: nonce.toString('hex'),
    leafHex: createHash('sha256').update(Buffer.concat([Buffer.from([0]), nonce, payload])).digest('hex'),
    index,
    pathHex: path.map((hash) => hash.toString('hex')),
    signed: text,
    jwe: sealed(text),
  };
}

/** Verdicts that one signature covers, worked out, and what the coordinator does not take for one. */
export function sharedRootVector(): object {
  const texts = together();
  const { rootJws } = partsOf(texts[0] ?? '');
  const root = JSON.parse(Buffer.from(rootJws.split('.')[1] ?? '', 'base64url').toString('utf8')) as SignedRoot;
  return {
    about: 'Three verdicts of the agency "court" under one signature, each sealed for the coordinator by itself; the coordinator knows the keys of all parties of keys.json. A leaf is SHA-256(00 | nonce | payload), an inner node SHA-256(01 | left | right).',
    openedAt: toIso(VECTOR_NOW + HOUR_MS),
    root: { statement: root, rootHex: Buffer.from(root.root, 'base64url').toString('hex'), jws: rootJws },
    verdicts: texts.map(worked),
    refused: refusedTexts(texts).map(([what, code, text, sender]) => ({ what, code, line: sealed(text, sender) })),
  };
}

function refusedTexts(texts: readonly string[]): [string, WireRefusal, string, TestPartyId?][] {
  const [first = '', second = ''] = texts;
  const [one, other] = [partsOf(first), partsOf(second)];
  const changed = (change: Partial<RootedText>): string => writeRooted({ ...one, ...change });
  const [header = '', statement = '', signature = ''] = one.rootJws.split('.');
  const said = Buffer.from(statement, 'base64url').toString('utf8');
  const saying = (text: string): string => changed({ rootJws: [header, Buffer.from(text).toString('base64url'), signature].join('.') });
  return [
    ['the content is changed', 'seal.signature-wrong', changed({ payload: Buffer.from(one.payload.toString('utf8').replace('"CLEAR"', '"OBJECT"')) })],
    ['the nonce is another leaf’s', 'seal.signature-wrong', changed({ nonce: other.nonce })],
    ['the index is another leaf’s', 'seal.signature-wrong', changed({ index: 1 })],
    ['the index is beyond the leaves', 'seal.signature-wrong', changed({ index: 3 })],
    ['the path is another leaf’s', 'seal.signature-wrong', changed({ path: other.path })],
    ['a hash of the path is missing', 'seal.signature-wrong', changed({ path: one.path.slice(1) })],
    ['the path is too long', 'seal.signature-wrong', changed({ path: [...one.path, ...one.path] })],
    ['the number of leaves is another than was signed', 'seal.signature-wrong', saying(said.replace('"count":3', '"count":4'))],
    ['the time of the root is another than was signed', 'seal.signature-wrong', saying(said.replace('T02:', 'T01:'))],
    ['the index has another spelling', 'seal.malformed', first.replace('~0~', '~00~')],
    ['the path is no row of hashes', 'seal.malformed', `${first}AAAA`],
    ['the root is signed by another agency', 'seal.source-differs', together('audit')[0] ?? ''],
    ['sealed by another agency', 'seal.source-differs', first, 'audit'],
    ['the source is another than who signed the root', 'seal.source-differs', together('court', ENVELOPES.map((envelope) => ({ ...envelope, source: 'audit' })))[0] ?? ''],
    ['a message is no root', 'seal.envelope-malformed', [signEnvelope(testKeys('court'), { hello: 'world' } as never).jws, ...first.split('~').slice(1)].join('~')],
    ['a root is no message', 'seal.envelope-malformed', one.rootJws],
  ];
}
