import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';

/** The header alone: nobody is in the register, so everybody is CLEAR. */
const EMPTY_REGISTER = '身份证号,代码,事由,依据\n';

/**
 * Copies the registers to where the adapters read them; an agency without one gets an empty one, and that is said.
 * @param {{ from: string | undefined, to: string, agencies: readonly string[] }} options
 */
export const layOutRegisters = ({ from, to, agencies }) => {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const agency of agencies) {
    const source = from === undefined ? undefined : join(from, `${agency}.csv`);
    const target = join(to, `${agency}.csv`);
    if (source !== undefined && existsSync(source)) {
      copyFileSync(source, target, constants.COPYFILE_EXCL);
      continue;
    }
    writeFileSync(target, EMPTY_REGISTER, { mode: 0o600 });
    if (from !== undefined) say(`${from} 中没有 ${agency}.csv，按空登记册处理（全部无反映）。`, `there is no ${agency}.csv in ${from}; an empty register is used.`);
  }
  const unknown = from === undefined ? [] : readdirSync(from).filter((name) => !agencies.includes(name.replace(/\.csv$/, '')) && !name.startsWith('.'));
  if (unknown.length > 0) say(`未使用的文件：${unknown.join('、')}`, `files that belong to no agency: ${unknown.join(', ')}`);
};
