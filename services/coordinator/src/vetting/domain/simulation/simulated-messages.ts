import type { AgencyId, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { Verdict } from '@lianshen/contracts/messages';

/** To the coordinator. */
export type ToHub =
  | { readonly to: 'hub'; readonly kind: 'open' | 'start' | 'alarm' | 'conclude' }
  | { readonly to: 'hub'; readonly kind: 'receipt'; readonly agency: AgencyId; readonly requestId: RequestId }
  | { readonly to: 'hub'; readonly kind: 'verdict'; readonly agency: AgencyId; readonly verdict: Verdict; readonly hash: Sha256 };

/** From the coordinator to an agency. */
export type ToAgency =
  | { readonly to: 'agency'; readonly kind: 'request'; readonly agency: AgencyId; readonly requestId: RequestId; readonly requestHash: Sha256 }
  | { readonly to: 'agency'; readonly kind: 'recall'; readonly agency: AgencyId; readonly requestId: RequestId }
  | { readonly to: 'agency'; readonly kind: 'filed' | 'rejected'; readonly agency: AgencyId; readonly hash: Sha256 };

export type Message = ToHub | ToAgency;

export const describeMessage = (message: Message): string => {
  const agency = 'agency' in message ? ` ${message.agency}` : '';
  const about = message.kind === 'verdict' ? ` v${message.verdict.version} ${message.verdict.code}` : 'hash' in message ? ` ${message.hash.replace(/_+$/, '')}` : '';
  return `${message.kind}${agency}${about}`;
};

/** What a schedule found to be broken. */
export class SimulationFault extends Error {
  override readonly name = 'SimulationFault';
}

export function expectThat(condition: boolean, rule: string): asserts condition {
  if (!condition) throw new SimulationFault(rule);
}
