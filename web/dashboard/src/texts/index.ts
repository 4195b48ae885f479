import * as english from './en.js';
import * as chinese from './zh-cn.js';

/** What the dashboard says, by language and namespace. */
export const dashboardTexts = { 'zh-CN': { ...chinese }, en: { ...english } };
