/** What every child gets from the person's environment; everything else it gets by name, or not at all. */
const PASSED_ON = ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_ENV', 'NODE_OPTIONS'];

/** @returns {Record<string, string>} */
export const baseEnvironment = () =>
  Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
