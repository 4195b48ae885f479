import type { Words } from '@lianshen/contracts/identity';
import type { Refusal } from '@lianshen/contracts/kernel';
import type { FlagCode } from '@lianshen/contracts/messages';

/** One thing that the agency's register says of a person; what is clear is no finding. */
export interface RegisterFinding {
  readonly code: FlagCode;
  /** 事由: the facts as the agency words them. */
  readonly facts: string;
  /** 依据: the article or document. */
  readonly basis: string;
  /** 1-based row of the register. */
  readonly row: number;
}

/** An agency's own list of whom it has something on. It stays in memory, inside the agency. */
export interface Register {
  /** By identity number of 18 characters. */
  readonly findings: ReadonlyMap<string, readonly RegisterFinding[]>;
  /** Rows that were read, clear ones among them. */
  readonly rowCount: number;
}

/** What is wrong with one cell of a register. */
export interface RegisterFault {
  readonly sheet: string;
  readonly row: number;
  /** The column's word. */
  readonly column: string;
  /** What stood there, masked. */
  readonly value: string;
  readonly code: string;
  readonly sentence: Words;
}

/** A register that cannot be trusted as a whole: `faults` says why, unless the file itself could not be read. */
export interface RegisterRefusal extends Refusal {
  readonly sentence: Words;
  readonly faults: readonly RegisterFault[];
}
