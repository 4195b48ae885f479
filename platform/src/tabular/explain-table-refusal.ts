import type { Words } from '@lianshen/contracts/identity';
import type { Refusal } from '@lianshen/contracts/kernel';

const RESAVE_ZH = '请用Excel或WPS打开后另存为.xlsx再上传';
const RESAVE_EN = 'open it in Excel or WPS, save it as .xlsx and upload that';

const WORDS: Readonly<Record<string, (params: Refusal['params']) => Words>> = {
  'tabular.empty': () => ({ zh: '文件是空的；请检查是否选错文件。', en: 'The file is empty; check whether it is the right one.' }),
  'tabular.file-too-large': ({ maxBytes }) => ({
    zh: `文件超过${Number(maxBytes) / 1024 / 1024}MB；请删除图片等无关内容，或分批上传。`,
    en: `The file is over ${Number(maxBytes) / 1024 / 1024} MB; remove pictures and the like, or upload in parts.`,
  }),
  'tabular.old-or-encrypted': () => ({
    zh: `这是旧版.xls文件或设有打开密码的文件；${RESAVE_ZH}，并取消密码。`,
    en: `This is an old .xls file or has a password; ${RESAVE_EN}, without a password.`,
  }),
  'tabular.encrypted': () => ({
    zh: '文件已加密；请取消密码后重新上传。',
    en: 'The file is encrypted; remove the password and upload it again.',
  }),
  'tabular.not-xlsx': () => ({
    zh: `文件不是真正的.xlsx工作簿；${RESAVE_ZH}。`,
    en: `The file is not really an .xlsx workbook; ${RESAVE_EN}.`,
  }),
  'tabular.unknown-type': () => ({
    zh: '只能读取.xlsx和.csv文件；请另存为其中一种再上传。',
    en: 'Only .xlsx and .csv files can be read; save it as one of them and upload that.',
  }),
  'tabular.damaged': () => ({
    zh: `文件已损坏，无法读取；${RESAVE_ZH}。`,
    en: `The file is damaged and cannot be read; ${RESAVE_EN}.`,
  }),
  'tabular.zip-bomb': () => ({
    zh: `文件解压后过大，已拒绝打开；请把名单复制到新工作簿，另存为.xlsx再上传。`,
    en: 'The file would unpack to far too much and was not opened; copy the list into a new workbook and upload that.',
  }),
  'tabular.too-many-rows': ({ max }) => ({
    zh: `工作表超过${String(max)}行；请分成几个文件上传。`,
    en: `A sheet has more than ${String(max)} rows; split it into several files.`,
  }),
  'tabular.too-many-columns': ({ max }) => ({
    zh: `工作表超过${String(max)}列；请删除名单以外的列。`,
    en: `A sheet has more than ${String(max)} columns; delete those that are not part of the list.`,
  }),
  'tabular.too-many-cells': ({ max }) => ({
    zh: `工作簿超过${String(max)}个单元格；请只保留名单所在的工作表。`,
    en: `The workbook has more than ${String(max)} cells; keep only the sheet with the list.`,
  }),
  'tabular.undecodable': () => ({
    zh: '无法识别文字编码；请另存为“CSV UTF-8”或.xlsx再上传。',
    en: 'The text encoding is not known; save it as "CSV UTF-8" or .xlsx and upload that.',
  }),
  'tabular.not-text': () => ({
    zh: '文件不是文本；请另存为“CSV UTF-8”或.xlsx再上传。',
    en: 'The file is not text; save it as "CSV UTF-8" or .xlsx and upload that.',
  }),
  'tabular.csv-quotes': ({ line }) => ({
    zh: `从第${String(line)}行开始的双引号没有配对；请补上或删除多余的双引号。`,
    en: `A double quote on line ${String(line)} is never closed; add the missing one or remove it.`,
  }),
};

/** @param refusal of readTable. @returns what the person is to do. */
export const explainTableRefusal = (refusal: Refusal): Words =>
  WORDS[refusal.code]?.(refusal.params) ?? { zh: '文件无法读取；请检查后重新上传。', en: 'The file cannot be read; check it and upload it again.' };
