const HOSTNAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address is of this very machine, so that what goes there crosses no wire. */
export const isLoopback = ({ hostname }: URL): boolean => HOSTNAMES.has(hostname);
