import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** A page that failed by a defect of ours; the rest of the application goes on. */
export function Crashed() {
  const { t } = useTranslation('kit');
  return (
    <div className="centred" role="alert" data-testid="crashed">
      <h1>{t('crashed.title')}</h1>
      <p>{t('crashed.lead')}</p>
      <Button type="primary" onClick={() => window.location.reload()}>{t('session.reload')}</Button>
    </div>
  );
}
