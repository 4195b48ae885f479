import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PROBLEM_CODES } from '@lianshen/contracts/api';
import { VERDICT_REJECTIONS, WIRE_REFUSALS } from '@lianshen/contracts/messages';
import { refusalWords } from '@lianshen/platform/http';

const root = new URL('../../../', import.meta.url);

/** Refusals that stay within a process: nobody outside is told them, or in words of the command's own. */
const WITHIN = ['deadline.not-reached', 'item.unknown', 'seal.receiver-unknown', 'batch.part-missing', 'credit-code.check-digit', 'master-key.unknown', 'master-key.does-not-open', 'zone.unknown', 'instant.malformed'];

const sources = ['contracts/src', 'platform/src', 'services/coordinator/src', 'services/agency-adapter/src', 'services/notifier/src'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(?:\.spec|\.spec-kit|-builder)\.ts$|simulation\//.test(name))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8')),
);

const refused = (pattern: RegExp): string[] => [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, code = '']) => code)))];

describe('the stable codes', () => {
  it('of HTTP have words, but for those of a file or a number, whose sentences say where and what to do', () => {
    const ownSentence = /^tabular\.|^batch\.(?:header-not-found|two-lists|column-twice|no-rows)$|^identity\.(?:fifteen-digits|length|characters|digits-lost|check-digit|birth-date)$/;
    expect(Object.keys(PROBLEM_CODES).filter((code) => !ownSentence.test(code) && refusalWords(code).en.includes(code))).toEqual([]);
  });

  it('of every refusal in the code stand in a catalogue of contracts', () => {
    const catalogued = new Set([...Object.keys(PROBLEM_CODES), ...Object.keys(WIRE_REFUSALS), ...Object.keys(VERDICT_REJECTIONS), ...WITHIN]);
    const found = [...refused(/refuse\('([a-z-]+\.[a-z0-9-]+)'/g), ...refused(/new Refused\(\{ code: '([a-z-]+\.[a-z0-9-]+)'/g)];
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter((code) => !catalogued.has(code))).toEqual([]);
  });

  it('of a verdict that is rejected are those of the domain', () => {
    expect(refused(/return '(verdict\.[a-z-]+)'/g).sort()).toEqual(Object.keys(VERDICT_REJECTIONS).sort());
  });

  it('have words where they are an outcome of the process itself', () => {
    for (const code of ['fault', 'defect', 'http.404']) expect(refusalWords(code).en).not.toContain(code);
  });
});
