/**
 * npm run keys -- init | agency add ID | rotate PARTY | rotate tls | revoke PARTY | register PARTY | list
 *
 * Writes what the parties of a hub need to speak over one NATS server: the server's configuration, each party's
 * credentials, and the registry that both follow from. See docs/keys-command.md.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { calledFrom } from './called-from.mjs';
import { runCommand } from './command.mjs';
import { addAgencyCommand, finishRotationCommand, initCommand, listCommand, registerCommand, revokeCommand, rotateTlsCommand, startRotationCommand } from './keys/commands.mjs';
import { printAnswer, printRefusal } from './keys/print-answer.mjs';
import { readOptions } from './options.mjs';
import { setUpPackages } from './set-up.mjs';
import { ToldError, wrongArguments } from './told-error.mjs';

const USAGE = `Usage:
  npm run keys -- init --jurisdiction J --url tls://HOST:PORT [--host NAME]… [--listen ADDRESS:PORT] [--server-folder DIR] [--store DIR]
                       [--ca FILE --certificate FILE --key FILE]
  npm run keys -- agency add ID [--name NAME] [--nkey U…]
  npm run keys -- rotate PARTY [--nkey U…] | rotate PARTY --finish | rotate tls [--host NAME]… [--certificate FILE --key FILE]
  npm run keys -- revoke PARTY [--nkey U…]
  npm run keys -- register PARTY --keys FILE
  npm run keys -- list
  each with [--folder DIR] (default .keys) and [--json]`;

const text = /** @type {const} */ ({ type: 'string' });
const texts = /** @type {const} */ ({ type: 'string', multiple: true });
const flag = /** @type {const} */ ({ type: 'boolean', default: false });
const everywhere = { folder: { ...text, default: '.keys' }, json: flag };

/** @param {string} reason */
const wrong = (reason) => wrongArguments(reason, USAGE);

/** @param {string} file */
const read = (file) => {
  try {
    return readFileSync(at(file), 'utf8');
  } catch (error) {
    throw new ToldError(`无法读取文件 ${file}。`, `The file could not be read: ${error instanceof Error ? error.message : String(error)}`, { exitCode: 2, cause: error });
  }
};

/** @param {string} path */
const at = (path) => resolve(calledFrom('keys'), path);

/**
 * @template T
 * @param {T | undefined} value
 * @param {string} name
 * @returns {T}
 */
const needed = (value, name) => {
  if (value === undefined) throw wrong(name);
  return value;
};

/** All of them or none. @param {Record<string, string | undefined>} files */
const readAll = (files) => {
  const given = Object.entries(files).filter(([, file]) => file !== undefined);
  if (given.length === 0) return undefined;
  for (const [name, file] of Object.entries(files)) needed(file, `--${name}`);
  return Object.fromEntries(given.map(([name, file = '']) => [name, read(file)]));
};

/** @param {string[]} args */
const runInit = async (args) => {
  const { values } = readOptions({ ...everywhere, jurisdiction: text, url: text, host: texts, listen: { ...text, default: '0.0.0.0:4222' }, 'server-folder': text, store: text, ca: text, certificate: text, key: text }, { usage: USAGE, args });
  const folder = at(values.folder);
  const given = /** @type {{ ca: string, certificate: string, key: string } | undefined} */ (readAll({ ca: values.ca, certificate: values.certificate, key: values.key }));
  const serverFolder = values['server-folder'] ?? join(folder, 'server');
  const store = values.store ?? join(serverFolder, 'jetstream');
  if (!isAbsolute(serverFolder) || !isAbsolute(store)) throw wrong('--server-folder, --store');
  if (given === undefined) await setUpPackages();
  return initCommand({ folder, jurisdiction: needed(values.jurisdiction, '--jurisdiction'), url: needed(values.url, '--url'), hosts: values.host ?? [], listen: values.listen, serverFolder, store, given });
};

/** @param {string[]} args */
const runRotate = async (args) => {
  const { values, positionals } = readOptions({ ...everywhere, nkey: text, finish: flag, host: texts, certificate: text, key: text }, { usage: USAGE, positionalsMax: 1, args });
  const folder = at(values.folder);
  const party = needed(positionals[0], 'PARTY');
  const isTls = party === 'tls';
  const { nkey, finish, host, certificate, key } = values;
  const isAstray = isTls ? finish || nkey !== undefined : [host, certificate, key].some((value) => value !== undefined) || (finish && nkey !== undefined);
  if (isAstray) throw wrong(`rotate ${party}`);
  if (!isTls) return finish ? finishRotationCommand({ folder, party }) : startRotationCommand({ folder, party, nkey });
  const given = /** @type {import('./keys/rotate-tls.mjs').Given} */ (readAll({ certificate, key }));
  if (given === undefined) await setUpPackages();
  return rotateTlsCommand({ folder, hosts: host ?? [], given });
};

/** @type {Record<string, (args: string[]) => Promise<import('./keys/result.mjs').Result<import('./keys/commands.mjs').Answer>>>} */
const COMMANDS = {
  init: runInit,
  agency: async (args) => {
    const { values, positionals } = readOptions({ ...everywhere, name: text, nkey: text }, { usage: USAGE, positionalsMax: 2, args });
    if (positionals[0] !== 'add') throw wrong('agency add');
    return addAgencyCommand({ folder: at(values.folder), id: needed(positionals[1], 'ID'), name: values.name, nkey: values.nkey });
  },
  rotate: runRotate,
  revoke: async (args) => {
    const { values, positionals } = readOptions({ ...everywhere, nkey: text }, { usage: USAGE, positionalsMax: 1, args });
    return revokeCommand({ folder: at(values.folder), party: needed(positionals[0], 'PARTY'), nkey: values.nkey });
  },
  register: async (args) => {
    const { values, positionals } = readOptions({ ...everywhere, keys: text }, { usage: USAGE, positionalsMax: 1, args });
    return registerCommand({ folder: at(values.folder), party: needed(positionals[0], 'PARTY'), text: read(needed(values.keys, '--keys')) });
  },
  list: async (args) => listCommand({ folder: at(readOptions(everywhere, { usage: USAGE, args }).values.folder) }),
};

await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw wrong(name);
  const result = await command(args);
  const json = args.includes('--json');
  process.stdout.write(result.ok ? printAnswer(result.value, { json }) : printRefusal(result.refusal, { json }));
  return result.ok ? 0 : 2;
});
