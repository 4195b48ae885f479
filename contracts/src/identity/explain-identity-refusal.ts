import type { Words } from './words.js';

const WORDS: Readonly<Record<string, Words>> = {
  'identity.fifteen-digits': {
    zh: '这是15位旧身份证号，已停止使用；请按现行居民身份证改填18位公民身份号码。',
    en: 'This is an old 15-digit number, no longer in use; enter the 18-character number on the present identity card.',
  },
  'identity.length': {
    zh: '公民身份号码应为18位；请对照身份证检查是否漏填或多填。',
    en: 'An identity number has 18 characters; compare it with the identity card for a missing or an extra one.',
  },
  'identity.characters': {
    zh: '公民身份号码前17位应为数字，末位为数字或X；请对照身份证改正。',
    en: 'The first 17 characters are digits and the last is a digit or X; correct it from the identity card.',
  },
  'identity.digits-lost': {
    zh: '该号码曾按数值保存，末几位已丢失，无法恢复；请把此列设为“文本”格式，再对照身份证重新录入。',
    en: 'The number was stored as a numeric value and its last digits are lost; format the column as text and type it again from the identity card.',
  },
  'identity.check-digit': {
    zh: '公民身份号码校验码不符，号码中至少有一位有误；请对照身份证改正。',
    en: 'The check digit does not fit, so at least one digit is wrong; correct it from the identity card.',
  },
  'identity.birth-date': {
    zh: '公民身份号码第7至14位不是有效的出生日期；请对照身份证改正。',
    en: 'Digits 7 to 14 are not a possible birth date; correct them from the identity card.',
  },
};

const OTHERWISE: Words = {
  zh: '公民身份号码无法识别；请对照身份证改正。',
  en: 'The identity number cannot be read; correct it from the identity card.',
};

/** @param code of a refusal of parseIdentityNumber or parseIdentityCell. @returns what the person is to do. */
export const explainIdentityRefusal = (code: string): Words => WORDS[code] ?? OTHERWISE;
