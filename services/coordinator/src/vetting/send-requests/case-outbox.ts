import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, invariant, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { BATCHED_ITEMS_MAX, CASE_EVENT_TYPE, eventSubject, MESSAGES, type CaseEvent as CaseFact, type Envelope, type Filed, type MessageName } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Commit } from '@lianshen/platform/ledger';
import { Gathered, Publisher, SealedOutbox } from '@lianshen/platform/messaging';
import { OWN_KEYS } from '@lianshen/platform/process';
import { sha256, signEnvelope, signPayload, type OwnKeys, type SignedMessage } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { requestEnvelope, type CaseEvent, type CaseState } from '../domain/index.js';
import { factOfCase } from './fact-of-case.js';
import { RequestPayloads } from './request-payloads.js';

type FiledRef = Filed['verdicts'][number];

/** How long a filing waits for others to the same agency; they share one message and one signature. */
const GATHER_MS = 15;

/** Turns the facts of a case into messages to agencies and, without personal data, into facts for everyone else. */
@Injectable()
export class CaseOutbox {
  private readonly filings: Gathered<FiledRef>;

  constructor(
    @Inject(SealedOutbox) private readonly sealed: SealedOutbox,
    @Inject(Publisher) private readonly publisher: Publisher,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(RequestPayloads) private readonly payloads: RequestPayloads,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {
    this.filings = new Gathered((agency, verdicts) => this.sendFiled(agency, verdicts), { waitMs: GATHER_MS, groupMax: BATCHED_ITEMS_MAX });
  }

  /** Sends what one event asks for. */
  async send(state: CaseState, event: CaseEvent, commit: Commit): Promise<void> {
    switch (event.type) {
      case 'RequestIssued':
        return this.request(state, event.data.agency, '0');
      case 'RequestRecalled':
        return this.toAgency('recall', event.data.agency, event.data.requestId, commit.at, { requestId: event.data.requestId });
      case 'VerdictFiled':
        return this.filed(event.data.agency, event.data);
      case 'VerdictRejected': {
        const { agency, requestId, version, verdictHash, code } = event.data;
        return this.toAgency('rejected', agency, `${requestId}.${verdictHash}`, commit.at, { requestId, version, verdictHash, code });
      }
      case 'VettingStarted':
      case 'CaseHalted':
      case 'CaseCleared':
      case 'RequestOverdue':
        return this.fact(factOfCase(state, event, commit));
      case 'CaseOpened':
      case 'ReceiptRecorded':
      case 'FlagAdded':
      case 'FlagCorrected':
        return;
    }
  }

  /**
   * Sends a vetting request, the first time or again with the same bytes.
   * @param attempt keeps the server from taking a request that is sent again for a duplicate.
   */
  async request(state: CaseState, agency: AgencyId, attempt: string): Promise<void> {
    const request = state.requests[agency];
    if (!request || !state.candidate) return;
    const envelope = requestEnvelope(state.caseId, request, state.candidate, await this.policies.getPinned(state.policyHash));
    const signed = this.signRequest(envelope, request.requestHash);
    await this.sealed.toAgency(agency, envelope, signed, `${envelope.id}.${attempt}`);
  }

  private signRequest(envelope: Envelope, requestHash: string): SignedMessage {
    const payload = this.payloads.take(requestHash);
    const signed = payload === undefined ? signEnvelope(this.own, envelope) : { jws: signPayload(this.own, payload), payloadHash: requestHash };
    invariant(signed.payloadHash === requestHash, 'request: its bytes are not those that were recorded');
    return signed;
  }

  /** Tells an agency that its verdict is in the ledger: after the commit, and again for each time that it asks. */
  filed(agency: AgencyId, { requestId, version, verdictHash }: FiledRef): Promise<void> {
    return this.filings.add(agency, { requestId, version, verdictHash });
  }

  /** Tells an agency again why its verdict was not accepted. */
  rejectedAgain(agency: AgencyId, ref: FiledRef, code: string): Promise<void> {
    const now = this.clock.now();
    return this.toAgency('rejected', agency, `${ref.requestId}.${ref.verdictHash}.${now}`, now, { ...ref, code });
  }

  private async sendFiled(agency: AgencyId, verdicts: readonly FiledRef[]): Promise<void> {
    const now = this.clock.now();
    await this.toAgency('filed', agency, sha256(`${now}|${verdicts.map(({ verdictHash }) => verdictHash).join()}`), now, { verdicts });
  }

  private async toAgency(name: MessageName, agency: AgencyId, id: string, at: number, data: object): Promise<void> {
    const envelope: Envelope = {
      specversion: '1.0',
      id: `${name}.${id}`,
      type: MESSAGES[name].type,
      source: COORDINATOR,
      audience: agency,
      time: toIso(at),
      data,
    };
    await this.sealed.toAgency(agency, envelope, signEnvelope(this.own, envelope), envelope.id);
  }

  private async fact(data: CaseFact | undefined): Promise<void> {
    if (!data) return;
    const id = `${data.caseId}.${data.seq}.${data.fact}`;
    await this.publisher.publish({
      subject: eventSubject(this.environment.JURISDICTION),
      messageId: id,
      ce: { id, type: CASE_EVENT_TYPE, source: COORDINATOR, time: data.at },
      content: JSON.stringify(data),
    });
  }
}
