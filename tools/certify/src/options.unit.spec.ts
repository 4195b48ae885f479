import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

describe('the options of the kit', () => {
  it('need an agency alone', () => {
    expect(readOptions(['--agency', 'court'])).toMatchObject({ agency: 'court', jurisdiction: 'certify', 'resend-within': 25, emptied: false });
  });

  it.each([
    ['no agency', [], '--agency'],
    ['the coordinator as an agency', ['--agency', 'coordinator'], '--agency'],
    ['a NATS without keys', ['--agency', 'court', '--nats', 'nats://127.0.0.1'], '--keys'],
    ['an unknown option', ['--agency', 'court', '--quick'], '--quick'],
    ['a bound that is no number', ['--agency', 'court', '--answer-within', 'soon'], '--answer-within'],
  ])('are refused with %s', (_, args, named) => {
    const read = readOptions(args);
    expect('wrong' in read && read.wrong.join(' ')).toContain(named);
  });
});
