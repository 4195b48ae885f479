import { useFormat } from '@lianshen/web-kit/format';
import { ListChanged } from '@lianshen/web-kit/lists';
import { Loaded, Nothing } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readCaseAccess } from '../hub-calls.js';
import { usePages } from '../paging/use-pages.js';

/** Who read personal data of the case, when, which fields, and for which task. */
export function CaseReaders({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case');
  const { instant } = useFormat();
  const queryKey = ['case-part', caseId, 'access'];
  const access = usePages(queryKey, (cursor) => readCaseAccess(caseId, cursor));
  return (
    <>
      <ListChanged queryKey={queryKey} />
      <Loaded query={access}>
        {(items) => {
          if (items.length === 0) return <Nothing what={t('noReaders')} />;
          return (
            <>
              <div className="scrolls" role="region" aria-label={t('tab.readers')} tabIndex={0}>
                <table className="plain" data-testid="readers">
                  <thead><tr><th scope="col">{t('at')}</th><th scope="col">{t('who')}</th><th scope="col">{t('operation')}</th><th scope="col">{t('fields')}</th><th scope="col">{t('task')}</th></tr></thead>
                  <tbody>{items.map(({ at, by, roles, operation, fields, task }, index) => <tr key={index}><td>{instant(at)}</td><th scope="row">{by} <span className="quiet">{roles.join('、')}</span></th><td>{operation}</td><td>{fields.join('、')}</td><td className={task === null ? 'late' : undefined}>{task ?? `! ${t('noTask')}`}</td></tr>)}</tbody>
                </table>
              </div>
              {access.hasNextPage && <Button onClick={() => void access.fetchNextPage()}>{t('more')}</Button>}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
