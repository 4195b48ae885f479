import type { AgencyId, CaseId, Instant, RequestId } from '@lianshen/contracts/kernel';

/** Time in which the clock of a request stood still; `to` is null while it does. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Why a request ended without an answer. Nothing of it is counted against its agency. */
export type ToldApart = 'recalled' | 'declined' | 'reassigned' | 'waived' | 'withheld';

/** What became of one request. Facts are stored and compared as they are: what is not there is null. */
export interface RequestFact {
  readonly requestId: RequestId;
  readonly agency: AgencyId;
  readonly issuedAt: Instant;
  readonly receivedAt: Instant | null;
  /** The due time that holds: it moves with pauses and extensions. */
  readonly dueAt: Instant;
  readonly pauses: readonly Pause[];
  /** A person granted more time. */
  readonly extended: boolean;
  /** When the first verdict was filed; corrections leave it as it is. */
  readonly answeredAt: Instant | null;
  /** As the ledger said when it was filed. */
  readonly lateWorkingDays: number;
  /** How many versions of the verdict were filed. */
  readonly versions: number;
  /** How it ended before an answer; what came after that changes nothing. */
  readonly apart: { readonly because: ToldApart; readonly at: Instant } | null;
}

export type CaseEnd = 'cleared' | 'halted' | 'suspended' | 'terminated' | 'withdrawn';

/** The way of a case to the end of its first vetting. */
export interface CaseCourse {
  readonly openedAt: Instant;
  readonly startedAt: Instant | null;
  readonly end: { readonly by: CaseEnd; readonly at: Instant } | null;
}

/** A halt, and what became of it. */
export interface HaltFact {
  /** Which halt of its case it is, from 1. */
  readonly number: number;
  /** Whose flag it was. */
  readonly agency: AgencyId;
  readonly at: Instant;
  /** When vetting went on. */
  readonly releasedAt: Instant | null;
  /** When the case ended otherwise: terminated or withdrawn. */
  readonly endedAt: Instant | null;
  /** When the case was cleared after it. */
  readonly clearedAt: Instant | null;
}

/** Whom and what a fact is about. */
interface About {
  readonly caseId: CaseId;
  /** One id for all cases of a person, as far as the case knows of others. */
  readonly person: CaseId;
  /** Name of the policy. */
  readonly policy: string;
}

export type Fact = About & (
  | { readonly kind: 'request'; readonly request: RequestFact }
  | { readonly kind: 'case'; readonly course: CaseCourse }
  | { readonly kind: 'halt'; readonly halt: HaltFact }
);

/** The moment that puts a fact into a period: a request is due, a case was opened, a flag came. None of them can be put off by not answering. */
export function momentOf(fact: Fact): Instant {
  switch (fact.kind) {
    case 'request':
      return fact.request.dueAt;
    case 'case':
      return fact.course.openedAt;
    case 'halt':
      return fact.halt.at;
  }
}

/** Whether it waits for somebody. */
export function isOpen(fact: Fact): boolean {
  switch (fact.kind) {
    case 'request':
      return fact.request.answeredAt === null && fact.request.apart === null;
    case 'case':
      return fact.course.end === null;
    case 'halt':
      return fact.halt.releasedAt === null && fact.halt.endedAt === null;
  }
}

/** Under which id the fact is kept; ids of one case begin with it. */
export function idOf(fact: Fact): string {
  switch (fact.kind) {
    case 'request':
      return fact.request.requestId;
    case 'case':
      return fact.caseId;
    case 'halt':
      return `${fact.caseId}.halt-${fact.halt.number}`;
  }
}
