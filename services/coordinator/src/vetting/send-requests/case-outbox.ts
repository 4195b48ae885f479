import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, invariant, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { BATCHED_ITEMS_MAX, CASE_EVENT_TYPE, eventSubject, MESSAGES, type CaseEvent as CaseFact, type DeadlineMoved, type Envelope, type ExtensionDecided, type Filed, type MessageName } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Commit } from '@lianshen/platform/ledger';
import { Gathered, Publisher, SealedOutbox } from '@lianshen/platform/messaging';
import { OWN_KEYS } from '@lianshen/platform/process';
import { sha256, signEnvelope, signPayload, type OwnKeys, type SignedMessage } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { asIssued, findRequest, requestEnvelope, supplementEnvelope, type CaseEvent, type CaseState, type VettingRequest } from '../domain/index.js';
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
        return this.issued(state, findRequest(state, event.data.requestId));
      case 'RequestWithheld':
      case 'RequestRecalled':
      case 'RequestReassigned':
      case 'RequestWaived':
        return this.recall(findRequest(state, event.data.requestId), commit.at);
      case 'VerdictFiled':
        return this.filed(event.data.agency, event.data);
      case 'VerdictRejected': {
        const { agency, requestId, version, verdictHash, code } = event.data;
        return this.toAgency('rejected', agency, `${requestId}.${verdictHash}`, commit.at, { requestId, version, verdictHash, code });
      }
      case 'VettingStarted':
      case 'VettingResumed':
      case 'CaseHalted':
      case 'CaseSuspended':
      case 'CaseTerminated':
      case 'CaseWithdrawn':
      case 'CaseCleared':
      case 'ConclusionLapsed':
      case 'ReviewOpened':
      case 'RequestOverdue':
        return this.fact(factOfCase(state, event, commit));
      case 'SupplementSent':
        return this.supplement(findRequest(state, event.data.requestId), event.data.number);
      case 'ExtensionDecided':
        return this.decision(findRequest(state, event.data.requestId), event.data.number, commit.at);
      case 'PauseEnded':
      case 'DeadlineRecounted':
        return this.deadlineMoved(findRequest(state, event.data.requestId), commit.at);
      case 'AgencyReminded':
      case 'OverdueEscalated':
      case 'ReviewEscalated':
      case 'CaseOpened':
      case 'ReceiptRecorded':
      case 'MoreAsked':
      case 'ExtensionAsked':
      case 'RequestDeclined':
      case 'SamePersonFound':
      case 'OtherCaseHolds':
      case 'OtherCaseReleased':
      case 'OtherCaseDisregarded':
      case 'FlagAdded':
      case 'FlagCorrected':
      case 'FlagClosed':
      case 'AdviceConsidered':
      case 'DecisionProposed':
      case 'DecisionConfirmed':
      case 'DecisionRefused':
      case 'ReReviewOpened':
      case 'OfficerRecused':
      case 'OfficerReadmitted':
      case 'PutOnAgenda':
        return;
    }
  }

  /**
   * Sends a vetting request, the first time or again with the same bytes.
   * @param attempt keeps the server from taking a request that is sent again for a duplicate.
   */
  async request(state: CaseState, request: VettingRequest | undefined, attempt: string): Promise<void> {
    if (!request || !state.candidate) return;
    const envelope = requestEnvelope(state.caseId, asIssued(request), state.candidate, await this.policies.getPinned(state.policyHash));
    const signed = this.signRequest(envelope, request.requestHash);
    await this.sealed.toAgency(request.agency, envelope, signed, `${envelope.id}.${attempt}`);
  }

  /** Sends a request again and all that followed it, to an agency that has lost its store. */
  async everything(state: CaseState, request: VettingRequest, attempt: string): Promise<void> {
    await this.request(state, request, attempt);
    await this.supplementsAgain(request);
    await this.decisionsAgain(request);
    await this.deadlineAgain(request);
  }

  /** Sends every supplement of a request again: the agency asks because it has not got one. */
  async supplementsAgain(request: VettingRequest): Promise<void> {
    for (const { number } of request.supplements) await this.supplement(request, number, String(this.clock.now()));
  }

  /** Tells an agency again what became of the extensions that it asked for. */
  async decisionsAgain(request: VettingRequest): Promise<void> {
    const now = this.clock.now();
    for (const { number, decision } of request.extensions) if (decision) await this.decision(request, number, now, String(now));
  }

  /** Tells an agency again that its due time has moved, where it has. */
  async deadlineAgain(request: VettingRequest): Promise<void> {
    const now = this.clock.now();
    await this.deadlineMoved(request, now, String(now));
  }

  /** Recalls a request again: the agency still speaks about it. */
  recallAgain(request: VettingRequest): Promise<void> {
    const now = this.clock.now();
    return this.recall(request, now, String(now));
  }

  /** What is withheld in the commit that issues it does not go out. */
  private async issued(state: CaseState, request: VettingRequest | undefined): Promise<void> {
    if (request?.withheld === undefined) await this.request(state, request, '0');
  }

  /** What was withheld for an agency that is suspended never went to it. */
  private async recall(request: VettingRequest | undefined, at: number, attempt = '0'): Promise<void> {
    if (!request || request.withheld === 'suspended') return;
    const { agency, requestId } = request;
    await this.toAgency('recall', agency, requestId, at, { requestId }, attempt);
  }

  /** Sends a supplement, the first time or again with the same bytes; none whose text was erased. */
  private async supplement(request: VettingRequest | undefined, number: number, attempt = '0'): Promise<void> {
    const sent = request?.supplements.find((each) => each.number === number);
    if (!request || sent?.text === undefined) return;
    const envelope = supplementEnvelope(request, { ...sent, text: sent.text });
    const signed = signEnvelope(this.own, envelope);
    invariant(signed.payloadHash === sent.supplementHash, 'supplement: its bytes are not those that were recorded');
    await this.sealed.toAgency(request.agency, envelope, signed, `${envelope.id}.${attempt}`);
  }

  private async decision(request: VettingRequest | undefined, number: number, at: number, attempt = '0'): Promise<void> {
    const decision = request?.extensions.find((each) => each.number === number)?.decision;
    if (!request || !decision) return;
    const { requestId, agency } = request;
    const { grantedUntil, deadlineVersion } = decision;
    const data: ExtensionDecided = { requestId, number, grantedUntil: grantedUntil === null ? null : toIso(grantedUntil), ...(deadlineVersion === undefined ? {} : { deadlineVersion }) };
    await this.toAgency('extension-decided', agency, `${requestId}.${number}`, at, data, attempt);
  }

  private async deadlineMoved(request: VettingRequest | undefined, at: number, attempt = '0'): Promise<void> {
    if (!request?.moved || request.withheld === 'suspended') return;
    const { requestId, agency, moved } = request;
    const data: DeadlineMoved = { ...moved, requestId, dueAt: toIso(moved.dueAt), formerDueAt: toIso(moved.formerDueAt) };
    await this.toAgency('deadline-moved', agency, `${requestId}.${moved.deadlineVersion}`, at, data, attempt);
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

  private async toAgency(name: MessageName, agency: AgencyId, id: string, at: number, data: object, attempt = '0'): Promise<void> {
    const envelope: Envelope = {
      specversion: '1.0',
      id: `${name}.${id}`,
      type: MESSAGES[name].type,
      source: COORDINATOR,
      audience: agency,
      time: toIso(at),
      data,
    };
    await this.sealed.toAgency(agency, envelope, signEnvelope(this.own, envelope), `${envelope.id}.${attempt}`);
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
