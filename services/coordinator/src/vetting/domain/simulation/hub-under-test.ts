import { answerAlarm } from '../answer-alarm.js';
import { evolve } from '../evolve.js';
import { fileVerdict } from '../file-verdict.js';
import { issueConclusion } from '../clear-case.js';
import { considerAdvice } from '../consider-advice.js';
import { confirmDecision, proposeDecision, refuseDecision } from '../decide-together.js';
import { markLapsed, reVet } from '../re-vet.js';
import { noteOtherCase } from '../note-other-case.js';
import { reassignRequest } from '../reassign-request.js';
import { withdrawCase } from '../withdraw-case.js';
import { moveMerged } from '../move-merged.js';
import { releaseWithheld } from '../release-withheld.js';
import { openCase } from '../open-case.js';
import { decideExtension } from '../decide-extension.js';
import { recordDeclined } from '../record-declined.js';
import { recordExtension } from '../record-extension.js';
import { recordQuestion } from '../record-question.js';
import { recordReceipt } from '../record-receipt.js';
import { sendSupplement } from '../send-supplement.js';
import { startVetting } from '../start-vetting.js';

/** What the simulation drives. Each part can be exchanged for a broken one, to prove that the fault is found. */
export interface HubUnderTest {
  readonly evolve: typeof evolve;
  readonly openCase: typeof openCase;
  readonly startVetting: typeof startVetting;
  readonly recordReceipt: typeof recordReceipt;
  readonly fileVerdict: typeof fileVerdict;
  readonly answerAlarm: typeof answerAlarm;
  readonly issueConclusion: typeof issueConclusion;
  readonly recordQuestion: typeof recordQuestion;
  readonly sendSupplement: typeof sendSupplement;
  readonly recordExtension: typeof recordExtension;
  readonly decideExtension: typeof decideExtension;
  readonly recordDeclined: typeof recordDeclined;
  readonly considerAdvice: typeof considerAdvice;
  readonly proposeDecision: typeof proposeDecision;
  readonly confirmDecision: typeof confirmDecision;
  readonly refuseDecision: typeof refuseDecision;
  readonly reassignRequest: typeof reassignRequest;
  readonly moveMerged: typeof moveMerged;
  readonly releaseWithheld: typeof releaseWithheld;
  readonly withdrawCase: typeof withdrawCase;
  readonly markLapsed: typeof markLapsed;
  readonly reVet: typeof reVet;
  readonly noteOtherCase: typeof noteOtherCase;
  /** An append is taken only right after the commit that was decided on. */
  readonly optimisticLock: boolean;
  /** Time is never before the newest commit's. */
  readonly timeHeld: boolean;
  /** What a dead writer left is published by another. */
  readonly takeOver: boolean;
}

export const HUB: HubUnderTest = {
  evolve, openCase, startVetting, recordReceipt, fileVerdict, answerAlarm, issueConclusion,
  recordQuestion, sendSupplement, recordExtension, decideExtension, recordDeclined,
  considerAdvice, proposeDecision, confirmDecision, refuseDecision, reassignRequest, moveMerged, releaseWithheld, withdrawCase, markLapsed, reVet, noteOtherCase, optimisticLock: true, timeHeld: true, takeOver: true,
};
