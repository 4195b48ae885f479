import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole } from '@lianshen/web-kit/session';
import { Loaded } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';
import { dataOf, hub, type WorkItem } from '../hub/hub.js';
import { useEventWords } from './WhoChanged.js';

/** Everything that happened to the item, and for the head who has read it. */
export function History({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('item');
  const words = useEventWords();
  const format = useFormat();
  const isHead = useHasRole('agencyHead');
  return (
    <>
      <section aria-labelledby="history">
        <h2 id="history">{t('history')}</h2>
        <ol className="history">
          {item.history.map(({ at, event, by, number }, index) => (
            <li key={index}><time dateTime={at}>{format.instant(at)}</time> {words(event)}{number === undefined ? '' : ` ${number}`} <span className="quiet">{by.id}</span></li>
          ))}
        </ol>
      </section>
      {isHead && <WhoRead requestId={item.requestId} />}
    </>
  );
}

function WhoRead({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('item');
  const format = useFormat();
  const read = useQuery({ queryKey: ['access', requestId], queryFn: () => dataOf(hub.GET('/api/items/{requestId}/access', { params: { path: { requestId }, query: { limit: 200 } } })) });
  return (
    <section aria-labelledby="who-read" data-testid="who-read">
      <h2 id="who-read">{t('whoRead')}</h2>
      <Loaded query={read} rows={2}>
        {({ items }) =>
          items.length === 0 ? <p className="quiet">{t('whoReadNone')}</p> : (
            <ol className="history">
              {items.map(({ at, by, operation, task }, index) => (
                <li key={index}><time dateTime={at}>{format.instant(at)}</time> {t('readOf', { by, fields: t(`operation.${operation as 'readItem'}`, { defaultValue: operation }) })} {task === null && <span className="quiet">{t('withoutTask')}</span>}</li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}
