import { Controller, Delete, Inject, Param, Put } from '@nestjs/common';
import type { ItemPresence, PresenceEnded } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { ItemChanges } from '../live/item-changes.js';
import { ItemReader } from '../read-item/item-reader.js';
import { ForStaff } from '../staff.js';
import { Presences } from './presences.js';

@Controller('api/items/:requestId/presence')
export class PresenceController {
  constructor(
    @Inject(ItemReader) private readonly reader: ItemReader,
    @Inject(Presences) private readonly presences: Presences,
    @Inject(ItemChanges) private readonly changes: ItemChanges,
  ) {}

  /** Says that the caller has the item open. @returns who else has. Nobody is seen with an item that they may not open. */
  @Put()
  @ForStaff('showPresence')
  async show(@Param('requestId') id: string, @SignedIn() person: Person): Promise<ItemPresence> {
    const requestId = validated(RequestId, id);
    const { version } = await this.reader.get(requestId, person, 'showPresence');
    if (await this.presences.show(requestId, person)) this.changes.tell('presence', { requestId, version: version.seq });
    return this.presences.others(requestId, person);
  }

  /** Says that the caller has closed it. */
  @Delete()
  @ForStaff('endPresence')
  async end(@Param('requestId') id: string, @SignedIn() person: Person): Promise<PresenceEnded> {
    const requestId = validated(RequestId, id);
    const ended = await this.presences.end(requestId, person);
    if (ended) this.changes.tell('presence', { requestId, version: 0 });
    return { ended };
  }
}
