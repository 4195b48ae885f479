/** MongoDB's limit on one wire message, header included (maxMessageSizeBytes). */
export const messageBytesMax = 48_000_000;

export const headerBytes = 16;

/** Operation codes of the wire protocol (MongoDB manual, "Wire Protocol"). */
export const opCodes = { reply: 1, query: 2004, compressed: 2012, message: 2013 } as const;

/** The bytes break the protocol: nothing that follows on this connection can be trusted, so it is closed. */
export class ProtocolError extends Error {}
