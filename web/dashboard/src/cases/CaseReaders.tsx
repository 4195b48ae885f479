import { useFormat } from '@lianshen/web-kit/format';
import { ListChanged, usePages } from '@lianshen/web-kit/lists';
import { Loaded, Nothing } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readCaseAccess } from '../hub-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { useReadingWords } from '../words/use-reading-words.js';

/** Who read personal data of the case, when, which fields, and for which task. */
export function CaseReaders({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case');
  const { t: kit } = useTranslation('kit');
  const { instant, list } = useFormat();
  const { wordOf } = useReadingWords();
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
              <WideTable label={t('tab.readers')} testId="readers" heads={[t('at'), t('who'), t('operation'), t('fields'), t('task')]}>
                {items.map(({ at, by, roles, operation, fields, task }, index) => (
                  <tr key={index}>
                    <td>{instant(at)}</td>
                    <th scope="row">{by} <span className="quiet">{list(roles.map((role) => kit(`role.${role}`)))}</span></th>
                    <td>{wordOf('operation', operation)}</td>
                    <td>{list(fields.map((field) => wordOf('field', field)))}</td>
                    <td className={task === null ? 'late' : undefined}>{task === null ? `! ${t('noTask')}` : wordOf('task', task)}</td>
                  </tr>
                ))}
              </WideTable>
              {access.hasNextPage && <Button onClick={() => void access.fetchNextPage()}>{t('more')}</Button>}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
