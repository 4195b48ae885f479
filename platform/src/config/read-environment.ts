import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Jurisdiction } from '@lianshen/contracts/kernel';

/** The environment was refused; the message names every variable that is wrong and never its value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The only place where the environment is read.
 * @param schema one zod object a service. @param env variables by name.
 * @throws ConfigurationError naming each missing or malformed variable, so that a process never half starts.
 */
export function readEnvironment<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv = process.env): z.infer<S> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`环境变量有误 / the environment is not usable:\n${lines.join('\n')}`);
}

/**
 * In production a process has no business with the rights of root; elsewhere, as in a container for trying, it may.
 * @throws ConfigurationError
 */
export function refuseToRunAsRoot(uid: number | undefined = process.getuid?.(), env: NodeJS.ProcessEnv = process.env): void {
  if (uid !== 0 || env['NODE_ENV'] !== 'production') return;
  throw new ConfigurationError('不得以 root 身份运行：请使用没有特权的用户。\nNot as root in production: run the process as a user without privileges.');
}

const file = (read: (path: string) => unknown, what: string) =>
  z.string().min(1).transform((path, context) => {
    try {
      return read(path);
    } catch {
      context.addIssue({ code: 'custom', message: `the file it names cannot be read as ${what}` });
      return z.NEVER;
    }
  });

/** A path whose file holds JSON of the given shape. */
export const jsonFile = <S extends z.ZodType>(schema: S, what: string) =>
  file((path) => schema.parse(JSON.parse(readFileSync(path, 'utf8'))), what).transform((value) => value as z.infer<S>);

/** A file that is read again while the process runs. */
export interface Reloadable<T> {
  /** @throws when the file cannot be read or has not its shape any more. */
  readonly read: () => T;
}

/** A path whose file can be read now, and may say something else later. @param readAt throws where the file has not its shape. */
export const reloadableFile = <T>(readAt: (path: string) => T, what: string) =>
  file((path): Reloadable<T> => {
    const read = () => readAt(path);
    read();
    return { read };
  }, what).transform((value) => value as Reloadable<T>);

/** A path whose file holds JSON of the given shape now, and may hold other JSON of that shape later. */
export const reloadableJsonFile = <S extends z.ZodType>(schema: S, what: string) =>
  reloadableFile((path): z.infer<S> => schema.parse(JSON.parse(readFileSync(path, 'utf8'))), what);

/** A path whose text is used as it is, without the line end. */
export const TextFile = file((path) => readFileSync(path, 'utf8').trim(), 'text').transform((text) => text as string);

/** What every process of the hub reads. Secrets have no defaults. */
export const processEnvironment = {
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().int().min(1).max(65_535),
  MONGODB_URI: z.string().min(1),
  MONGODB_DATABASE: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/),
  JURISDICTION: Jurisdiction,
  NATS_URL: z.string().min(1),
  /** Set where plain `nats://` may go over a network. */
  NATS_PLAINTEXT: z.literal('allowed').optional(),
  /** The authority of the NATS server's certificate, PEM; the system's authorities where it is absent. */
  NATS_CA_FILE: TextFile.optional(),
  NATS_NKEY_SEED_FILE: TextFile.optional(),
  NATS_API_PREFIX: z.string().regex(/^[A-Za-z0-9.$_-]+$/).optional(),
  NATS_INBOX_PREFIX: z.string().regex(/^[A-Za-z0-9_.-]+$/).default('_INBOX'),
  /** Where the process's pages were built; without it there are none, and the process serves programs alone. */
  PAGES_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
} as const;

/** What a process that programs talk to over HTTP reads besides; how people sign in is in `signInEnvironment`. */
export const identityEnvironment = {
  /** Without it the keys are fetched from the issuer. */
  IDENTITY_JWKS_FILE: jsonFile(z.looseObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }), 'a JWK set').optional(),
  IDENTITY_ISSUER: z.string().min(1),
  IDENTITY_AUDIENCE: z.string().min(1),
  /** Of one person at one process. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(10_000_000).default(1_200),
  /** Of those, how many may read a file or walk a whole ledger. */
  COSTLY_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(10_000_000).default(30),
} as const;
