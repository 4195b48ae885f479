import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../whole-file.mjs';
import { ToldError } from '../told-error.mjs';
import { canUnpackDebianPackages, PACKAGE_SETS, unpackDebianPackages } from './debian-packages.mjs';
import { findOnPath } from './find-on-path.mjs';
import { findPrograms } from './find-programs.mjs';
import { runProgram } from './run-program.mjs';

/** @typedef {import('./find-programs.mjs').Program} Program */

const FONTS = join('usr', 'share', 'fonts');

/** Whether the machine itself has a font for Chinese. */
const hasChineseFont = async () => {
  const list = findOnPath('fc-list');
  return list !== undefined && (await runProgram(list, [':lang=zh', 'family'])).stdout.trim() !== '';
};

/**
 * Chromium asks fontconfig; this one names the unpacked fonts beside the machine's own, and needs no /etc/fonts.
 * @param {string} unpacked
 */
const fontSettings = (unpacked) => {
  const file = join(unpacked, 'fonts.conf');
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(unpacked, FONTS)];
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${folder}</dir>`),
    ...['sans-serif', 'system-ui'].map((family) => `  <alias><family>${family}</family><prefer><family>WenQuanYi Zen Hei</family></prefer></alias>`),
    `  <cachedir>${join(unpacked, 'font-cache')}</cachedir>`,
    '</fontconfig>',
  ];
  writeWhole(file, `${lines.join('\n')}\n`);
  return file;
};

/**
 * Chromium and a font for Chinese, in which the pages are tested and looked at: the machine's own, else Debian's
 * packages, unpacked.
 * @param {string} serversFolder
 * @returns {Promise<Program>}
 * @throws {ToldError} naming what to install where neither is to be had
 */
export const findBrowser = async (serversFolder) => {
  const chromium = /** @type {Program} */ ((await findPrograms(serversFolder, ['chromium'])).get('chromium'));
  if (await hasChineseFont()) return chromium;
  const { browser } = PACKAGE_SETS;
  const unpacked = join(serversFolder, browser.folder);
  if (!existsSync(join(unpacked, FONTS)) && canUnpackDebianPackages()) await unpackDebianPackages(serversFolder, browser);
  if (existsSync(join(unpacked, FONTS))) return { ...chromium, env: { ...chromium.env, FONTCONFIG_FILE: fontSettings(unpacked) } };
  throw new ToldError('本机缺少中文字体，页面无法按原样检查。请安装后重试（Debian/Ubuntu：apt-get install fonts-wqy-zenhei）。', 'No font for Chinese was found, so the pages cannot be looked at. Install one (Debian, Ubuntu: apt-get install fonts-wqy-zenhei) and try again.');
};
