import { explainIdentityRefusal, type Words } from '@lianshen/contracts/identity';

export type RowParams = Readonly<Record<string, string | number>>;

const WORDS: Readonly<Record<string, (params: RowParams) => Words>> = {
  'field.required': ({ zh, en }) => ({ zh: `缺少${zh}；请补填。`, en: `The ${en} is missing; fill it in.` }),
  'field.too-long': ({ zh, en, max }) => ({
    zh: `${zh}超过${max}个字；请检查是否填错列，并缩短。`,
    en: `The ${en} is longer than ${max} characters; check whether it is in the wrong column, and shorten it.`,
  }),
  'field.formula-error': ({ zh, en }) => ({
    zh: `${zh}是公式错误值；请改为直接填写内容。`,
    en: `The ${en} is the error of a formula; type the content itself.`,
  }),
  'name.implausible': () => ({
    zh: '姓名含有数字、符号或过短；请按身份证填写姓名，少数民族姓名用“·”分隔。',
    en: 'The name has digits or signs in it or is too short; write it as on the identity card, with · between parts.',
  }),
  'sex.unreadable': () => ({ zh: '性别应填“男”或“女”；请改正。', en: 'The sex is 男 or 女; correct it.' }),
  'sex.mismatch': () => ({
    zh: '性别与公民身份号码第17位不一致；请对照身份证改正其中有误的一项。',
    en: 'The sex does not agree with digit 17 of the identity number; correct whichever is wrong from the identity card.',
  }),
  'birth.unreadable': () => ({
    zh: '出生年月无法识别；请按“1980.01”的形式填写。',
    en: 'The birth month cannot be read; write it as 1980.01.',
  }),
  'birth.mismatch': () => ({
    zh: '出生年月与公民身份号码第7至14位不一致；请对照身份证改正其中有误的一项。',
    en: 'The birth month does not agree with digits 7 to 14 of the identity number; correct whichever is wrong from the identity card.',
  }),
  'recommendation.unreadable': () => ({
    zh: '民主推荐日期无法识别；请按“2026.03.05”的形式填写。',
    en: 'The day of the democratic recommendation cannot be read; write it as 2026.03.05.',
  }),
  'recommendation.ahead': () => ({
    zh: '民主推荐日期晚于今天；请核对。',
    en: 'The day of the democratic recommendation is still to come; check it.',
  }),
  'person.repeated': ({ sheet, row }) => ({
    zh: `与工作表“${sheet}”第${row}行是同一个身份证号；请保留一行，删除另一行，或改正填错的号码。`,
    en: `The same identity number as in row ${row} of sheet "${sheet}"; keep one row and delete the other, or correct the wrong number.`,
  }),
  'tenure.unreadable': () => ({
    zh: '任职起始时间无法识别，已忽略；如需使用请按“2020.03”的形式填写。',
    en: 'The start in the present post cannot be read and was left out; write it as 2020.03 if it matters.',
  }),
  'credit-code.check': () => ({
    zh: '单位信用代码未通过校验；请核对，确认无误可不改。',
    en: 'The social credit code does not pass its check; compare it, and leave it if it is right.',
  }),
  'name.note-removed': () => ({
    zh: '姓名后的括号内容未计入姓名；请把说明移到备注栏。',
    en: 'What stood in brackets behind the name is not part of it; move it to the remarks.',
  }),
};

/** @param code of a row's fault or warning. @returns what the person is to do. */
export const explainRow = (code: string, params: RowParams = {}): Words => WORDS[code]?.(params) ?? explainIdentityRefusal(code);
