import { ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useEffect, type ReactNode } from 'react';
import { useLanguage } from '../texts/use-language.js';
import { useIsDark, useIsStill } from './appearance.js';
import { styleNonce } from './style-nonce.js';
import { themeOf } from './theme-of.js';

const LOCALES = { 'zh-CN': chinese, en: english };

/** Language and appearance of everything below. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const [isDark, isStill] = [useIsDark(), useIsStill()];
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.dataset['appearance'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  return (
    <ConfigProvider locale={LOCALES[language]} theme={themeOf(isDark, isStill)} csp={{ nonce: styleNonce() }} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <div className="application">{children}</div>
    </ConfigProvider>
  );
}
