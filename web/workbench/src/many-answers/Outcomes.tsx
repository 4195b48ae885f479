import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOutcome } from './many-client.js';
import { groupOutcomes } from './outcome-groups.js';
import { RefusedGroups } from './RefusedGroups.js';

interface Properties {
  readonly command: 'answer' | 'approve';
  readonly outcomes: readonly ItemOutcome[];
  readonly names: ReadonlyMap<string, string | null>;
  /** Looks again at those that were not done. */
  readonly onAgain?: (requestIds: readonly string[]) => void;
  readonly onClose: () => void;
}

/** What became of each item, told plainly: how many went on, and of the rest why not. */
export function Outcomes({ command, outcomes, names, onAgain, onClose }: Properties) {
  const { t } = useTranslation('manyAnswers');
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  const { submitted, signed, waiting, leftOut, refused } = groupOutcomes(outcomes, command);
  const notDone = refused.flatMap(({ requestIds }) => requestIds);
  const told = [submitted > 0 && t('outcome.done', { count: submitted }), signed > 0 && t('outcome.signed', { count: signed }), waiting > 0 && t('outcome.waitsForMore', { count: waiting }), leftOut > 0 && t('outcome.leftOut', { count: leftOut })].filter((line) => line !== false);
  return (
    <div data-testid="outcomes">
      <h3 ref={top} tabIndex={-1}>{t('outcome.title')}</h3>
      {told.length > 0 && <Alert type="success" showIcon role="status" title={<>{told.map((line) => <p key={line} className="many-told">{line}</p>)}</>} />}
      {notDone.length > 0 && <Alert type="warning" showIcon role="alert" title={t('outcome.refused', { count: notDone.length })} description={<RefusedGroups groups={refused} names={names} />} />}
      <div className="many-bar">
        <Button type="primary" onClick={onClose} data-testid="close-outcomes">{t('outcome.close')}</Button>
        {onAgain && notDone.length > 0 && <Button onClick={() => onAgain(notDone)}>{t('outcome.again', { count: notDone.length })}</Button>}
      </div>
    </div>
  );
}
