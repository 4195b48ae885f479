import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { PartyId } from '@lianshen/contracts/kernel';
import { Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { deskOfPerson } from './desk-of-person.js';

/** The desk of the person who asks: no route takes a desk from the caller, so none can be asked for another's. */
export const OwnDesk = createParamDecorator((_: unknown, context: ExecutionContext): PartyId => {
  const { person } = context.switchToHttp().getRequest<{ person?: Person }>();
  const desk = deskOfPerson(person ?? { roles: [] });
  if (!desk.ok) throw new Refused(desk.refusal);
  return desk.value;
});
