import { useTranslation } from 'react-i18next';

type Words = Readonly<Record<'operation' | 'field' | 'task', Readonly<Record<string, string>>>>;

/** What was read or sent, which fields and for which task, in words; what a later hub calls by a code of its own is told by that code. */
export function useReadingWords(): { readonly wordOf: (kind: keyof Words, code: string) => string } {
  const { t } = useTranslation('oversight');
  const words: Words = t('reading', { returnObjects: true });
  const ofRequests: Readonly<Record<string, string>> = t('policies.field', { returnObjects: true });
  return { wordOf: (kind, code) => words[kind][code] ?? (kind === 'field' ? ofRequests[code] : undefined) ?? code };
}
