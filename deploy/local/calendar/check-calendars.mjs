import { readGivenFile } from '../read-given-file.mjs';

/**
 * Says what is wrong with calendar files.
 * @param {string[]} files @param {{ json: boolean }} options
 * @returns {Promise<number>} 1 where one has an error
 */
export const checkCalendars = async (files, { json }) => {
  const [{ readCalendarFile }, { hasErrors, printProblem }] = await Promise.all([import('@lianshen/contracts/working-time'), import('@lianshen/contracts/json-file')]);
  const checked = files.map((file) => ({ file, text: readGivenFile(file) })).map(({ file, text }) => ({ file, problems: readCalendarFile(text).problems }));
  const isWrong = checked.some(hasErrors);
  if (json) process.stdout.write(`${JSON.stringify({ valid: !isWrong, files: checked })}\n`);
  else for (const { file, problems } of checked) process.stdout.write(problems.length === 0 ? `${file}: 没有问题 nothing wrong\n` : `${problems.map((problem) => printProblem(file, problem)).join('\n')}\n`);
  return isWrong ? 1 : 0;
};
