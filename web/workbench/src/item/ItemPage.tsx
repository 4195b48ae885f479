import { Alert } from 'antd';
import { asProblem, type HubProblem } from '@lianshen/web-kit/api';
import { LiveMark } from '@lianshen/web-kit/live';
import { Loaded, Page, ProblemView } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ShortcutsHelp } from '../keys/ShortcutsHelp.js';
import { useShortcuts } from '../keys/use-shortcuts.js';
import { neighbourOf } from '../worklist/order-of-list.js';
import { ItemContent } from './ItemContent.js';
import { useItem } from './use-item.js';
import './item.css';

/** One item: what is asked, what is known, and what is answered. */
export default function ItemPage() {
  const { requestId = '' } = useParams();
  return <OneItem key={requestId} requestId={requestId} />;
}

function OneItem({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation(['item', 'pages']);
  const { item, live } = useItem(requestId);
  const navigate = useNavigate();
  const go = (steps: 1 | -1): void => {
    const neighbour = neighbourOf(requestId, steps);
    if (neighbour !== undefined) void navigate(`/items/${neighbour}`);
  };
  useShortcuts({ j: () => go(1), k: () => go(-1), u: () => void navigate('/') });
  const refused = item.error && isRefusedToOpen(asProblem(item.error)) ? asProblem(item.error) : undefined;
  const heading = refused ? t('pages:item') : (item.data?.item.request?.person.name ?? t('pages:item'));
  return (
    <Page title={t('pages:item')} heading={heading} actions={<><Link to="/">{t('back')}</Link><Neighbour requestId={requestId} steps={-1} /><Neighbour requestId={requestId} steps={1} /><LiveMark state={live} /><ShortcutsHelp /></>}>
      {refused ? <NotOpened problem={refused} /> : <Loaded query={item} rows={12}>{(current) => <ItemContent current={current} />}</Loaded>}
    </Page>
  );
}

function Neighbour({ requestId, steps }: { readonly requestId: string; readonly steps: 1 | -1 }) {
  const { t } = useTranslation('item');
  const neighbour = neighbourOf(requestId, steps);
  return neighbour === undefined ? null : <Link to={`/items/${neighbour}`} data-testid={steps === 1 ? 'next' : 'previous'}>{t(steps === 1 ? 'next' : 'previous')}</Link>;
}

/** Refusals after which nothing of the item is shown any more, whatever was shown before. */
const isRefusedToOpen = ({ details }: HubProblem): boolean => ['recusal.recused', 'declaration.missing', 'identity.not-permitted', 'item.unknown'].includes(details.code);

function NotOpened({ problem }: { readonly problem: HubProblem }) {
  const { t } = useTranslation('item');
  const { code } = problem.details;
  if (code === 'declaration.missing') {
    const { batch } = (problem.details.params ?? {}) as { readonly batch?: string };
    return <Alert type="info" showIcon data-testid="declare-first" title={t('declaration.title')} description={<><p>{t('declaration.lead')}</p><Link to={`/declarations/${batch ?? ''}`}>{t('declaration.go')}</Link></>} />;
  }
  if (code === 'recusal.recused') return <Alert type="warning" showIcon data-testid="recused" title={t('recused.title')} description={t('recused.lead')} />;
  return <ProblemView problem={problem} />;
}
