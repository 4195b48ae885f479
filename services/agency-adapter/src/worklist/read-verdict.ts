import { Verdict } from '@lianshen/contracts/messages';
import { payloadOfJws } from './read-request.js';

/** The verdict as it was signed. Undefined once the person's key is destroyed. */
export const readVerdict = (jws: string | undefined): Verdict | undefined => (jws === undefined ? undefined : Verdict.parse(payloadOfJws(jws).data));
