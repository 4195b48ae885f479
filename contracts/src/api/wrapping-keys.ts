import { z } from 'zod';

const count = (what: string) => z.int().min(0).describe(what);

/** What wrapping keys wrap, by kind; of a kind 100,000 are counted at most. */
const Wraps = z.strictObject({
  caseKeys: count('keys of personal data: of cases, batches, requests'),
  ownKeys: count("1 where the party's own keys are wrapped by it"),
  deadLetters: count('dead letters that still have their content'),
  secrets: count('secrets of the process that are wrapped by the master key itself'),
});
export type WrappedKind = Exclude<keyof z.infer<typeof Wraps>, 'secrets'>;

const WrappingKeyView = z.strictObject({
  id: z.string().describe('names the master key and the wrapping key that was made for it'),
  current: z.boolean().describe('whether it wraps what is new'),
  wraps: Wraps.describe('how much of what is stored it wraps now; 100,000 of a kind are counted at most'),
  mayBeTakenOut: z.boolean().describe('nothing is wrapped by it any more, and it is not the current one: its line may be taken out of the file'),
});

/** `GET /keys/wrapping`. */
export const WrappingKeysReport = z.strictObject({ keys: z.array(WrappingKeyView).describe('every key that ever wrapped something here, the oldest first') });
export type WrappingKeysReport = z.infer<typeof WrappingKeysReport>;
