import { toHalfWidth } from '@lianshen/contracts/identity';
import { VERDICT_WORDS, VerdictCode } from '@lianshen/contracts/messages';
import { type Cell, cellText } from '@lianshen/platform/tabular';

const BY_WORD = new Map<string, VerdictCode>(VerdictCode.options.map((code) => [VERDICT_WORDS[code].zh, code]));

/**
 * Reads a verdict code in any case, with blanks or dashes for underscores, or its Chinese word
 * (无反映, 有反映正在核查, 影响期内, 建议暂缓, 不同意). @returns undefined for anything else: nothing is guessed.
 */
export function readVerdictCode(cell: Cell | undefined): VerdictCode | undefined {
  const text = toHalfWidth(cellText(cell));
  const parsed = VerdictCode.safeParse(text.toUpperCase().replace(/[\s-]+/g, '_'));
  return parsed.success ? parsed.data : BY_WORD.get(text.replace(/[\s、,，。.]/g, ''));
}
