import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { CaseEvent, DeskNotices } from '@lianshen/contracts/messages';
import type { Admitted } from '@lianshen/platform/messaging';

/** Both subjects of the events stream carry plain JSON; its shape tells which it is, for a subject is not to be trusted. */
export function admitNotice(content: string): Result<Admitted> {
  const json = parsedJson(content);
  const notices = DeskNotices.safeParse(json);
  if (notices.success) return ok({ pattern: 'desk-notices', data: notices.data });
  const fact = CaseEvent.safeParse(json);
  return fact.success ? ok({ pattern: 'case-event', data: fact.data }) : refuse('message.malformed');
}

function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
