import { useFormat } from '@lianshen/web-kit/format';
import { ListChanged, usePages } from '@lianshen/web-kit/lists';
import { Loaded } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readTimeline } from '../hub-calls.js';

/** What happened in the case, in order: who did what, and when. */
export function Timeline({ caseId }: { readonly caseId: string }) {
  const { t, i18n } = useTranslation('case');
  const { t: word } = useTranslation('words');
  const { instant } = useFormat();
  const queryKey = ['case-part', caseId, 'timeline'];
  const timeline = usePages(queryKey, (cursor) => readTimeline(caseId, cursor));
  const isEnglish = i18n.language === 'en';
  return (
    <>
      <ListChanged queryKey={queryKey} />
      <Loaded query={timeline}>
        {(entries) => (
          <>
            <ol className="timeline" data-testid="timeline">
              {entries.map(({ number, at, actor, agencyName, to, verdict, dueAt, text }) => (
                <li key={number}>
                  <time dateTime={at}>{instant(at)}</time>
                  <span>{isEnglish ? text.en : text.zh}{agencyName && `：${isEnglish ? agencyName.en : agencyName.zh}`}{to && ` → ${isEnglish ? to.name.en : to.name.zh}`}{verdict && ` · ${word(`verdict.${verdict.code}`)}`}{dueAt !== null && ` · ${t('until')} ${instant(dueAt)}`}</span>
                  <span className="quiet">{t(`actor.${actor.kind}`)} {actor.id}</span>
                </li>
              ))}
            </ol>
            {timeline.hasNextPage && <Button onClick={() => void timeline.fetchNextPage()}>{t('more')}</Button>}
          </>
        )}
      </Loaded>
    </>
  );
}
