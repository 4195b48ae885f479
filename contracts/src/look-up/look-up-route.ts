/** Where an agency's look-up service is asked, below the base address that the adapter is given. */
export const LOOK_UP_PATH = '/look-ups';

/** An answer that is longer is not read to its end. */
export const LOOK_UP_ANSWER_BYTES_MAX = 256 * 1024;
