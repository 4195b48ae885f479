import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { verdictOf, type Request } from './work.js';

const [url, agency] = process.argv.slice(2);
const connection = await connect({ servers: url ?? '' });
const client = jetstream(connection);
const consumer = await client.consumers.get('REQ', `a${agency}`);
await consumer.consume({
  max_messages: 500,
  callback: (message) => {
    const verdict = verdictOf(message.json<Request>());
    void client.publish(`ver.a${agency}`, JSON.stringify(verdict), { msgID: `v-${verdict.caseId}-${agency}` }).then(() => message.ackAck());
  },
});
process.send?.('ready');
