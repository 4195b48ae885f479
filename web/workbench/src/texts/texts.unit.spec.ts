import { describe, expect, it } from '@jest/globals';
import { flawsOfTexts } from '@lianshen/web-kit/texts/flaws-of-texts';
import { workbenchTexts } from './index.js';

describe('the texts of the workbench', () => {
  it('are complete in both languages', () => {
    expect(flawsOfTexts(workbenchTexts)).toEqual([]);
  });
});
