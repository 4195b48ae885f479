import type { AgencyId } from '@lianshen/contracts/kernel';
import { Sealer, signPayload, type KeyDirectory, type OwnKeys, type SignedMessage } from '@lianshen/platform/sealing';

/** The trial coordinator after it has rotated its keys. */
export class RotatedKeys {
  private readonly sealer: Sealer;

  constructor(
    private readonly keys: OwnKeys,
    directory: KeyDirectory,
    private readonly agency: AgencyId,
  ) {
    this.sealer = new Sealer(keys, directory);
  }

  get agreeKid(): string {
    return this.keys.agree.kid;
  }

  /** The same payload under the new signature. */
  signAgain({ jws, payloadHash }: SignedMessage): SignedMessage {
    return { jws: signPayload(this.keys, Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')), payloadHash };
  }

  seal(signed: SignedMessage): string {
    const sealed = this.sealer.seal(signed, this.agency, Date.now());
    if (!sealed.ok) throw new Error(`the kit cannot seal for the adapter: ${sealed.refusal.code}`);
    return sealed.value;
  }
}
