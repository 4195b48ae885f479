import { request, type Dispatcher } from 'undici';
import { LOOK_UP_ANSWER_BYTES_MAX, LOOK_UP_PATH, LookUpAnswer, type LookUpQuestion } from '@lianshen/contracts/look-up';
import { LookUpFailure } from './look-up-failure.js';
import type { LookUpSettings } from './look-up-settings.js';
import { readRetryAfter } from './read-retry-after.js';

type Answered = Dispatcher.ResponseData;

/**
 * One attempt: asks the agency's look-up service about one person. The person stands in the body alone, and a redirect
 * is not followed: it would carry them elsewhere.
 * @param now epoch ms. @throws LookUpFailure.
 */
export async function askService(agent: Dispatcher, settings: LookUpSettings, question: LookUpQuestion, closing: AbortSignal, now: number): Promise<LookUpAnswer> {
  const inTime = AbortSignal.timeout(settings.timeoutMs);
  try {
    const answered = await request(addressOf(settings.url), {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.any([inTime, closing]),
      headers: { accept: 'application/json', 'content-type': 'application/json', ...(settings.token === undefined ? {} : { authorization: `Bearer ${settings.token}` }) },
      body: JSON.stringify(question),
    });
    if (answered.statusCode !== 200) throw await failureOf(answered, now);
    return readAnswer(await boundedText(answered));
  } catch (error) {
    if (error instanceof LookUpFailure) throw error;
    throw failedToReach(closing.aborted, inTime.aborted, error);
  }
}

/** @returns the address of the look-up below the base address, with or without a slash at its end. */
const addressOf = (base: URL): string => `${base.href.replace(/\/+$/, '')}${LOOK_UP_PATH}`;

function failedToReach(isClosing: boolean, isLate: boolean, cause: unknown): LookUpFailure {
  if (isClosing) return new LookUpFailure('look-up.closing', { isRetryable: false, blamesService: false });
  return new LookUpFailure(isLate ? 'look-up.timed-out' : 'look-up.unreachable', { isRetryable: true, blamesService: true }, { cause });
}

/** What comes with an error's status is not read: it may be anything, and nothing follows from it. */
async function failureOf({ statusCode, headers, body }: Answered, now: number): Promise<LookUpFailure> {
  await body.dump({ limit: LOOK_UP_ANSWER_BYTES_MAX });
  const retryAfterMs = readRetryAfter(headers['retry-after'], now);
  const waits = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (statusCode === 429) return new LookUpFailure('look-up.busy', { isRetryable: true, blamesService: true, ...waits });
  if (statusCode >= 500) return new LookUpFailure('look-up.failing', { isRetryable: true, blamesService: true, ...waits });
  if (statusCode === 401 || statusCode === 403) return new LookUpFailure('look-up.not-permitted', { isRetryable: false, blamesService: true });
  if (statusCode >= 400) return new LookUpFailure('look-up.refused', { isRetryable: false, blamesService: false });
  return malformed();
}

async function boundedText({ body }: Answered): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    bytes += part.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (bytes > LOOK_UP_ANSWER_BYTES_MAX) throw new LookUpFailure('look-up.answer-too-large', { isRetryable: false, blamesService: true });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function readAnswer(text: string): LookUpAnswer {
  const parsed = LookUpAnswer.safeParse(jsonOf(text));
  if (!parsed.success) throw malformed();
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

/** Of what was wrong nothing is told: the parser's words may hold a piece of the answer. */
const malformed = (): LookUpFailure => new LookUpFailure('look-up.answer-malformed', { isRetryable: false, blamesService: true });
