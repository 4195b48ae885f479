import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkCharacterOf,
  checkSocialCreditCode,
  explainIdentityRefusal,
  maskIdentityNumber,
  parseIdentityCell,
  parseIdentityNumber,
} from './index.js';

const codeOf = (text: string | number, asOf = '2026-09-24') => {
  const result = parseIdentityCell(text, asOf);
  return result.ok ? 'ok' : result.refusal.code;
};

/** Any number of the unassigned region 9901xx, with a right check character. */
const numbers = fc
  .record({
    region: fc.integer({ min: 0, max: 99 }),
    birth: fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ region, birth, sequence }) => {
    const day = birth.toISOString().slice(0, 10).replaceAll('-', '');
    const seventeen = `9901${String(region).padStart(2, '0')}${day}${String(sequence).padStart(3, '0')}`;
    return seventeen + checkCharacterOf(seventeen);
  });

describe('an identity number', () => {
  it('of the standard sample is read with its parts', () => {
    expect(parseIdentityNumber('11010519491231002X')).toEqual({
      ok: true,
      value: { number: '11010519491231002X', birthDate: '1949-12-31', sex: 'female', region: '110105' },
    });
  });

  it.each(['990101198001010014', '990101198512120020', '990101197602290037', '990102199007150043', '99010119830615019X'])(
    'of the test set is accepted: %s',
    (number) => expect(codeOf(number)).toBe('ok'),
  );

  it('is put right before it is judged: full-width digits, blanks, a small x, an apostrophe', () => {
    expect(parseIdentityNumber('９９０１０１ 19830615\u3000０１９ｘ\n')).toMatchObject({ ok: true, value: { number: '99010119830615019X' } });
    expect(parseIdentityCell("'990101198001010014")).toMatchObject({ ok: true, value: { sex: 'male' } });
    expect(parseIdentityCell('="990101198001010014"')).toMatchObject({ ok: true });
  });

  it('of fifteen digits is refused with a code of its own', () => {
    expect(codeOf('990101800101001')).toBe('identity.fifteen-digits');
    expect(codeOf(990101800101001)).toBe('identity.fifteen-digits');
    expect(explainIdentityRefusal('identity.fifteen-digits').zh).toContain('15位');
  });

  it('is refused by the first rule that it breaks', () => {
    expect(codeOf('')).toBe('identity.length');
    expect(codeOf('99010119800101001')).toBe('identity.length');
    expect(codeOf('9901011980010100A4')).toBe('identity.characters');
    expect(codeOf('990101198001010015')).toBe('identity.check-digit');
  });

  it('needs a birth date that exists and is not to come', () => {
    const born = (day: string) => `990101${day}001${checkCharacterOf(`990101${day}001`)}`;
    expect(codeOf(born('20230229'))).toBe('identity.birth-date');
    expect(codeOf(born('18991231'))).toBe('identity.birth-date');
    expect(codeOf(born('20260924'))).toBe('ok');
    expect(codeOf(born('20260925'))).toBe('identity.birth-date');
  });

  it('that was stored as a numeric value is refused, whatever its check digit says', () => {
    expect(codeOf(990101198001010014)).toBe('identity.digits-lost');
    expect(codeOf('9.90101E+17')).toBe('identity.digits-lost');
    expect(codeOf('9.90101198001010E17')).toBe('identity.digits-lost');
    expect(codeOf('990101198001010000')).toBe('identity.digits-lost');
    expect(codeOf('990101198001010000.00')).toBe('identity.digits-lost');
  });

  it('is accepted whenever its check character is right, and no other check character is', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(codeOf(number)).toBe('ok');
        for (const other of '0123456789X') {
          if (other !== number[17]) expect(codeOf(number.slice(0, 17) + other)).not.toBe('ok');
        }
      }),
    );
  });

  it('with one wrong digit is never accepted', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const digit = (Number(number[at]) + shift) % 10;
        expect(codeOf(number.slice(0, at) + digit + number.slice(at + 1))).not.toBe('ok');
      }),
    );
  });

  it('is judged without ever throwing, and each refusal has its sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double()), (text) => {
        const code = codeOf(text);
        expect(code === 'ok' || explainIdentityRefusal(code).zh.length > 10).toBe(true);
      }),
    );
  });
});

describe('a masked number', () => {
  it('shows the first three and the last four characters and hides the birth date', () => {
    expect(maskIdentityNumber('990101198001010014')).toBe('990***********0014');
  });

  it('is hidden whole when it is short', () => {
    expect(maskIdentityNumber('9901011980')).toBe('**********');
    expect(maskIdentityNumber('')).toBe('');
  });
});

describe('a social credit code', () => {
  it.each(['91350100M000100Y43', '91110000101623741K', '11990100MB0000001T', ' 11990100mb０000001t'])('passes: %s', (code) =>
    expect(checkSocialCreditCode(code).ok).toBe(true),
  );

  it('fails by length, by character and by check', () => {
    expect(checkSocialCreditCode('9135')).toMatchObject({ refusal: { code: 'credit-code.length' } });
    expect(checkSocialCreditCode('91350100I000100Y43')).toMatchObject({ refusal: { code: 'credit-code.characters' } });
    expect(checkSocialCreditCode('91350100M000100Y44')).toMatchObject({ refusal: { code: 'credit-code.check-digit' } });
  });
});
