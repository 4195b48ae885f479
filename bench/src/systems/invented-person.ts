import { checkCharacterOf } from '@lianshen/contracts/identity';

const EPOCH_DAY = Date.UTC(1970, 0, 1);
const DAY_MS = 86_400_000;

/** An invented candidate with a valid number of the unassigned region 9901xx; every number gives another person. */
export function invent(number: number) {
  const day = new Date(EPOCH_DAY + (number % 9_000) * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const sequence = String(Math.floor(number / 9_000) % 1_000).padStart(3, '0');
  const digits = `990101${day}${sequence}`;
  return {
    name: '试例甲',
    identityNumber: `${digits}${checkCharacterOf(digits)}`,
    employer: '市试例局',
    currentPost: '科长',
    proposedPost: '副局长',
    proposedLevel: '县处级副职',
  };
}
