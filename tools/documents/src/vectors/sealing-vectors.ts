import { sealed, workedSteps } from './sealed.js';
import { vectorRequestEnvelope, vectorVerdictEnvelope } from './test-messages.js';

const REQUEST_IV = 'a0a1a2a3a4a5a6a7a8a9aaab';
const VERDICT_IV = 'b0b1b2b3b4b5b6b7b8b9babb';

export const sealedRequest = () => sealed(vectorRequestEnvelope, REQUEST_IV);

export const requestVector = (): object => ({
  about: 'A request from the coordinator to the agency "court", sealed for the day of 2026-03-03. Keys: keys.json.',
  ...workedSteps(vectorRequestEnvelope, REQUEST_IV),
});

export const verdictVector = (): object => ({
  about: 'The verdict that the agency "court" answers request.json with. Its requestHash is the payloadSha256 of request.json.',
  ...workedSteps(vectorVerdictEnvelope(sealedRequest().payloadHash), VERDICT_IV),
});
