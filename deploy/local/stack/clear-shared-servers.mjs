/**
 * Removes what a temporary stack has left on servers that somebody else runs. The clients are loaded only here: the
 * launcher itself needs no installed package.
 */

/**
 * @param {string} uri
 * @param {string[]} databases
 */
const dropDatabases = async (uri, databases) => {
  const { MongoClient } = await import('mongodb');
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    for (const name of databases) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
};

/**
 * @param {string} url
 * @param {string} prefix
 */
const deleteKeys = async (url, prefix) => {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    for await (const keys of client.scanStream({ match: `${prefix}*`, count: 500 })) {
      if (keys.length > 0) await client.unlink(...keys);
    }
  } finally {
    client.disconnect();
  }
};

/**
 * @param {string} url
 * @param {string} jurisdiction
 */
const deleteStreams = async (url, jurisdiction) => {
  const [{ connect }, { jetstreamManager }] = await Promise.all([import('@nats-io/transport-node'), import('@nats-io/jetstream')]);
  const connection = await connect({ servers: url, timeout: 5_000 });
  try {
    const manager = await jetstreamManager(connection);
    for await (const name of manager.streams.names()) if (name.split('_')[1] === jurisdiction) await manager.streams.delete(name);
  } finally {
    await connection.close();
  }
};

/**
 * @param {{ servers: import('../set-up.mjs').Servers, layout: import('./layout.mjs').Layout, processes: string[] }} options
 */
export const clearSharedServers = async ({ servers, layout, processes }) => {
  const { mongodb, redis, nats } = servers;
  await Promise.all([
    ...('url' in mongodb ? [dropDatabases(mongodb.url, processes.map(layout.database))] : []),
    ...('url' in redis ? [deleteKeys(redis.url, layout.redisPrefix)] : []),
    ...('url' in nats ? [deleteStreams(nats.url, layout.jurisdiction)] : []),
  ]);
};
