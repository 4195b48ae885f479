import type { Command } from './command.js';

export const pingCommand: Command = { name: 'ping', fields: [], run: () => ({}) };

/** Sessions leave nothing behind here, so there is nothing to end. */
export const endSessionsCommand: Command = { name: 'endSessions', fields: [], run: () => ({}) };

export const buildInfoCommand: Command = {
  name: 'buildInfo',
  aliases: ['buildinfo'],
  fields: [],
  run: () => ({
    version: '7.0.0',
    versionArray: [7, 0, 0, 0],
    gitVersion: 'lianshen-embedded-mongodb',
    modules: [],
    storageEngines: ['lmdb'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
  }),
};

export const serverStatusCommand: Command = {
  name: 'serverStatus',
  fields: ['repl', 'metrics', 'locks'],
  run: (_request, { connectionCount, store }) => {
    const cpu = process.cpuUsage();
    return {
      host: 'localhost',
      version: '7.0.0',
      process: 'lianshen-embedded-mongodb',
      pid: BigInt(process.pid),
      uptime: process.uptime(),
      localTime: new Date(),
      connections: { current: connectionCount() },
      cursors: { open: store.cursors.size },
      // Microseconds of this process since its start, named as MongoDB names them on Linux.
      extra_info: { user_time_us: BigInt(cpu.user), system_time_us: BigInt(cpu.system) },
      mem: { resident: Math.round(process.memoryUsage.rss() / 2 ** 20) },
    };
  },
};
