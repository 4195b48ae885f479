import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} AptSource one line's worth of an apt source
 * @property {string[]} types deb, deb-src
 * @property {string[]} uris
 * @property {string[]} suites
 * @property {string[]} components
 * @property {Record<string, string>} options such as Signed-By, in deb822 spelling
 */

/** The options of the one-line format and their deb822 names; the others do not matter for reading packages. */
const OPTION_NAMES = new Map([
  ['signed-by', 'Signed-By'],
  ['trusted', 'Trusted'],
  ['arch', 'Architectures'],
  ['check-valid-until', 'Check-Valid-Until'],
  ['allow-insecure', 'Allow-Insecure'],
]);

/** @param {string} text */
const words = (text) => text.split(/\s+/).filter((word) => word !== '');

/**
 * @param {string} text sources in the one-line format: deb [options] uri suite components…
 * @returns {AptSource[]}
 */
export const parseListFormat = (text) =>
  text.split('\n').flatMap((line) => {
    const match = /^\s*(deb(?:-src)?)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    if (match === null) return [];
    const [, type = '', optionText = '', uri = '', suite = '', components = ''] = match;
    const options = words(optionText).flatMap((word) => {
      const name = OPTION_NAMES.get(word.slice(0, word.indexOf('=')).toLowerCase());
      return name === undefined ? [] : [[name, word.slice(word.indexOf('=') + 1).replaceAll(',', ' ')]];
    });
    return [{ types: [type], uris: [uri], suites: [suite], components: words(components), options: Object.fromEntries(options) }];
  });

/**
 * @param {string} stanza
 * @returns {Map<string, string>} field names in lower case; a value keeps its further lines (a key may be written out there)
 */
const fieldsOf = (stanza) => {
  /** @type {Map<string, string>} */
  const fields = new Map();
  let name = '';
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue;
    const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
    if (match !== null) fields.set((name = (match[1] ?? '').toLowerCase()), match[2] ?? '');
    else if (/^[ \t]/.test(line) && name !== '') fields.set(name, `${fields.get(name) ?? ''}\n${line}`);
  }
  return fields;
};

/**
 * @param {string} text sources in the deb822 format
 * @returns {AptSource[]}
 */
export const parseDeb822Format = (text) =>
  text.split(/\n[ \t]*\n/).flatMap((stanza) => {
    const fields = fieldsOf(stanza);
    const uris = words(fields.get('uris') ?? '');
    if (uris.length === 0 || /^(no|false|off|0)$/i.test(fields.get('enabled') ?? 'yes')) return [];
    const options = [...OPTION_NAMES.values()].flatMap((name) => {
      const value = fields.get(name.toLowerCase());
      return value === undefined ? [] : [[name, value]];
    });
    return [{ types: words(fields.get('types') ?? 'deb'), uris, suites: words(fields.get('suites') ?? ''), components: words(fields.get('components') ?? ''), options: Object.fromEntries(options) }];
  });

/**
 * @param {string} [folder] apt's own folder
 * @returns {AptSource[]} every source that apt on this machine reads, in both formats
 */
export const readAptSources = (folder = '/etc/apt') => {
  const parts = join(folder, 'sources.list.d');
  const files = [join(folder, 'sources.list'), ...(existsSync(parts) ? readdirSync(parts).sort().map((name) => join(parts, name)) : [])];
  return files.flatMap((file) => {
    if (!existsSync(file)) return [];
    if (file.endsWith('.list')) return parseListFormat(readFileSync(file, 'utf8'));
    return file.endsWith('.sources') ? parseDeb822Format(readFileSync(file, 'utf8')) : [];
  });
};

/**
 * Keeps the distribution's own suites (and so the security suite): a third party's source that is slow or broken has no
 * part in this, and the servers are in the distribution itself.
 * @param {AptSource[]} sources
 * @param {string} codename such as bookworm
 * @returns {AptSource[]}
 */
export const distributionSources = (sources, codename) => {
  const wanted = new Set([codename, `${codename}-updates`, `${codename}-security`, `${codename}/updates`]);
  return sources.flatMap((source) => {
    const suites = source.suites.filter((suite) => wanted.has(suite));
    return source.types.includes('deb') && suites.length > 0 ? [{ ...source, types: ['deb'], suites }] : [];
  });
};

/**
 * @param {AptSource[]} sources
 * @returns {string} the same sources in the deb822 format
 */
export const toDeb822 = (sources) =>
  sources
    .map((source) =>
      [
        `Types: ${source.types.join(' ')}`,
        `URIs: ${source.uris.join(' ')}`,
        `Suites: ${source.suites.join(' ')}`,
        `Components: ${source.components.join(' ')}`,
        ...Object.entries(source.options).map(([name, value]) => `${name}: ${value}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
