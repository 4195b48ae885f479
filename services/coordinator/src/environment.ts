import { z } from 'zod';
import { checkIdentity, identityEnvironment, MasterKeyFile, processEnvironment, signInEnvironment } from '@lianshen/platform/config';

/** Everything that the coordinator reads from its environment. */
export const CoordinatorEnvironment = z.object({
  ...processEnvironment,
  ...identityEnvironment,
  ...signInEnvironment,
  MASTER_KEY_FILE: MasterKeyFile,
  REDIS_URL: z.string().min(1),
  REDIS_PREFIX: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  POLICIES_DIR: z.string().min(1),
  /** A folder of calendars (docs/working-time.md); without it time limits are counted by the one that ships. The same at every replica. */
  CALENDAR_DIR: z.string().min(1).optional(),
  /** Bytes that the streams of requests and of facts may hold each; about 2.5 KB a message. */
  STREAM_BYTES_MAX: z.coerce.number().int().min(16 * 1024 ** 2).default(512 * 1024 ** 2),
  /** Bytes of unhandled replies that the stream of each agency may hold; the server reserves them. */
  AGENCY_REPLIES_BYTES_MAX: z.coerce.number().int().min(2 * 1024 ** 2).default(64 * 1024 ** 2),
  /**
   * Seconds of a beat at which cases that have stopped are recalled: a stop shows to agencies only as its beat, one to two of
   * these later. The same at every replica.
   */
  RECALL_BEAT_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
  AUTOMATIC_CONCLUSION: z.enum(['allowed', 'refused']).default('refused'),
}).superRefine(checkIdentity);
export type CoordinatorEnvironment = z.infer<typeof CoordinatorEnvironment>;

export const recallBeatMsOf = ({ RECALL_BEAT_SECONDS }: CoordinatorEnvironment): number => RECALL_BEAT_SECONDS * 1_000;

export const ENVIRONMENT = Symbol('ENVIRONMENT');
