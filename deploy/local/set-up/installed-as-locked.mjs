import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>} LockedPackages */

/**
 * @param {string} path
 * @returns {LockedPackages}
 */
const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages ?? {};

/**
 * npm writes down what it has installed when it is done with it. Where a person has just run `npm install`, that agrees
 * with package-lock.json, and installing everything again would only take the packages away for a while.
 * @param {string} root
 * @returns {boolean} whether each locked package is there in the locked version
 */
export const isInstalledAsLocked = (root) => {
  try {
    const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
    return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(([path, locked]) => {
      if (path === '') return true;
      const found = installed[path];
      // An optional package for another kind of machine is locked and not installed.
      if (found === undefined) return locked.optional === true;
      return found.version === locked.version && found.integrity === locked.integrity && found.link === locked.link;
    });
  } catch {
    return false;
  }
};
