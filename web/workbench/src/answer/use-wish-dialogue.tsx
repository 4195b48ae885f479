import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useItemCommand, type ItemWish } from '../hub/commands.js';
import { instantOfChina } from './china-time.js';
import { WishDialogue, type WishField } from './WishDialogue.js';

/** Wishes that need something written. */
export type WrittenWish = 'return' | 'needMore' | 'extension' | 'outOfScope' | 'recuse' | 'assign' | 'recuseStaff';

type Values = Readonly<Record<string, string>>;

const WISHES: Readonly<Record<WrittenWish, (values: Values, submission: number) => ItemWish>> = {
  return: ({ reason = '' }, submission) => ({ does: 'return', submission, reason }),
  needMore: ({ question = '' }) => ({ does: 'needMore', question }),
  extension: ({ until = '', reason = '' }) => ({ does: 'extension', until: instantOfChina(until), reason }),
  outOfScope: ({ reason = '' }) => ({ does: 'outOfScope', reason }),
  recuse: ({ reason = '' }) => ({ does: 'recuse', reason }),
  assign: ({ id = '', name = '' }) => ({ does: 'assign', id, name }),
  recuseStaff: ({ id = '', name = '', reason = '' }) => ({ does: 'recuseStaff', id, name, reason }),
};

const REASON_MAX = 1_000;
const QUESTION_MAX = 2_000;

/** Opens the dialogue of a wish. @returns what opens it, and the dialogue. */
export function useWishDialogue(requestId: string, etag: string, submission: number): { readonly open: (wish: WrittenWish) => void; readonly dialogue: ReactNode } {
  const { t } = useTranslation('answer');
  const [wish, setWish] = useState<WrittenWish>();
  const command = useItemCommand(requestId, { onDone: () => setWish(undefined) });
  const words = useWishWords();
  const close = (): void => {
    setWish(undefined);
    command.reset();
  };
  return {
    open: setWish,
    dialogue: wish && (
      <WishDialogue title={t(wish)} {...words[wish]} isPending={command.isPending} problem={command.error} onClose={close} onSend={(values) => command.mutate({ wish: WISHES[wish](values, submission), etag })} />
    ),
  };
}

function useWishWords(): Readonly<Record<WrittenWish, { readonly lead?: string; readonly fields: readonly WishField[] }>> {
  const { t } = useTranslation('answer');
  const reason: WishField = { name: 'reason', label: t('reason'), kind: 'text', max: REASON_MAX };
  const person: readonly WishField[] = [{ name: 'id', label: t('person.id'), kind: 'line', max: 64 }, { name: 'name', label: t('person.name'), kind: 'line', max: 64 }];
  return {
    return: { fields: [{ ...reason, label: t('returnReason') }] },
    needMore: { lead: t('needMoreLead'), fields: [{ name: 'question', label: t('needMoreText'), kind: 'text', max: QUESTION_MAX }] },
    extension: { lead: t('extensionLead'), fields: [{ name: 'until', label: t('extensionUntil'), kind: 'instant', max: 20 }, { ...reason, label: t('extensionReason') }] },
    outOfScope: { lead: t('outOfScopeLead'), fields: [reason] },
    recuse: { lead: t('recuseLead'), fields: [reason] },
    assign: { lead: t('assignLead'), fields: person },
    recuseStaff: { lead: t('recuseStaffLead'), fields: [...person, reason] },
  };
}
