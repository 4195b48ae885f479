import { describe, expect, it } from '@jest/globals';
import { aCase, DAY, HOUR, MORNING } from './case-builder.js';
import { fallenFlagsOf } from './fallen-flags.js';
import { putOnAgenda } from './put-on-agenda.js';

const flagged = aCase().answered('court', 'FLAG_VERIFYING');

describe('a flag that fell', () => {
  it('is told with when it was raised and when its agency withdrew it', () => {
    const corrected = flagged.later(DAY).answered('court', 'CLEAR', { version: 2 });
    expect(fallenFlagsOf(corrected.acts)).toEqual([
      { agency: 'court', requestId: corrected.requestId('court'), version: 1, flaggedAt: MORNING, fellAt: MORNING + DAY, because: 'corrected', meetingMissed: false },
    ]);
  });

  it('is told as closed where two persons closed it', () => {
    expect(fallenFlagsOf(flagged.later(HOUR).flagClosed('court').acts)).toMatchObject([{ because: 'closed', fellAt: MORNING + HOUR }]);
  });

  it('is none while it stands, also in a newer version', () => {
    const again = flagged.later(HOUR).answered('court', 'OBJECT', { version: 2 });
    expect(fallenFlagsOf(flagged.acts)).toEqual([]);
    expect(fallenFlagsOf(again.acts)).toEqual([]);
    expect(fallenFlagsOf(again.later(HOUR).answered('court', 'CLEAR', { version: 3 }).acts)).toMatchObject([{ version: 2, flaggedAt: MORNING, fellAt: MORNING + 2 * HOUR }]);
  });

  it('is told twice where it was raised twice', () => {
    const twice = flagged.later(HOUR).answered('court', 'CLEAR', { version: 2 }).later(HOUR).answered('court', 'OBJECT', { version: 3 }).later(HOUR).flagClosed('court');
    expect(fallenFlagsOf(twice.acts).map(({ because, version }) => [because, version])).toEqual([['corrected', 1], ['closed', 3]]);
  });

  it.each([[2 * DAY, true], [4 * DAY, false]])('says whether a meeting after %d ms went by while it stood: %s', (ahead, missed) => {
    const cleared = aCase().answered('court').answered('audit');
    const onAgenda = cleared.did(putOnAgenda(cleared.state, { meeting: 'plenary', meetingAt: cleared.now + ahead }, cleared.now));
    const halted = onAgenda.later(DAY).answered('court', 'OBJECT', { version: 2 });
    expect(fallenFlagsOf(halted.later(2 * DAY).answered('court', 'CLEAR', { version: 3 }).acts)).toMatchObject([{ meetingMissed: missed }]);
  });
});
