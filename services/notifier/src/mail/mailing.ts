import { Inject, Injectable } from '@nestjs/common';
import { FormDigests } from './form-digests.js';
import { SendMails } from './send-mails.js';

/** What is done for the mails again and again. Two processes that do it at once do not disturb each other. */
@Injectable()
export class Mailing {
  constructor(
    @Inject(FormDigests) private readonly digests: FormDigests,
    @Inject(SendMails) private readonly mails: SendMails,
  ) {}

  async turn(): Promise<void> {
    await this.digests.formAll();
    await this.mails.sendDue();
  }

  stop(): void {
    this.mails.stop();
  }
}
