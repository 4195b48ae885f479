import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { withoutBlanks } from '@lianshen/contracts/identity';
import type { PersonFields } from '@lianshen/contracts/messages';
import type { RecusalSubject } from '@lianshen/contracts/recusal';
import { KeyVault } from '../sealing/index.js';

const KEY = 'recusal-marks';

/** Keyed hashes (HMAC-SHA256) by which relatives and candidates are compared: without this process's key they can neither be read nor be tried out. */
@Injectable()
export class RecusalMarks {
  constructor(@Inject(KeyVault) private readonly vault: KeyVault) {}

  /** Blanks and full-width forms are no difference between two names. */
  ofName = (name: string): Promise<string> => this.mark('name', withoutBlanks(name));
  /** @param number 18 characters, as it is parsed. */
  ofNumber = (number: string): Promise<string> => this.mark('number', number);
  ofStaff = (id: string): Promise<string> => this.mark('staff', id);

  /** The candidate, as far as the fields that this party may see go. */
  async ofCandidate({ name, identityNumber, employer, employerCode }: PersonFields): Promise<RecusalSubject> {
    return {
      name: name === undefined ? undefined : await this.ofName(name),
      identityNumber: identityNumber === undefined ? undefined : await this.ofNumber(identityNumber),
      employer,
      employerCode,
    };
  }

  private async mark(kind: string, value: string): Promise<string> {
    return createHmac('sha256', await this.vault.create(KEY)).update(`${kind}|${value}`).digest('base64url');
  }
}
