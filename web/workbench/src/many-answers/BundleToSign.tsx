import { useQuery } from '@tanstack/react-query';
import { useCommand } from '@lianshen/web-kit/api';
import { useFormat } from '@lianshen/web-kit/format';
import { Loaded, Nothing, ProblemView } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceTable } from './ChoiceTable.js';
import { approveBundle, readBundle, type BundleItem } from './many-client.js';
import { byReason } from './outcome-groups.js';
import { Outcomes } from './Outcomes.js';
import { RefusedGroups } from './RefusedGroups.js';
import { useLeftOut } from './use-left-out.js';

interface Properties {
  readonly bundleId: string;
  readonly onBack: () => void;
}

/** One bundle: who waits in it, and one signature for all of them but those that are left out. */
export function BundleToSign({ bundleId, onBack }: Properties) {
  const { t } = useTranslation('manyAnswers');
  const bundle = useQuery({ queryKey: ['bundle', bundleId], queryFn: () => readBundle(bundleId), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <section className="many" aria-labelledby="bundle-title" data-testid="bundle">
      <h2 id="bundle-title" ref={top} tabIndex={-1}>{t('bundles.open')}</h2>
      <Loaded query={bundle} rows={8}>{({ items }) => <ToSign bundleId={bundleId} items={items} onBack={onBack} />}</Loaded>
    </section>
  );
}

function ToSign({ bundleId, items, onBack }: Properties & { readonly items: readonly BundleItem[] }) {
  const { t } = useTranslation('manyAnswers');
  const { leftOut, toggle, isChosen } = useLeftOut();
  const names = new Map(items.map(({ requestId, name }) => [requestId, name]));
  const [own, stays] = [items.filter(({ refusal }) => refusal === null), items.filter(({ refusal }) => refusal !== null)];
  const send = useCommand({
    // What cannot be signed is not asked for: it would be told a second time.
    send: (_: undefined, key: string) => approveBundle(bundleId, [...leftOut, ...stays.map(({ requestId }) => requestId)], key),
    changes: [['bundles'], ['worklist'], ['counts']],
  });
  if (send.data) return <Outcomes command="approve" outcomes={send.data.outcomes} names={names} onClose={onBack} />;
  const count = own.length - leftOut.size;
  return (
    <>
      <p role="status" data-testid="bundle-counts">{t('bundles.counts', { sign: count, left: leftOut.size, stays: stays.length })}</p>
      {send.error && <ProblemView problem={send.error} />}
      <div className="many-bar">
        <Button type="primary" disabled={count === 0} loading={send.isPending} onClick={() => send.mutate(undefined)} data-testid="approve-bundle">{t('bundles.send', { count })}</Button>
        <Button onClick={onBack}>{t('bundles.back')}</Button>
      </div>
      {items.length === 0 && <Nothing what={t('bundles.gone')} />}
      {own.length > 0 && <WillSign items={own} isChosen={isChosen} onToggle={toggle} />}
      {stays.length > 0 && <><h3>{t('bundles.stays')}</h3><RefusedGroups groups={byReason(stays)} names={names} /></>}
    </>
  );
}

function WillSign({ items, isChosen, onToggle }: { readonly items: readonly BundleItem[]; readonly isChosen: (requestId: string) => boolean; readonly onToggle: (requestId: string) => void }) {
  const { t } = useTranslation('manyAnswers');
  const format = useFormat();
  const choices = items.map(({ requestId, name, category, approvals, approversMin, dueAt }) => ({
    requestId,
    name: name ?? t('select.unnamed'),
    label: t('bundles.keep', { name: name ?? t('select.unnamed') }),
    cells: [category, `${approvals} / ${approversMin}`, format.instant(dueAt)],
  }));
  return (
    <>
      <h3>{t('bundles.willSign')}</h3>
      <ChoiceTable testId="will-sign" caption={t('bundles.willSign')} columns={[t('select.name'), t('review.category'), t('bundles.signatures'), t('select.due')]} choices={choices} isChosen={isChosen} onToggle={onToggle} />
    </>
  );
}
