import type { Texts } from './same.js';

const PLACE = /\{\{\s*(\w+)[^}]*\}\}/g;

/** Every text by its path, such as `kit.problem.code`. */
export function flattened(texts: object, path = ''): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[here, value]] : [...flattened(value as object, here)];
  });
  return new Map(entries);
}

const placesOf = (text: string): string => [...new Set([...text.matchAll(PLACE)].map(([, name]) => name))].sort().join(', ');

/** What is wrong with the texts of an application: keys that one language lacks, empty texts, places that differ. */
export function flawsOfTexts(texts: Texts): string[] {
  const [chinese, english] = [flattened(texts['zh-CN']), flattened(texts.en)];
  const missing = [
    ...[...chinese.keys()].filter((key) => !english.has(key)).map((key) => `en lacks ${key}`),
    ...[...english.keys()].filter((key) => !chinese.has(key)).map((key) => `zh-CN lacks ${key}`),
  ];
  const empty = [...chinese, ...english].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`);
  const differing = [...chinese].filter(([key, text]) => english.has(key) && placesOf(text) !== placesOf(english.get(key) ?? '')).map(([key]) => `${key} has other places in en`);
  return [...missing, ...empty, ...differing];
}
