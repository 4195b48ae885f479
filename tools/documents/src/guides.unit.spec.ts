import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BATCHED_ITEMS_MAX, BUNDLE_BYTES_MAX, BUNDLE_LINES_MAX, SEALED_BYTES_MAX, VERDICT_REJECTIONS, WIRE_REFUSALS } from '@lianshen/contracts/messages';
import { readVector, type KeysVector, type SealingVector } from './vectors/vector-file.spec-kit.js';

const folder = new URL('../../../docs/integrators/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const guides = readdirSync(folder).filter((name) => name.endsWith('.md'));

describe('the guides for integrators', () => {
  it.each(guides)('%s points at files that are there', (name) => {
    const links = [...read(name).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
  });

  it('name every code of a refusal', () => {
    const text = read('conversation.md');
    expect([...Object.keys(WIRE_REFUSALS), ...Object.keys(VERDICT_REJECTIONS)].filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });

  it('work through the very bytes of the vectors', () => {
    const { signing, agreement, sealing } = readVector<SealingVector>('request');
    const [coordinator] = readVector<KeysVector>('keys').parties;
    const told = [
      coordinator?.agree.thumbprintInput, coordinator?.agree.kid, JSON.stringify(signing.protectedHeader), signing.payloadSha256,
      agreement.sharedSecretHex, agreement.hkdf.info, agreement.hkdf.outputHex, JSON.stringify(sealing.protectedHeader), sealing.ivHex,
    ];
    const text = read('sealing.md');
    expect(told.filter((value) => value === undefined || !text.includes(value))).toEqual([]);
  });

  it('name the very subjects that an account is allowed', async () => {
    const { natsAccounts } = (await import(new URL('../../../deploy/local/servers/nats-accounts.mjs', import.meta.url).href)) as {
      natsAccounts: (jurisdiction: string, keys: object) => string;
    };
    const accounts = natsAccounts('city', { coordinator: ['UC'], notifier: ['UN'], agencies: { court: ['UA'] } });
    const [publish = '', subscribe = ''] = ['publish', 'subscribe'].map((verb) => new RegExp(`AG_COURT \\{[^]*?${verb} \\{ allow: \\[([^\\]]*)`).exec(accounts)?.[1]);
    const allowed = `${publish}, ${subscribe}`.split(', ').map((subject) => subject.replaceAll('"', ''));
    const told = [...read('connecting.md').matchAll(/^\| (?:publish|subscribe) \| `([^`]+)` \|$/gm)].map(([, subject = '']) => subject.replaceAll('<j>', 'city').replaceAll('<a>', 'court'));
    expect(told.sort()).toEqual(allowed.sort());
  });

  it('tell the limits that the code holds', () => {
    const told = `${read('conversation.md')}${read('connecting.md')}`;
    for (const limit of [`${SEALED_BYTES_MAX / 1024} KiB`, `${BUNDLE_BYTES_MAX / 1024} KiB`, `${BUNDLE_LINES_MAX} lines`, `${BATCHED_ITEMS_MAX} ids`]) expect(told).toContain(limit);
  });
});
