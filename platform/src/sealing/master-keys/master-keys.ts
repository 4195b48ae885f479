import type { Result } from '@lianshen/contracts/kernel';

/** Which master keys there are, by id. */
export interface MasterKeyIds {
  /** Wraps from now on. */
  readonly current: string;
  /** Every key that unwraps, the current one among them. */
  readonly known: readonly string[];
}

/** A secret that left the process wrapped, and by which key. */
export interface Wrapped {
  readonly by: string;
  readonly bytes: Buffer;
}

/**
 * Where the master keys are: a file, or a service that never gives them away. A process asks it when it starts, when
 * the keys change and when what wraps its secrets does; never for a case. Every call may be slow, and throws Fault when
 * there is no answer.
 */
export interface MasterKeys {
  /** As they are at this moment. */
  ids(): Promise<MasterKeyIds>;
  /** By the current key. @param secret at most 4 KB, which is what key services take. @param context binds it to its place. */
  wrap(context: string, secret: Buffer): Promise<Wrapped>;
  /** Refused: `master-key.unknown` where no such key is there, `master-key.does-not-open` where key, context or bytes are not those of the wrapping. */
  unwrap(context: string, wrapped: Wrapped): Promise<Result<Buffer>>;
}
