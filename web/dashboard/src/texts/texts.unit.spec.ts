import { describe, expect, it } from '@jest/globals';
import { flawsOfTexts } from '@lianshen/web-kit/texts/flaws-of-texts';
import { dashboardTexts } from './index.js';

describe('the texts of the dashboard', () => {
  it('are complete in both languages', () => {
    expect(flawsOfTexts(dashboardTexts)).toEqual([]);
  });
});
