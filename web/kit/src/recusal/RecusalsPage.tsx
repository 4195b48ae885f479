import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/index.js';
import { TextDialog } from '../commands/index.js';
import { useFormat } from '../format/index.js';
import { usePages } from '../lists/index.js';
import { useMe } from '../session/index.js';
import { Loaded, Nothing, Page } from '../states/index.js';
import { useLanguage } from '../texts/index.js';
import { liftRecusal, listRecusals, type Recusal } from './recusal-client.js';

const RECUSALS = ['recusals'];
/** Who takes a recusal back: of a head the superior, of others the head, who at the coordinator is an approver. */
const LIFTERS = { head: ['superior'], staff: ['agencyHead', 'coordinatorApprover'] } as const;

/** Who is recused from whom, and how it is taken back. */
export default function RecusalsPage() {
  const { t } = useTranslation('kit');
  const list = usePages(RECUSALS, listRecusals);
  return (
    <Page title={t('recusals.title')}>
      <p>{t('recusals.lead')}</p>
      <Loaded query={list}>
        {(items) => (items.length === 0 ? <Nothing what={t('recusals.none')} /> : <ul className="cards">{items.map((each) => <RecusalCard key={`${each.batch} ${each.number}`} recusal={each} />)}</ul>)}
      </Loaded>
      {list.hasNextPage && <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('recusals.more')}</Button>}
    </Page>
  );
}

function RecusalCard({ recusal: { batch, number, person, words, source, at, lifted, head: isHead } }: { readonly recusal: Recusal }) {
  const { t } = useTranslation('kit');
  const { sub, roles } = useMe();
  const { instant } = useFormat();
  const language = useLanguage();
  const lift = useCommand({ send: (reason: string, key) => liftRecusal(batch, number, reason, key), changes: [RECUSALS] });
  const mayLift = lifted === null && person.id !== sub && LIFTERS[isHead ? 'head' : 'staff'].some((role) => roles.includes(role));
  return (
    <li data-testid="recusal">
      <strong>{person.name || person.id}</strong> {isHead && <Tag>{t('recusals.head')}</Tag>} <Tag>{t(`recusals.sources.${source}`)}</Tag> {words?.[language === 'en' ? 'en' : 'zh']}
      <p className="quiet">{t('recusals.since')} {instant(at)} · {t('recusals.batch')} {batch}</p>
      <p>{lifted ? t('recusals.lifted', { by: lifted.by, reason: lifted.reason }) : t('recusals.inForce')}</p>
      {mayLift && <TextDialog label={t('recusals.lift')} testId="lift" textLabel={t('recusals.liftReason')} command={lift} />}
    </li>
  );
}
