/**
 * An error whose words are meant for the person at the terminal: it says what is wrong and what to do, in Chinese and
 * in English, and is shown without a stack trace.
 */
export class ToldError extends Error {
  /**
   * @param {string} chinese
   * @param {string} english
   * @param {{ exitCode?: number, cause?: unknown }} [options] exit code 2 is for wrong input, 1 for everything else
   */
  constructor(chinese, english, options = {}) {
    super(`${chinese}\n${english}`, { cause: options.cause });
    this.name = 'ToldError';
    this.exitCode = options.exitCode ?? 1;
  }
}

/**
 * What somebody typed that a command does not take.
 * @param {string} reason what is wrong @param {string} usage what the command takes
 */
export const wrongArguments = (reason, usage) => new ToldError(`参数有误：${reason}`, `Wrong arguments. ${usage}`, { exitCode: 2 });

/**
 * Ends the process in the way every command here ends on an error: told errors by their words alone, anything else with
 * its stack, because then we are wrong and somebody has to find out where.
 * @param {unknown} error
 * @returns {number} the exit code
 */
export const tell = (error) => {
  if (error instanceof ToldError) {
    process.stderr.write(`\n${error.message}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`\n出现意外错误，请附上以下内容报告。\nAn unexpected error; please report it with what follows.\n${text}\n`);
  return 1;
};
