import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** What the window is called: the kind of page, and nothing of a person. */
export function useWindowTitle(title: string): void {
  const { t } = useTranslation('kit');
  const whole = `${title} · ${t('brand')}`;
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}
