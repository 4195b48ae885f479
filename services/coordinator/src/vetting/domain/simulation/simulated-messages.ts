import type { AgencyId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { Verdict } from '@lianshen/contracts/messages';

/** To the coordinator. */
export type ToHub =
  | { readonly to: 'hub'; readonly kind: 'open' | 'start' | 'alarm' | 'conclude' }
  | { readonly to: 'hub'; readonly kind: 'receipt'; readonly agency: AgencyId; readonly requestId: RequestId }
  | { readonly to: 'hub'; readonly kind: 'question' | 'declined'; readonly agency: AgencyId; readonly requestId: RequestId; readonly number: number }
  | { readonly to: 'hub'; readonly kind: 'wants-time'; readonly agency: AgencyId; readonly requestId: RequestId; readonly number: number; readonly until: Instant }
  // What an officer commands.
  | { readonly to: 'hub'; readonly kind: 'supply'; readonly agency: AgencyId; readonly question: number }
  | { readonly to: 'hub'; readonly kind: 'decide'; readonly agency: AgencyId; readonly number: number; readonly grantedUntil: Instant | null }
  | { readonly to: 'hub'; readonly kind: 'verdict'; readonly agency: AgencyId; readonly verdict: Verdict; readonly hash: Sha256 };

/** From the coordinator to an agency. */
export type ToAgency =
  | { readonly to: 'agency'; readonly kind: 'request'; readonly agency: AgencyId; readonly requestId: RequestId; readonly requestHash: Sha256; readonly dueAt: Instant }
  | { readonly to: 'agency'; readonly kind: 'recall'; readonly agency: AgencyId; readonly requestId: RequestId }
  | { readonly to: 'agency'; readonly kind: 'supplement'; readonly agency: AgencyId; readonly number: number; readonly hash: Sha256 }
  | { readonly to: 'agency'; readonly kind: 'decided'; readonly agency: AgencyId; readonly number: number }
  | { readonly to: 'agency'; readonly kind: 'filed' | 'rejected'; readonly agency: AgencyId; readonly hash: Sha256 };

export type Message = ToHub | ToAgency;

export const describeMessage = (message: Message): string => {
  const agency = 'agency' in message ? ` ${message.agency}` : '';
  const about = message.kind === 'verdict' ? ` v${message.verdict.version} ${message.verdict.code}` : 'hash' in message ? ` ${message.hash.replace(/_+$/, '')}` : 'number' in message ? ` ${message.number}` : '';
  return `${message.kind}${agency}${about}`;
};

/** What a schedule found to be broken. */
export class SimulationFault extends Error {
  override readonly name = 'SimulationFault';
}

export function expectThat(condition: boolean, rule: string): asserts condition {
  if (!condition) throw new SimulationFault(rule);
}
