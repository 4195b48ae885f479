import { textOf, writeWhole } from '../whole-file.mjs';

/** As many generations as an adapter reads. */
const GENERATIONS_MAX = 10;

/**
 * Writes the coordinator's public keys where adapters read them, after those of before: what was sealed with those is
 * still on its way. The oldest of more than ten are left out.
 * @param {string} file one generation alone, or several, the newest last
 * @param {object} keys
 * @returns {boolean} whether they are new
 */
export const addGeneration = (file, keys) => {
  const known = [JSON.parse(textOf(file) ?? '[]')].flat();
  const text = JSON.stringify(keys);
  if (known.some((each) => JSON.stringify(each) === text)) return false;
  writeWhole(file, JSON.stringify([...known, keys].slice(-GENERATIONS_MAX), null, 2));
  return true;
};
