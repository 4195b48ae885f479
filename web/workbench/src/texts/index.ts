import * as english from './en.js';
import * as chinese from './zh-cn.js';

/** What the workbench says, by language and namespace. */
export const workbenchTexts = { 'zh-CN': { ...chinese }, en: { ...english } };
