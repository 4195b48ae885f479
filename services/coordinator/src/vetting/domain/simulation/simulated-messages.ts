import type { AgencyId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { Verdict } from '@lianshen/contracts/messages';
import type { DecidedAction } from '../decision.js';

/** What somebody at the coordinator commands, or one of its alarms. */
export type Commanded =
  | { readonly to: 'hub'; readonly kind: 'open' | 'start' | 'alarm' | 'conclude' | 'withdraw' | 'consider' | 'lapse' | 're-vet' | 'move' }
  | { readonly to: 'hub'; readonly kind: 'release'; readonly agency: AgencyId }
  | { readonly to: 'hub'; readonly kind: 'supply'; readonly agency: AgencyId; readonly question: number }
  | { readonly to: 'hub'; readonly kind: 'decide'; readonly agency: AgencyId; readonly number: number; readonly grantedUntil: Instant | null }
  | { readonly to: 'hub'; readonly kind: 'propose'; readonly action: DecidedAction; readonly by: string }
  | { readonly to: 'hub'; readonly kind: 'confirm' | 'refuse'; readonly number: number; readonly by: string }
  | { readonly to: 'hub'; readonly kind: 'other-case'; readonly seq: number; readonly holds: boolean }
  | { readonly to: 'hub'; readonly kind: 'reassign'; readonly agency: AgencyId; readonly other: AgencyId };

/** To the coordinator. */
export type ToHub =
  | Commanded
  | { readonly to: 'hub'; readonly kind: 'receipt'; readonly agency: AgencyId; readonly requestId: RequestId }
  | { readonly to: 'hub'; readonly kind: 'question' | 'declined'; readonly agency: AgencyId; readonly requestId: RequestId; readonly number: number }
  | { readonly to: 'hub'; readonly kind: 'wants-time'; readonly agency: AgencyId; readonly requestId: RequestId; readonly number: number; readonly until: Instant }
  | { readonly to: 'hub'; readonly kind: 'verdict'; readonly agency: AgencyId; readonly verdict: Verdict; readonly hash: Sha256 };

/** From the coordinator to an agency. */
export type ToAgency =
  | { readonly to: 'agency'; readonly kind: 'request'; readonly agency: AgencyId; readonly requestId: RequestId; readonly requestHash: Sha256; readonly dueAt: Instant }
  | { readonly to: 'agency'; readonly kind: 'recall'; readonly agency: AgencyId; readonly requestId: RequestId }
  | { readonly to: 'agency'; readonly kind: 'supplement'; readonly agency: AgencyId; readonly requestId: RequestId; readonly number: number; readonly hash: Sha256 }
  | { readonly to: 'agency'; readonly kind: 'decided'; readonly agency: AgencyId; readonly requestId: RequestId; readonly number: number }
  | { readonly to: 'agency'; readonly kind: 'filed' | 'rejected'; readonly agency: AgencyId; readonly requestId: RequestId; readonly hash: Sha256 };

export type Message = ToHub | ToAgency;

export const describeMessage = (message: Message): string => {
  const agency = 'agency' in message ? ` ${message.agency}` : '';
  return `${message.kind}${agency}${aboutOf(message)}`;
};

function aboutOf(message: Message): string {
  if (message.kind === 'verdict') return ` v${message.verdict.version} ${message.verdict.code}`;
  if (message.kind === 'propose') return ` ${message.action.kind}${'agency' in message.action ? ` ${message.action.agency}` : ''} by ${message.by}`;
  if (message.kind === 'reassign') return ` to ${message.other}`;
  if ('hash' in message) return ` ${message.hash.replace(/_+$/, '')}`;
  return 'number' in message ? ` ${message.number}` : 'requestId' in message ? ` ${message.requestId.split('.').slice(1).join('.')}` : '';
}

/** What a schedule found to be broken. */
export class SimulationFault extends Error {
  override readonly name = 'SimulationFault';
}

export function expectThat(condition: boolean, rule: string): asserts condition {
  if (!condition) throw new SimulationFault(rule);
}
