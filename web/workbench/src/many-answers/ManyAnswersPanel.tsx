import { useQuery } from '@tanstack/react-query';
import { useCommand } from '@lianshen/web-kit/api';
import { useFormat } from '@lianshen/web-kit/format';
import { Loaded, Nothing, ProblemView } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceTable } from './ChoiceTable.js';
import { answerMany, reviewMany, type ReviewedItem } from './many-client.js';
import './many-answers.css';
import { byReason } from './outcome-groups.js';
import { Outcomes } from './Outcomes.js';
import { RefusedGroups } from './RefusedGroups.js';
import { useLeftOut } from './use-left-out.js';

interface Properties {
  /** What was selected, at most 500. */
  readonly requestIds: readonly string[];
  /** The person is through with it, or has thought better of it. */
  readonly onClose: () => void;
}

/** A clerk answers what they have selected: all clear but these. */
export function ManyAnswersPanel({ requestIds, onClose }: Properties) {
  const { t } = useTranslation('manyAnswers');
  const [reviewed, setReviewed] = useState(requestIds);
  // What is looked at stays as it was seen: the answer names it, and what has changed since is told of.
  const review = useQuery({ queryKey: ['many-review', reviewed], queryFn: () => reviewMany(reviewed), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <section className="many" aria-labelledby="many-title" data-testid="many-answers">
      <h2 id="many-title" ref={top} tabIndex={-1}>{t('review.title')}</h2>
      <Loaded query={review} rows={8}>{({ items }) => <Review key={review.dataUpdatedAt} items={items} onAgain={setReviewed} onClose={onClose} />}</Loaded>
    </section>
  );
}

function Review({ items, onAgain, onClose }: { readonly items: readonly ReviewedItem[]; readonly onAgain: (requestIds: readonly string[]) => void; readonly onClose: () => void }) {
  const { t } = useTranslation(['manyAnswers', 'kit']);
  const { leftOut, toggle, isChosen } = useLeftOut();
  const clear = items.filter(({ refusal }) => refusal === null);
  const stays = items.filter(({ refusal }) => refusal !== null);
  const names = new Map(items.map(({ requestId, name }) => [requestId, name]));
  const send = useCommand({
    send: (chosen: readonly ReviewedItem[], key: string) => answerMany({ items: chosen.map(({ requestId, seq }) => ({ requestId, seq })), leftOut: [...leftOut] }, key),
    changes: [['worklist'], ['counts'], ['bundles']],
  });
  if (send.data) return <Outcomes command="answer" outcomes={send.data.outcomes} names={names} onAgain={onAgain} onClose={onClose} />;
  const count = clear.length - leftOut.size;
  return (
    <>
      <p className="quiet">{t('review.lead')}</p>
      <p role="status" data-testid="review-counts">{t('review.counts', { clear: count, left: leftOut.size, stays: stays.length })}</p>
      {send.error && <ProblemView problem={send.error} />}
      <div className="many-bar">
        <Button type="primary" disabled={count === 0} loading={send.isPending} onClick={() => send.mutate(clear)} data-testid="answer-many">{t('review.send', { count })}</Button>
        <Button onClick={onClose}>{t('kit:cancel')}</Button>
      </div>
      {clear.length === 0 ? <Nothing what={t('review.nothing')} /> : <WillClear items={clear} isChosen={isChosen} onToggle={toggle} />}
      <h3>{t('review.stays')}</h3>
      {stays.length === 0 ? <p>{t('review.staysNone')}</p> : <RefusedGroups groups={byReason(stays)} names={names} />}
    </>
  );
}

function WillClear({ items, isChosen, onToggle }: { readonly items: readonly ReviewedItem[]; readonly isChosen: (requestId: string) => boolean; readonly onToggle: (requestId: string) => void }) {
  const { t } = useTranslation('manyAnswers');
  const format = useFormat();
  const choices = items.map(({ requestId, name, category, proposal, dueAt }) => ({
    requestId,
    name: name ?? t('select.unnamed'),
    label: t('review.keep', { name: name ?? t('select.unnamed') }),
    cells: [category, t(proposal === 'CLEAR' ? 'review.recordsOf.CLEAR' : 'review.recordsOf.none'), format.instant(dueAt)],
  }));
  return (
    <>
      <h3>{t('review.willClear')}</h3>
      <ChoiceTable testId="will-clear" caption={t('review.willClear')} columns={[t('select.name'), t('review.category'), t('review.records'), t('select.due')]} choices={choices} isChosen={isChosen} onToggle={onToggle} />
    </>
  );
}
