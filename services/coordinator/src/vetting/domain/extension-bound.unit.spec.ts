import { describe, expect, it } from '@jest/globals';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { aCase, aPolicy, type CaseBuilder, DAY, HOUR, typesOf } from './case-builder.js';
import { CaseEvent } from './case-event.js';
import { decideExtensionWithin } from './extension-bound.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
/** Five working days after Tuesday, 3 March 2026; three more end on Friday. */
const DUE = at('2026-03-10T17:30');
const LATEST = at('2026-03-13T17:30');
const BEYOND = { ok: false, refusal: expect.objectContaining({ code: 'extension.beyond-policy' }) as object };

const bounded = aCase(aPolicy({ court: { extensionMax: { workingDays: 3 } }, audit: {} }));
const decide = (built: CaseBuilder, grantedUntil: number | null, number = 1, agency = 'court') =>
  decideExtensionWithin(built.state, { agency, number, grantedUntil }, { policy: built.policy, calendarOf: () => CHINA_CALENDAR }, built.now);
const asked = bounded.wantsTime('court', LATEST);

describe('an extension under a policy that bounds it', () => {
  it('is granted up to the bound and refused beyond it, with the last moment', () => {
    expect(typesOf(decide(asked, LATEST))).toEqual(['ExtensionDecided']);
    expect(decide(asked, LATEST + 1)).toMatchObject({ ok: false, refusal: { code: 'extension.beyond-policy', params: { latest: new Date(LATEST).toISOString() } } });
    const [event] = asked.did(decide(asked, LATEST)).events.slice(-1);
    expect(CaseEvent.parse(event)).toEqual(event);
    expect(event).toMatchObject({ data: { gives: 3 * 540 } });
  });

  it('counts what earlier ones gave', () => {
    const once = asked.did(decide(asked, DUE + DAY)).wantsTime('court', LATEST, 2);
    expect(decide(once, LATEST + DAY, 2)).toEqual(BEYOND);
    expect(typesOf(decide(once, LATEST, 2))).toEqual(['ExtensionDecided']);
    const all = asked.did(decide(asked, LATEST)).wantsTime('court', LATEST + DAY, 2);
    expect(decide(all, LATEST + HOUR * 24 * 3, 2)).toEqual(BEYOND);
  });

  it('leaves pauses out, also one that lasts', () => {
    const supplied = bounded.asked('court').later(DAY).supplied('court').wantsTime('court', LATEST + DAY);
    // A working day of pause, less the half hour before the office opened.
    expect(supplied.state.requests['court']?.dueAt).toBe(at('2026-03-11T17:30'));
    expect(typesOf(decide(supplied, at('2026-03-16T17:30')))).toEqual(['ExtensionDecided']);
    const waiting = bounded.asked('court').later(DAY).wantsTime('court', LATEST + DAY);
    expect(typesOf(decide(waiting, at('2026-03-16T17:30')))).toEqual(['ExtensionDecided']);
    expect(decide(waiting, at('2026-03-17T08:31'))).toEqual(BEYOND);
    const [event] = waiting.did(decide(waiting, at('2026-03-12T17:30'))).events.slice(-1);
    expect(event).toMatchObject({ data: { gives: 540 } });
  });

  it('is refused by an officer and decided once as without a bound', () => {
    expect(typesOf(decide(asked, null))).toEqual(['ExtensionDecided']);
    const granted = asked.did(decide(asked, LATEST));
    expect(decide(granted, LATEST)).toEqual({ ok: true, value: [] });
    expect(typesOf(decide(granted, null))).toEqual(['refused: extension.decided']);
    expect(typesOf(decide(bounded, LATEST))).toEqual(['refused: extension.unknown']);
    expect(typesOf(decide(bounded, LATEST, 1, 'petitions'))).toEqual(['refused: request.unknown']);
  });

  it('has no bound where the policy sets none, and the shortest where shares came together', () => {
    const free = bounded.wantsTime('audit', LATEST + 300 * DAY);
    expect(decide(free, LATEST + 300 * DAY, 1, 'audit')).toMatchObject({ ok: true, value: [{ data: { agency: 'audit' } }] });
    const joined = aCase(aPolicy({ court: { extensionMax: { workingDays: 9 } }, audit: { extensionMax: { workingDays: 3 } } })).reassigned('audit', 'court').wantsTime('court', LATEST);
    expect(typesOf(decide(joined, LATEST))).toEqual(['ExtensionDecided']);
    expect(decide(joined, LATEST + DAY)).toEqual(BEYOND);
  });
});
