import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Ladder, Reminder } from '../policy/index.js';
import { addWorkingMinutes, boundedWorkingMinutes, CHINA_CALENDAR, CHINA_ZONE, dueAt, toZonedText } from '../working-time/index.js';
import { firstReviewStep, isRung, planReminders, ReminderStep, reviewSteps, stepWords, type RunningTime } from './index.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
/** Thursday before the National Day holiday: five working days end on Friday, 9 October. */
const START = at('2026-09-24T10:00');
const DUE = at('2026-10-09T17:30');
const DAYS: RunningTime = { from: START, dueAt: DUE, workedMinutes: 0, byTheClock: false };
const LADDER: Ladder = [{ workingDaysAfter: 1, tell: 'head' }];

const planned = (reminders: Reminder[], ladder: Ladder = [], time = DAYS) => planReminders({ reminders, ladder }, time, CHINA_CALENDAR).map(({ step, at: when }) => `${step} ${toZonedText(when, CHINA_ZONE)}`);

describe('the reminders for a due time', () => {
  it('come when the office opens, so many working days before, over a holiday, and the first rung on the working Saturday after it', () => {
    expect(planned([{ workingDaysBefore: 2 }, { workingDaysBefore: 1 }, { workingDaysBefore: 0 }], LADDER)).toEqual([
      'before-2-clerk 2026-09-30 08:30', 'before-1-clerk 2026-10-08 08:30', 'before-0-clerk 2026-10-09 08:30', 'after-1-head 2026-10-10 08:30',
    ]);
  });

  it('come when so much of the working time is over', () => {
    expect(planned([{ share: 50, mark: 'yellow' }, { share: 100 }])).toEqual(['share-50-clerk 2026-09-30 09:15', 'share-100-clerk 2026-10-09 17:30']);
  });

  it('tell each of those who are named', () => {
    expect(planReminders({ reminders: [{ share: 90, mark: 'red', tell: ['clerk', 'head'] }] }, DAYS, CHINA_CALENDAR)).toMatchObject([{ step: 'share-90-clerk', tell: 'clerk', mark: 'red' }, { step: 'share-90-head', tell: 'head', mark: 'red' }]);
  });

  it('take in what had run before, and leave out what lies before it', () => {
    const worked = boundedWorkingMinutes(START, at('2026-09-29T10:00'), CHINA_CALENDAR);
    const later = { from: at('2026-10-12T10:00'), dueAt: at('2026-10-14T17:30'), workedMinutes: worked, byTheClock: false };
    const left = boundedWorkingMinutes(later.from, later.dueAt, CHINA_CALENDAR);
    const half = addWorkingMinutes(later.from, (worked + left) / 2 - worked, CHINA_CALENDAR).dueAt;
    expect(planned([{ share: 10 }, { share: 50 }, { workingDaysBefore: 5 }], [], later)).toEqual([`share-50-clerk ${toZonedText(half, CHINA_ZONE)}`]);
  });

  it('run by the clock for a limit in minutes, where working days before have no meaning', () => {
    const minutes = { from: START, dueAt: START + 60 * 60_000, workedMinutes: 0, byTheClock: true };
    expect(planned([{ share: 50 }, { workingDaysBefore: 0 }], [], minutes)).toEqual(['share-50-clerk 2026-09-24 10:30']);
  });

  it('follow a due day that is no working day by the one before it', () => {
    const sunday = { ...DAYS, dueAt: at('2026-10-11T12:00') };
    expect(planned([{ workingDaysBefore: 0 }, { workingDaysBefore: 1 }], LADDER, sunday)).toEqual(['before-1-clerk 2026-10-09 08:30', 'before-0-clerk 2026-10-10 08:30', 'after-1-head 2026-10-12 08:30']);
  });

  it('are said in words', () => {
    expect(['share-50-clerk', 'before-0-clerk', 'before-2-clerk', 'after-1-head', 'after-0-clerk'].map((step) => stepWords({ step }).zh)).toEqual(['时限已过 50%', '到期当日', '距期限 2 个工作日', '到期后第 1 个工作日', '期限已到']);
  });
});

const someReminder: fc.Arbitrary<Reminder> = fc.oneof(fc.record({ share: fc.integer({ min: 1, max: 100 }) }), fc.record({ workingDaysBefore: fc.integer({ min: 0, max: 60 }) }));
const someRung = fc.record({ workingDaysAfter: fc.integer({ min: 0, max: 60 }), tell: fc.constantFrom('clerk' as const, 'head' as const, 'supervising-leader' as const), again: fc.option(fc.record({ everyWorkingDays: fc.integer({ min: 1, max: 60 }), times: fc.integer({ min: 1, max: 20 }) }), { nil: undefined }) });
const someTime = fc.record({ from: fc.integer({ min: START, max: START + 400 * 86_400_000 }), days: fc.integer({ min: 1, max: 60 }), workedMinutes: fc.integer({ min: 0, max: 20_000 }), byTheClock: fc.boolean() });

describe('every plan', () => {
  it('is in the order of time, has each step once, reminds within the time and climbs after it, and comes to an end', () => {
    fc.assert(
      fc.property(fc.array(someReminder, { maxLength: 10 }), fc.array(someRung, { maxLength: 10 }), someTime, (reminders, ladder, { days, ...time }) => {
        const running = { ...time, dueAt: dueAt(time.from, { workingDays: days }, CHINA_CALENDAR).dueAt };
        const plan = planReminders({ reminders, ladder }, running, CHINA_CALENDAR);
        expect(plan.map((step) => step.at)).toEqual(plan.map((step) => step.at).sort((one, other) => one - other));
        expect(new Set(plan.map(({ step }) => step)).size).toBe(plan.length);
        for (const step of plan) {
          expect(ReminderStep.parse(step)).toEqual(step);
          expect(isRung(step) ? step.at >= running.dueAt : step.at > running.from && step.at <= running.dueAt).toBe(true);
        }
        expect(plan.length).toBeLessThanOrEqual(reminders.length + ladder.length * 21);
      }),
      { numRuns: 100 },
    );
  });

  it('reminds sooner of a smaller share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), someTime, (share, { days, ...time }) => {
        const running = { ...time, workedMinutes: 0, dueAt: dueAt(time.from, { workingDays: days }, CHINA_CALENDAR).dueAt };
        const [sooner, later] = planReminders({ reminders: [{ share }, { share: share + 1 }] }, running, CHINA_CALENDAR);
        expect(sooner?.step).toBe(`share-${share}-clerk`);
        expect(sooner?.at).toBeLessThanOrEqual(later?.at ?? 0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the review of a halt', () => {
  it('is called for at its time, climbs by itself also under a policy that says nothing of it, and ends', () => {
    const steps = reviewSteps({}, DUE, CHINA_CALENDAR);
    expect(steps[0]).toEqual(firstReviewStep(DUE));
    expect(steps.map(({ step }) => step)).toEqual(['after-0-coordinator', 'after-3-head', 'after-5-supervising-leader', 'after-10-supervising-leader', 'after-15-supervising-leader', 'after-20-supervising-leader', 'after-25-supervising-leader']);
  });

  it('tells the officers first whatever the policy says', () => {
    expect(reviewSteps({ reviewLadder: [{ workingDaysAfter: 2, tell: 'supervising-leader' }] }, DUE, CHINA_CALENDAR).map(({ step }) => step)).toEqual(['after-0-coordinator', 'after-2-supervising-leader']);
  });
});
