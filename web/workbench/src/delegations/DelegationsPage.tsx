import { Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@lianshen/web-kit/api';
import { useFormat } from '@lianshen/web-kit/format';
import { usePages } from '@lianshen/web-kit/lists';
import { useHasOwnRole } from '@lianshen/web-kit/session';
import { Loaded, Nothing, Page, ProblemView } from '@lianshen/web-kit/states';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WishDialogue } from '../answer/WishDialogue.js';
import { dataOf, hub, type Delegations } from '../hub/hub.js';
import { GrantForm } from './GrantForm.js';
import '../item/item.css';

const KEY = ['delegations'];

/** Who is absent and who acts in whose place: recorded by the head, for the head by the superior. */
export default function DelegationsPage() {
  const { t } = useTranslation(['head', 'pages']);
  const queries = useQueryClient();
  const decides = useHasOwnRole('agencyHead', 'superior');
  const list = usePages(KEY, (cursor) => dataOf(hub.GET('/api/delegations', { params: { query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } } })));
  return (
    <Page title={t('pages:delegations')}>
      {decides && <GrantForm onGranted={() => void queries.invalidateQueries({ queryKey: KEY })} />}
      <Loaded query={list}>
        {(items) => (items.length === 0 ? <Nothing what={t('none')} /> : <ul className="cards">{items.map((each) => <Delegation key={each.number} delegation={each} mayEnd={decides} />)}</ul>)}
      </Loaded>
      {list.hasNextPage && <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </Page>
  );
}

function Delegation({ delegation, mayEnd }: { readonly delegation: Delegations['items'][number]; readonly mayEnd: boolean }) {
  const { t } = useTranslation('head');
  const format = useFormat();
  const [isEnding, setEnding] = useState(false);
  const { number, of, to, role, ground, from, until, reason, ended, scope } = delegation;
  const end = useCommand({
    send: (why: string, key) => dataOf(hub.POST('/api/delegations/{number}/end', { params: { path: { number }, header: { 'Idempotency-Key': key } }, body: { reason: why } })),
    changes: [KEY],
    onDone: () => setEnding(false),
  });
  const isOver = ended !== null || Date.parse(until) <= Date.now();
  return (
    <li data-testid="delegation">
      <strong>{to && role ? t('delegation.line', { of: of.name, to: to.name, role: t(`delegation.role.${role}`) }) : t('delegation.absence', { of: of.name })}</strong>{' '}
      {t(`delegation.grounds.${ground}`)} · {t(`delegation.scopes.${scope.kind}`)} · {t('delegation.period', { from: format.instant(from), until: format.instant(until) })}
      <p className="scope">{reason}</p>
      {ended && <p className="quiet">{t('delegation.ended', { by: ended.by, at: format.instant(ended.at) })} {ended.reason}</p>}
      {mayEnd && !isOver && <Button onClick={() => setEnding(true)} data-testid="end-delegation">{t('delegation.end')}</Button>}
      {end.error && !isEnding && <ProblemView problem={end.error} />}
      {isEnding && <WishDialogue title={t('delegation.end')} fields={[{ name: 'reason', label: t('delegation.endReason'), kind: 'text', max: 1_000 }]} isPending={end.isPending} problem={end.error} onClose={() => setEnding(false)} onSend={({ reason: why = '' }) => end.mutate(why)} />}
    </li>
  );
}
