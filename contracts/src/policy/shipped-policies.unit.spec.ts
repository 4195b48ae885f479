import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../kernel/index.js';
import { explainPolicy, Policy, type CaseFacts } from './index.js';

const SHIPPED = new URL('../../../deploy/policies/', import.meta.url);
const read = (name: string): Policy => Policy.parse(JSON.parse(readFileSync(new URL(`${name}.json`, SHIPPED), 'utf8')));

/** `agency:days`, in the order of the file; an agency under a condition stands in brackets. */
const asked = (name: string): string[] =>
  read(name).agencies.map(({ agency, within, asked: when }) => {
    const limit = 'workingDays' in within ? within.workingDays : `${within.minutes / 1_440}d`;
    return when ? `[${agency}:${limit}]` : `${agency}:${limit}`;
  });

const halting = (name: string, facts: CaseFacts): Record<string, readonly string[]> =>
  Object.fromEntries(explainPolicy(read(name), facts).map(({ agency, blocks }) => [agency, blocks]));

describe('the policies that ship', () => {
  it('are five, each in the file of its name, and none is concluded by a machine', () => {
    const names = readdirSync(SHIPPED).map((file) => file.replace('.json', ''));
    expect(names).toEqual(['city-2026', 'city-section', 'county-keypost', 'province', 'standard-five']);
    for (const name of names) expect(read(name)).toMatchObject({ name, conclusion: 'officer', haltReviewDays: 30 });
  });

  it.each<[string, string[]]>([
    ['standard-five', ['discipline:5', 'court:5', 'procuratorate:5', 'audit:5', 'petitions:5']],
    [
      'city-2026',
      ['discipline:5', 'own-unit:5', 'organization:3', 'supervision:10', 'audit:5', 'public-security:3', 'court:3', 'procuratorate:3', 'petitions:3', 'political-legal:3', 'establishment:2',
        '[taxation:5]', '[market-regulation:5]', '[ecology:5]', '[emergency:5]', '[natural-resources:5]', '[housing:5]', '[united-front:5]'],
    ],
    ['county-keypost', ['organization:3', 'discipline:3', 'public-security:3', 'court:3', 'procuratorate:3', 'audit:3', 'petitions:3']],
    ['city-section', ['organization:5', 'discipline:5', 'political-legal:3', 'supervision:5']],
    ['province', ['discipline:7', 'procuratorate:5', 'court:5', 'public-security:5', 'audit:7', 'petitions:5', 'inspection:7', 'supervision:15', '[state-security:10]', 'own-unit:7', '[co-managing:30d]']],
  ])('%s asks as its table says', (name, expected) => {
    expect(asked(name)).toEqual(expected);
  });

  it('keep the hash of the first version of standard-five, under which ledgers hold it since before policies had conditions and reminders', () => {
    const { reminders: _reminders, ladder: _ladder, agencies, ...rest } = read('standard-five');
    const first = { ...rest, version: 1, agencies: agencies.map(({ pauseMax: _pauseMax, ...agency }) => agency) };
    const hash = createHash('sha256').update(canonicalJson(first)).digest('base64url');
    expect(hash).toBe('tZIz1v-t3kZA4TQ296EphEfENXW6iXuWaJw_mZgkWsY');
  });

  it('remind and escalate, each to an end', () => {
    for (const name of ['city-2026', 'city-section', 'county-keypost', 'province', 'standard-five']) {
      const { agencies, reminders, ladder } = read(name);
      expect(ladder?.at(-1)).toMatchObject({ tell: 'supervising-leader', again: { times: 3 } });
      for (const each of agencies) expect([each.agency, (each.reminders ?? reminders ?? []).length > 0, each.pauseMax]).toEqual([each.agency, true, { workingDays: 10 }]);
    }
  });

  it('in a city let the audit halt only a principal post or one over people, money and things', () => {
    const ordinary = { 'principal-post': false, 'key-post-personnel': false, 'key-post-funds': false, 'key-post-assets': false };
    expect(halting('city-2026', ordinary)['audit']).toEqual([]);
    for (const facts of [{ ...ordinary, 'principal-post': true }, { ...ordinary, 'key-post-funds': true }, {}]) {
      expect(halting('city-2026', facts)['audit']).toEqual(['SUGGEST_DEFER', 'OBJECT']);
    }
  });

  it('let a court halt for a defaulter in a city, and for an open case too in a county', () => {
    expect(halting('city-2026', {})['court']).toEqual(['OBJECT']);
    expect(halting('county-keypost', {})['court']).toEqual(['FLAG_VERIFYING', 'OBJECT']);
  });

  it('ask two signatures where two leaders sign, and keep the proposed post from discipline inspection', () => {
    const city = read('city-2026').agencies;
    expect(city.filter(({ approversMin }) => approversMin === 2).map(({ agency }) => agency)).toEqual(['discipline', 'own-unit', 'organization', 'supervision']);
    expect(city[0]?.fields).not.toContain('proposedPost');
    expect(read('province').agencies.find(({ agency }) => agency === 'own-unit')?.approversMin).toBe(2);
  });
});
