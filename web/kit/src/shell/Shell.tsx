import { MenuOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, ScrollRestoration } from 'react-router';
import { opensTo, type PageRoute } from '../app/page-route.js';
import { useRoles } from '../session/index.js';
import { Account } from './Account.js';
import { useIsOffline } from './use-is-offline.js';

interface Properties {
  readonly application: 'workbench' | 'dashboard';
  readonly pages: readonly PageRoute[];
}

/** What stands around every page: where one is, where one can go, who one is. */
export function Shell({ application, pages }: Properties) {
  const { t } = useTranslation('kit');
  const isOffline = useIsOffline();
  return (
    <>
      <a className="skip" href="#content">{t('skipToContent')}</a>
      <header className="top">
        <Navigation pages={pages} brand={`${t('brand')} · ${t(application)}`} />
        <Account />
      </header>
      {isOffline && <Alert type="warning" banner showIcon role="status" title={t('offline')} data-testid="offline" />}
      <main id="content" className="content" tabIndex={-1}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  );
}

function Navigation({ pages, brand }: { readonly pages: readonly PageRoute[]; readonly brand: string }) {
  const { t } = useTranslation('kit');
  const { lg: isWide } = Grid.useBreakpoint();
  const [isOpen, setOpen] = useState(false);
  if (isWide) {
    return (
      <>
        <p className="brand">{brand}</p>
        <nav aria-label={t('navigation')}><Links pages={pages} /></nav>
      </>
    );
  }
  return (
    <>
      <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} data-testid="menu" onClick={() => setOpen(true)} />
      <p className="brand wide">{brand}</p>
      <Drawer open={isOpen} placement="left" size={280} onClose={() => setOpen(false)} title={t('menu')}>
        <nav aria-label={t('navigation')}><Links pages={pages} className="drawer-links" onGo={() => setOpen(false)} /></nav>
      </Drawer>
    </>
  );
}

interface LinksProperties {
  readonly pages: readonly PageRoute[];
  readonly className?: string;
  readonly onGo?: () => void;
}

function Links({ pages, className, onGo }: LinksProperties) {
  const roles = useRoles();
  const { t } = useTranslation();
  const shown = pages.filter((page) => page.label !== undefined && opensTo(page, roles));
  return (
    <ul className={className}>
      {shown.map(({ path, label = '' }) => (
        <li key={path}><NavLink to={path} end={path === '/'} {...(onGo ? { onClick: onGo } : {})}>{t(label as 'menu')}</NavLink></li>
      ))}
    </ul>
  );
}
