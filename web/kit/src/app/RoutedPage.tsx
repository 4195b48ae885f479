import { Suspense, lazy, useMemo, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { useRoles } from '../session/index.js';
import { Loading, Page } from '../states/index.js';
import { opensTo, type PageRoute } from './page-route.js';

interface Properties {
  readonly route: PageRoute;
  readonly pages: readonly PageRoute[];
}

/**
 * A page for those who have a right to it; to others it is told plainly, and nothing of it is loaded. Whoever comes to the first
 * address and has no right to what is there begins with the first page that is theirs.
 */
export function RoutedPage({ route, pages }: Properties) {
  const roles = useRoles();
  const Content = useMemo<ComponentType>(() => lazy(route.load), [route]);
  if (!opensTo(route, roles)) {
    const own = route.path === '/' ? pages.find((page) => page.label !== undefined && opensTo(page, roles)) : undefined;
    return own ? <Navigate to={own.path} replace /> : <NoRight />;
  }
  return (
    <Suspense fallback={<Loading />}>
      <Content />
    </Suspense>
  );
}

export function NoRight() {
  const { t } = useTranslation('kit');
  return (
    <Page title={t('noRight.title')}>
      <Told testId="no-right">{t('noRight.lead')}</Told>
    </Page>
  );
}

export function NotFound() {
  const { t } = useTranslation('kit');
  return (
    <Page title={t('notFound.title')}>
      <Told testId="not-found">{t('notFound.lead')}</Told>
    </Page>
  );
}

function Told({ testId, children }: { readonly testId: string; readonly children: string }) {
  const { t } = useTranslation('kit');
  return (
    <div data-testid={testId}>
      <p>{children}</p>
      <Link to="/">{t('home')}</Link>
    </div>
  );
}
