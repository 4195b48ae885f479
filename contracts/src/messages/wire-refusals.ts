/**
 * Why a receiver does not accept a sealed message, as stable codes. Such a message is acknowledged and kept in the
 * receiver's dead letters under its code; nothing is answered to it, because nobody is known to have sent it.
 */
export const WIRE_REFUSALS = {
  'message.too-large': 'a line is longer than 256 KiB',
  'message.too-many-lines': 'a NATS message holds more than 100 lines',
  'message.type-unknown': 'the type is not of the catalogue, or goes the other way',
  'message.no-handler': 'the type is defined and not in use in this version',
  'message.malformed': 'the data has not the shape of its type',
  'message.foreign': 'it speaks of a request of another agency',
  'message.agency-merged': 'its agency was merged into another before it was signed',
  'request.unknown': 'the agency was never asked in this case',
  'request.differs': 'another content came under the id of a request that is in the ledger',
  'request.answered': 'the agency declared that it does not answer, after its answer was filed',
  'supplement.differs': 'another supplement came under the number of one that is in the ledger',
  'item.unknown': 'there is no such work item',
  'case.unknown': 'there is no such case',
  'seal.malformed': 'it is no compact JWE with the header of this protocol, or what is in it is neither such a JWS nor a message under a signed root',
  'seal.not-for-us': "the receiver's key in the kid, or the audience, is another's",
  'seal.key-unknown': 'a key in a kid is not registered; tried again for some seconds, because a registration may be on its way',
  'seal.day-out-of-bounds': "the key's day is more than 46 days ago, or later than tomorrow",
  'seal.does-not-open': 'decryption fails: another key, or changed on the way',
  'seal.signature-wrong': 'the signature does not verify over the bytes received, or the path does not lead from the message to the signed root',
  'seal.envelope-malformed': 'the signed payload is no envelope, or what was signed for the root is no statement of one',
  'seal.source-differs': 'signer, sealer and source are not one party',
  'seal.from-the-future': 'the time is more than 10 minutes ahead of the receiver',
} as const satisfies Record<string, string>;
export type WireRefusal = keyof typeof WIRE_REFUSALS;

/** Why a verdict is not accepted, as the message `rejected` says. */
export const VERDICT_REJECTIONS = {
  'verdict.request-differs': 'the request hash is not that of the request that was issued',
  'verdict.version-stale': 'a verdict of this version or a newer one is filed already, with other bytes',
  'verdict.approvers-too-few': 'fewer approvers than the policy asks for, one stands twice, or one is the clerk',
  'verdict.category-differs': "the category is none of the request's, or means another code",
  'verdict.supplements-differ': 'it does not bind exactly the supplements that were sent to the agency',
  'verdict.agency-merged': 'it was signed after the agency was merged into another',
  'verdict.declined': 'the agency has declared the request out of its scope, or itself recused',
} as const satisfies Record<string, string>;
export type VerdictRejection = keyof typeof VERDICT_REJECTIONS;
