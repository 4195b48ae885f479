import { useFormat } from '@lianshen/web-kit/format';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { WorkItemLine } from '../hub/hub.js';
import { partOf, type Part } from '../worklist/part.js';
import { readPart, useWorklist } from '../worklist/use-worklist.js';
import { ChoiceTable } from './ChoiceTable.js';
import { ITEMS_MAX } from './many-client.js';
import { ManyAnswersPanel } from './ManyAnswersPanel.js';
import { SelectAll } from './SelectAll.js';
import { toggled } from './use-left-out.js';
import './many-answers.css';

/** A part of the worklist, as the address names it, to be selected and answered at once; what is open where it names none. */
export default function ManyAnswersPage() {
  const { t } = useTranslation('manyAnswers');
  const [address] = useSearchParams();
  const part = useMemo(() => namedOrOpen(partOf(address)), [address]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isReviewing, setReviewing] = useState(false);
  const close = (): void => {
    setSelected(new Set());
    setReviewing(false);
  };
  return (
    <Page title={t('page')}>
      {isReviewing ? <ManyAnswersPanel requestIds={[...selected]} onClose={close} /> : <Selection part={part} selected={selected} onSelect={setSelected} onReview={() => setReviewing(true)} />}
    </Page>
  );
}

const namedOrOpen = (part: Part): Part => (Object.keys(part).length === 0 ? { status: 'open' } : part);

interface SelectionProperties {
  readonly part: Part;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onReview: () => void;
}

function Selection({ part, selected, onSelect, onReview }: SelectionProperties) {
  const { t } = useTranslation('manyAnswers');
  const open = useWorklist(part);
  const isFull = selected.size > ITEMS_MAX;
  return (
    <>
      <p className="quiet">{t('select.lead', { max: ITEMS_MAX })}</p>
      <div className="many-bar">
        <Button type="primary" disabled={selected.size === 0 || isFull} onClick={onReview} data-testid="review-many">{t('select.review', { count: selected.size })}</Button>
        <SelectAll readPage={(cursor) => readPart(part, cursor)} onSelected={(ids) => onSelect(new Set(ids))} />
        <Button disabled={selected.size === 0} onClick={() => onSelect(new Set())}>{t('select.none')}</Button>
        <span role="status" data-testid="selected">{t('select.chosen', { count: selected.size })}</span>
      </div>
      <Loaded query={open} rows={8}>
        {({ pages }) => {
          const lines = pages.flatMap(({ items }) => items);
          return lines.length === 0 ? <Nothing what={t('select.empty')} /> : <OpenItems lines={lines} selected={selected} onToggle={(id) => onSelect(toggled(selected, id))} />;
        }}
      </Loaded>
      {open.hasNextPage && <Button loading={open.isFetchingNextPage} onClick={() => void open.fetchNextPage()}>{t('select.further')}</Button>}
    </>
  );
}

function OpenItems({ lines, selected, onToggle }: { readonly lines: readonly WorkItemLine[]; readonly selected: ReadonlySet<string>; readonly onToggle: (requestId: string) => void }) {
  const { t } = useTranslation('manyAnswers');
  const format = useFormat();
  const choices = lines.map(({ requestId, name, dueAt }) => ({
    requestId, name: name ?? t('select.unnamed'), label: t('select.item', { name: name ?? t('select.unnamed') }), cells: [format.instant(dueAt)],
  }));
  return <ChoiceTable testId="open-items" caption={t('page')} columns={[t('select.name'), t('select.due')]} choices={choices} isChosen={(id) => selected.has(id)} onToggle={onToggle} />;
}
