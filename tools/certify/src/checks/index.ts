import { acknowledgesReceipt, answersARequest, duplicatesChangeNothing, flagHasGrounds, otherContentIsRefused, recallBeforeRequest } from './answering.checks.js';
import type { Check } from './check.js';
import { filedOfTheUnknown, filedStopsResending, rejectedStopsResending, resendsUntilFiled } from './filing.checks.js';
import { bundles, foreignIsRefused, malformedStopsNothing } from './hostile.checks.js';
import { adapterKeyRotation, coordinatorKeyRotation } from './rotation.checks.js';
import { clocksMayDiffer, dayBoundary, longOffline, resync, timeHasBounds } from './time.checks.js';
import {
  bindsTheRequest, everyReplyVerifies, everythingIsAcknowledged, fourEyes, nothingInClear, sameVersionSameBytes, timesAreRight, wordingFitsTheCode,
} from './verdict.checks.js';

export type { Check, Finding, Outcome, Trial, Words } from './check.js';

/** Everything that is certified, in the order of the report. */
export const CHECKS: readonly Check[] = [
  answersARequest, acknowledgesReceipt, flagHasGrounds,
  bindsTheRequest, fourEyes, wordingFitsTheCode, everyReplyVerifies, timesAreRight, sameVersionSameBytes, nothingInClear,
  duplicatesChangeNothing, otherContentIsRefused, recallBeforeRequest, filedOfTheUnknown, bundles,
  clocksMayDiffer, dayBoundary, timeHasBounds, longOffline, resync,
  malformedStopsNothing, foreignIsRefused,
  resendsUntilFiled, filedStopsResending, rejectedStopsResending, everythingIsAcknowledged,
  coordinatorKeyRotation, adapterKeyRotation,
];
