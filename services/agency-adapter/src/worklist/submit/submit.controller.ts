import { Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { RequestId, type Result } from '@lianshen/contracts/kernel';
import { Refused, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { claimedBy, completeForm, submitAnswer, type ProposedAnswer } from '../domain/index.js';
import { ItemCommands } from '../item-commands.js';
import { mustMatch } from '../read-item/entity-tag.js';
import type { ItemNow } from '../read-item/item-now.js';
import { ForStaff, signerOf } from '../staff.js';

@Controller('api/items/:requestId/submission')
export class SubmitController {
  constructor(@Inject(ItemCommands) private readonly commands: ItemCommands) {}

  /** A clerk submits the saved form as it was seen (If-Match); it waits for a second person. */
  @Post()
  @HttpCode(200)
  @ForStaff('submitAnswer')
  submit(
    @Param('requestId') id: string,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @SignedIn() person: Person,
  ): Promise<object> {
    const requestId = validated(RequestId, id);
    const clerk = signerOf(person);
    return this.commands.run({ requestId, operation: 'submitAnswer', name: 'submit', idempotencyKey, person }, (item) => {
      const allowed = claimedBy(item.state, clerk.id);
      if (!allowed.ok) return () => allowed;
      if (item.state.submission) return () => ({ ok: false, refusal: { code: 'item.submitted', params: {} } });
      mustMatch(ifMatch, item);
      const answer = answerOf(item);
      return (state) => (answer.ok ? submitAnswer(state, { requestId, clerk, drafter: item.draft?.savedBy ?? clerk.id, answer: answer.value }) : answer);
    });
  }
}

function answerOf({ draft, request }: ItemNow): Result<ProposedAnswer> {
  if (!request) throw new Refused({ code: 'item.erased', params: {} });
  if (!draft) throw new Refused({ code: 'draft.missing', params: {} });
  return completeForm(draft.form, request.categories);
}
