/**
 * Progress goes to stderr, so that stdout holds results alone (`npm run demo -- --json` is read by programs).
 * @param {string} chinese
 * @param {string} english
 */
export const say = (chinese, english) => {
  process.stderr.write(`· ${chinese} ${english}\n`);
};
