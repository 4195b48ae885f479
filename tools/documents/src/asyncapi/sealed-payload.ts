import { BUNDLE_BYTES_MAX, BUNDLE_LINES_MAX, CE_HEADERS, SEALED_BYTES_MAX } from '@lianshen/contracts/messages';
import type { JsonObject } from '../json-schemas.js';

/** What a NATS message on the two sealed channels holds: compact JWEs, one a line. */
export const sealedLines: JsonObject = {
  type: 'string',
  pattern: '^[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}(\\n[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22})*$',
  maxLength: BUNDLE_BYTES_MAX,
  description:
    `One sealed message or several, one a line, separated by a line feed and without one at the end: at most ${BUNDLE_LINES_MAX} lines, ` +
    `${SEALED_BYTES_MAX / 1024} KiB a line and ${BUNDLE_BYTES_MAX / 1024} KiB in all. Each line is a compact JWE (dir, A256GCM) around a compact JWS (EdDSA) ` +
    'whose payload is the envelope, or around an envelope under a signed root (`SignedRoot`): the compact JWS of the root, the envelope, nonce, index and path with ~ between them. docs/integrators/sealing.md says how to make and open one. Lines of one NATS message may be of different types and are handled each on its own.',
};

const header = (description: string): JsonObject => ({ type: 'string', description });

/** NATS headers: for routers and people who look at a stream, never trusted. */
export const sealedHeaders: JsonObject = {
  type: 'object',
  description: 'Of the first line’s message. A receiver trusts none of them.',
  properties: {
    'Nats-Msg-Id': header('made from the ids of the messages in it; within the stream’s window of 2 minutes the server keeps one of several'),
    [CE_HEADERS.specversion]: header('1.0'),
    [CE_HEADERS.id]: header('id of the envelope'),
    [CE_HEADERS.type]: header('type of the envelope'),
    [CE_HEADERS.source]: header('source of the envelope'),
    [CE_HEADERS.time]: header('time of the envelope'),
  },
};
