import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { ReplyLetter } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import { orRefused, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { ENVIRONMENT, type AdapterEnvironment } from '../../environment.js';
import { openTaskOf } from '../domain/index.js';
import { ItemReader } from '../read-item/item-reader.js';
import { ForStaff } from '../staff.js';
import { replyLetterOf } from './reply-letter.js';

@Controller('api/items/:requestId/reply-letter')
export class ReadReplyLetterController {
  constructor(
    @Inject(ItemReader) private readonly reader: ItemReader,
    @Inject(AccessLog) private readonly access: AccessLog,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {}

  /** The newest signed answer as a letter (回复函); that it is read is on record first. */
  @Get()
  @ForStaff('readReplyLetter')
  async read(@Param('requestId') id: string, @SignedIn() person: Person): Promise<ReplyLetter> {
    const requestId = validated(RequestId, id);
    const item = await this.reader.get(requestId, person, 'readReplyLetter');
    const { AGENCY_ID, AGENCY_NAME: agency = AGENCY_ID, COORDINATOR_NAME: addressee } = this.environment;
    const letter = orRefused(replyLetterOf(item, { agency, addressee }));
    const fields = [...Object.keys(letter.candidate).map((field) => `person.${field}`), 'verdict'];
    await this.access.record(requestId, person, { operation: 'readReplyLetter', fields, task: openTaskOf(item.state, item.acting) });
    return letter;
  }
}
