import { LoginOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWindowTitle } from '../states/use-window-title.js';
import { hereInApplication, signInPath } from './sign-in-path.js';

/** The first page that anybody sees. */
export function SignInPage({ application }: { readonly application: 'workbench' | 'dashboard' }) {
  const { t } = useTranslation('kit');
  useWindowTitle(t('signIn.title'));
  return (
    <main className="centred">
      <p className="brand">{`${t('brand')} · ${t(application)}`}</p>
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.lead')}</p>
      <Button type="primary" size="large" icon={<LoginOutlined />} data-testid="sign-in" onClick={() => window.location.assign(signInPath(hereInApplication()))}>
        {t('signIn.action')}
      </Button>
    </main>
  );
}
