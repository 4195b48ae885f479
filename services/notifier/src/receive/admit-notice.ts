import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { DeskNotices } from '@lianshen/contracts/messages';
import type { Admitted } from '@lianshen/platform/messaging';

/** The door of the notifier: what has another shape than its one message, a name say, goes to the dead letters, encrypted. */
export function admitNotice(content: string): Result<Admitted> {
  const told = DeskNotices.safeParse(parsedJson(content));
  return told.success ? ok({ pattern: 'desk-notices', data: told.data }) : refuse('message.malformed');
}

function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
