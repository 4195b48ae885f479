import { Button, Tag } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCommand } from '@lianshen/web-kit/api';
import { useFormat } from '@lianshen/web-kit/format';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { useMe } from '@lianshen/web-kit/session';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WishDialogue } from '../answer/WishDialogue.js';
import { dataOf, hub, type RecusalPage } from '../hub/hub.js';
import '../item/item.css';

const KEY = ['recusals'];

/** Who is recused from whom, and how it is taken back: by the head, of the head by the superior. */
export default function RecusalsPage() {
  const { t } = useTranslation(['head', 'pages']);
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => dataOf(hub.GET('/api/recusals', { params: { query: { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <Page title={t('pages:recusals')}>
      <p>{t('recusal.lead')}</p>
      <Loaded query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? <Nothing what={t('none')} /> : <ul className="cards">{items.map((each) => <Recusal key={`${each.batch} ${each.number}`} recusal={each} />)}</ul>;
        }}
      </Loaded>
      {list.hasNextPage && <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </Page>
  );
}

function Recusal({ recusal }: { readonly recusal: RecusalPage['items'][number] }) {
  const { t } = useTranslation('head');
  const { sub, roles } = useMe();
  const format = useFormat();
  const language = useLanguage();
  const [isLifting, setLifting] = useState(false);
  const { batch, number, person, words, source, at, lifted, head: isHead } = recusal;
  const lift = useCommand({
    send: (reason: string, key) => dataOf(hub.POST('/api/recusals/{batch}/{number}/lifting', { params: { path: { batch, number }, header: { 'Idempotency-Key': key } }, body: { reason } })),
    changes: [KEY],
    onDone: () => setLifting(false),
  });
  const mayLift = lifted === null && person.id !== sub && roles.includes(isHead ? 'superior' : 'agencyHead');
  return (
    <li data-testid="recusal">
      <strong>{person.name || person.id}</strong> {isHead && <Tag>{t('recusal.head')}</Tag>} <Tag>{t(`recusal.sources.${source}`)}</Tag> {words?.[language === 'en' ? 'en' : 'zh']}
      <p className="quiet">{t('recusal.since')} {format.instant(at)} · {t('recusal.batch')} {batch}</p>
      <p>{lifted ? t('recusal.lifted', { by: lifted.by, reason: lifted.reason }) : t('recusal.inForce')}</p>
      {mayLift && <Button onClick={() => setLifting(true)} data-testid="lift">{t('recusal.lift')}</Button>}
      {isLifting && <WishDialogue title={t('recusal.lift')} fields={[{ name: 'reason', label: t('recusal.liftReason'), kind: 'text', max: 1_000 }]} isPending={lift.isPending} problem={lift.error} onClose={() => setLifting(false)} onSend={({ reason = '' }) => lift.mutate(reason)} />}
    </li>
  );
}
