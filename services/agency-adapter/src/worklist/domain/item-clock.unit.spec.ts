import { describe, expect, it } from '@jest/globals';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import type { Result } from '@lianshen/contracts/kernel';
import { approved, askedForMore, claimed, filed, HEAD, NOW, received, recalled, rejected, REQUEST, REQUEST_ID, speaker, submitted, supplemented } from './an-item.spec-kit.js';
import { askForTime, declineRequest } from './ask-coordinator.js';
import { evolveItem } from './evolve-item.js';
import { recordExtensionDecision } from './hear-coordinator.js';
import { itemClockOf, readItemClock, type PastItemAct } from './item-clock.js';
import type { ItemEvent } from './item-event.js';
import { NO_ITEM, type ItemState } from './item-state.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, 30 November 2026, 17:30 in China; NOW is the Monday before at ten. */
const DUE = Date.parse(REQUEST.dueAt);
const LEFT = 5 * 540 + 450;

type Step = (state: ItemState) => Result<ItemEvent[]>;
const wantsTime: Step = (state) => askForTime(state, speaker(), DUE + DAY, '案卷在外地', NOW);
const decided = (grantedUntil: number | null, deadlineVersion = 2): Step => (state) =>
  recordExtensionDecision(state, { requestId: REQUEST_ID, number: 1, grantedUntil: grantedUntil === null ? null : new Date(grantedUntil).toISOString(), deadlineVersion });
const supplied = (dueAt = DUE + HOUR, deadlineVersion = 2) => supplemented(1, { dueAt, deadlineVersion });
const declined: Step = (state) => declineRequest(state, 'out-of-scope', speaker(HEAD), '不属本单位职责', NOW);

/** An item that lived through steps, each an hour after the one before. */
function lived(...steps: readonly Step[]): { readonly state: ItemState; readonly acts: readonly PastItemAct[]; readonly now: number } {
  return steps.reduce<{ state: ItemState; acts: readonly PastItemAct[]; now: number }>(
    ({ state, acts, now }, decide, index) => {
      const at = NOW + index * HOUR;
      const result = decide(state);
      if (!result.ok) throw new Error(result.refusal.code);
      return { state: result.value.reduce((folded, event) => evolveItem(folded, event, at), state), acts: [...acts, { at, events: result.value }], now: Math.max(now, at) };
    },
    { state: NO_ITEM, acts: [], now: NOW },
  );
}
const clockOf = ({ acts }: Pick<ReturnType<typeof lived>, 'acts'>) => itemClockOf(acts, CHINA_CALENDAR);
const read = (item: ReturnType<typeof lived>, now = item.now) => readItemClock(clockOf(item), now, CHINA_CALENDAR);
const kindsOf = (...steps: readonly Step[]) => clockOf(lived(...steps)).entries.map(({ kind, because }) => (because ? `${kind} ${because}` : kind));

describe("the clock of an agency's item", () => {
  it('starts with the request and counts working time to its due time', () => {
    const item = lived(received());
    expect(clockOf(item)).toMatchObject({ startedAt: NOW, dueAt: DUE, deadlineVersion: 1 });
    expect(read(item)).toEqual({ state: 'running', pausedMinutes: 0, remainingMinutes: LEFT });
  });

  it('stands still from a question to its supplement, and goes on with what was left', () => {
    const waiting = lived(received(), claimed(), askedForMore());
    // From 12:00 to 15:00 of the day, and the next day to 12:00.
    expect(read(waiting, NOW + 5 * HOUR)).toEqual({ state: 'paused', pausedMinutes: 180, remainingMinutes: LEFT - 120 });
    expect(read(waiting, NOW + 2 * HOUR + DAY)).toMatchObject({ pausedMinutes: 540, remainingMinutes: LEFT - 120 });
    const answered = lived(received(), claimed(), askedForMore(), supplied(DUE + DAY - 8 * HOUR));
    expect(clockOf(answered).entries.at(-1)).toMatchObject({ kind: 'resumed', number: 1, pausedMinutes: 60, dueAt: DUE + DAY - 8 * HOUR });
    expect(read(answered)).toEqual({ state: 'running', pausedMinutes: 60, remainingMinutes: LEFT - 120 });
  });

  it('shows an extension that is asked, granted or refused', () => {
    expect(kindsOf(received(), claimed(), wantsTime, decided(null))).toEqual(['started', 'extension-asked', 'extension-refused']);
    const granted = lived(received(), claimed(), wantsTime, decided(DUE + DAY));
    expect(clockOf(granted)).toMatchObject({ dueAt: DUE + DAY, deadlineVersion: 2 });
    expect(clockOf(granted).entries.slice(1)).toMatchObject([{ kind: 'extension-asked', until: DUE + DAY }, { kind: 'extension-granted', dueAt: DUE + DAY }]);
  });

  it('that is extended during a pause has the pause until then in the new due time', () => {
    const granted = lived(received(), claimed(), wantsTime, askedForMore(), decided(DUE + DAY));
    expect(clockOf(granted)).toMatchObject({ pausedSince: NOW + 4 * HOUR, pausedMinutes: 60 });
    expect(read(granted, NOW + 5 * HOUR)).toMatchObject({ state: 'paused', pausedMinutes: 120 });
  });

  it('stops at the answer, at a decline and at the recall', () => {
    const answer = [received(), claimed(), submitted(), approved()];
    expect(kindsOf(...answer, filed)).toEqual(['started', 'stopped answered']);
    expect(kindsOf(...answer, filed, recalled)).toEqual(['started', 'stopped answered']);
    expect(kindsOf(received(), declined, recalled)).toEqual(['started', 'stopped declined', 'stopped recalled']);
    expect(kindsOf(received(), declined)).toEqual(['started', 'stopped declined']);
    expect(read(lived(...answer), NOW + 9 * DAY)).toEqual({ state: 'stopped', pausedMinutes: 0, remainingMinutes: LEFT - 180 });
  });

  it('runs on where the answer that stopped it is not accepted, and not where one is on file', () => {
    const answer = [received(), claimed(), submitted(), approved()];
    expect(kindsOf(...answer, rejected)).toEqual(['started', 'stopped answered', 'runs-on']);
    expect(read(lived(...answer, rejected)).state).toBe('running');
    expect(kindsOf(...answer, filed, claimed(), submitted(), (state) => approved(undefined, 2)(state), rejected)).toEqual(['started', 'stopped answered']);
  });

  it.each<[string, readonly Step[]]>([
    ['a supplement that overtakes its request', [supplied(), received()]],
    ['an extension that overtakes its request', [decided(DUE + DAY), received()]],
    ['an older deadline that comes after a newer one', [received(), claimed(), wantsTime, askedForMore(), supplied(DUE + 2 * DAY, 3), decided(DUE + DAY, 2)]],
  ])('has the due time of the item after %s', (_, steps) => {
    const item = lived(...steps);
    const { dueAt, deadlineVersion, receivedAt } = item.state;
    expect(clockOf(item)).toMatchObject({ dueAt, deadlineVersion, startedAt: receivedAt });
  });

  it('keeps no words of anybody', () => {
    expect(JSON.stringify(clockOf(lived(received(), claimed(), wantsTime, askedForMore(), supplied())))).not.toMatch(/试例|任职|案卷|2019/);
  });
});
