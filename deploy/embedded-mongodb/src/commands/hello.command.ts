import { documentBytesMax } from '../update/apply-update.js';
import { messageBytesMax } from '../wire/message-header.js';
import type { Command } from './command.js';

/** Speaks for MongoDB 7.0: new enough for current drivers, and before the server-side bulkWrite command of 8.0. */
const maxWireVersion = 21;

/**
 * A standalone server: without setName drivers use neither retryable writes nor transactions, and
 * logicalSessionTimeoutMinutes lets them send session ids, which mean nothing here.
 */
export const helloCommand: Command = {
  name: 'hello',
  aliases: ['isMaster', 'ismaster'],
  fields: ['helloOk', 'client', 'compression', 'loadBalanced', 'hostInfo', 'topologyVersion', 'maxAwaitTimeMS', 'forShell', 'backpressure'],
  run(request, { connectionId }) {
    const isHello = request.name === 'hello';
    return {
      helloOk: true,
      [isHello ? 'isWritablePrimary' : 'ismaster']: true,
      maxBsonObjectSize: documentBytesMax,
      maxMessageSizeBytes: messageBytesMax,
      maxWriteBatchSize: 100_000,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: 30,
      connectionId,
      minWireVersion: 0,
      maxWireVersion,
      readOnly: false,
    };
  },
};
