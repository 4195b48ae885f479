import * as english from './en.js';
import * as englishOversight from './oversight-en.js';
import * as chineseOversight from './oversight-zh-cn.js';
import * as chinese from './zh-cn.js';

/** What the dashboard says, by language and namespace. */
export const dashboardTexts = { 'zh-CN': { ...chinese, ...chineseOversight }, en: { ...english, ...englishOversight } };
