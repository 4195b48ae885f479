import { Body, Controller, Headers, Inject, Param, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AnswerForm } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, Refused, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { claimedBy } from '../domain/index.js';
import { entityTagOf, lastChangeOf, mustMatch } from '../read-item/entity-tag.js';
import type { ItemNow } from '../read-item/item-now.js';
import { ItemReader } from '../read-item/item-reader.js';
import { ForStaff, signerOf } from '../staff.js';
import { Drafts } from './drafts.js';

@Controller('api/items/:requestId/draft')
export class SaveDraftController {
  constructor(
    @Inject(ItemReader) private readonly reader: ItemReader,
    @Inject(Drafts) private readonly drafts: Drafts,
  ) {}

  /** Saves the form as far as it is filled in. If-Match says what it was made from; a form of anything older is refused. */
  @Put()
  @ForStaff('saveDraft')
  @JsonBody()
  async save(
    @Param('requestId') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @SignedIn() person: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const requestId = validated(RequestId, id);
    const form = validated(AnswerForm, body);
    const { id: clerk } = signerOf(person);
    const item = await this.reader.get(requestId, person, 'saveDraft');
    const allowed = claimedBy(item.state, clerk);
    if (!allowed.ok) throw new Refused(allowed.refusal);
    if (!isSavedAlready(item, form, clerk, ifMatch)) await this.put(item, form, person, ifMatch);
    const { view, etag } = await this.reader.describe(requestId, person, 'saveDraft');
    response.setHeader('etag', etag);
    return view;
  }

  private async put(item: ItemNow, form: AnswerForm, person: Person, ifMatch: string | undefined): Promise<void> {
    mustMatch(ifMatch, item);
    const { requestId, state } = item;
    if (!item.request) throw new Refused({ code: 'item.erased', params: {} });
    if (!(await this.drafts.save(requestId, state, { form, after: item.version.draft, savedBy: person.sub }))) throw new Refused({ code: 'draft.stale', params: lastChangeOf(await this.reader.get(requestId, person, 'saveDraft'), ifMatch ?? '') });
    // A recall may have come in between: what it destroyed is not to be there again.
    await this.drafts.destroyNeedless(requestId, (await this.reader.get(requestId, person, 'saveDraft')).state);
  }
}

/** The answer to a form that was saved got lost, and it comes again. */
const isSavedAlready = ({ version, draft }: ItemNow, form: AnswerForm, clerk: string, ifMatch: string | undefined): boolean =>
  draft?.savedBy === clerk && ifMatch === entityTagOf({ ...version, draft: version.draft - 1 }) && JSON.stringify(draft.form) === JSON.stringify(form);
