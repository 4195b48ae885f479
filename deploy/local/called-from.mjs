/**
 * npm runs scripts in the project's folder and tells in INIT_CWD where it was called; paths are meant from there.
 * @param {string} script its name in package.json
 */
export const calledFrom = (script) => (process.env['npm_lifecycle_event'] === script ? (process.env['INIT_CWD'] ?? process.cwd()) : process.cwd());
