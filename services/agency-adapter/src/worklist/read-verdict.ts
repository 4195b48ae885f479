import { Verdict } from '@lianshen/contracts/messages';
import { payloadOfSigned } from '@lianshen/platform/sealing';

/** The verdict as it was signed, by itself or under a root. Undefined once the person's key is destroyed. */
export const readVerdict = (signed: string | undefined): Verdict | undefined => (signed === undefined ? undefined : Verdict.parse(payloadOfSigned(signed).data));
