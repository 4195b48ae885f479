import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The desks of local mode: invented addresses in a domain that cannot exist (RFC 2606), so that a mail server that
 * somebody tries brings nothing to anybody.
 * @param {{ dir: string, agencies: string[] }} options
 * @returns {string} the file
 */
export const writeDesks = ({ dir, agencies }) => {
  const file = join(dir, 'trust', 'desks.json');
  const desks = Object.fromEntries(['coordinator', ...agencies].map((desk) => [desk, { mail: `${desk}@desks.invalid`, language: 'zh' }]));
  mkdirSync(join(dir, 'trust'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(desks, null, 2)}\n`);
  return file;
};
