import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingForm, WorkItem } from '../hub/hub.js';
import { Choice } from './Choice.js';
import { LongText } from './LongText.js';

const EVIDENCE = ['verified', 'under-verification', 'clue-only'] as const;
const HEARD = ['heard', 'not-heard', 'not-permitted'] as const;

interface Properties {
  readonly number: number;
  readonly finding: FindingForm;
  readonly bases: WorkItem['bases'];
  readonly onChange: (finding: FindingForm) => void;
  readonly onRemove: () => void;
}

/** One finding of a flag: facts, basis, how well it is established, and whether the person was heard. */
export function FindingFields({ number, finding, bases, onChange, onRemove }: Properties) {
  const { t } = useTranslation('answer');
  const id = useId();
  const set = (changed: FindingForm): void => onChange({ ...finding, ...changed });
  return (
    <fieldset data-testid="finding">
      <legend>{t('finding', { number })}</legend>
      <div className="field">
        <label htmlFor={`${id}facts`}>{t('facts')} <span className="quiet">{t('factsHint')}</span></label>
        <LongText id={`${id}facts`} maxLength={4_000} value={finding.facts ?? ''} onText={(facts) => set({ facts })} data-testid="facts" />
      </div>
      <div className="field">
        <label htmlFor={`${id}basis`}>{t('basis')}</label>
        <select id={`${id}basis`} value={finding.basis ?? ''} onChange={({ target }) => set({ basis: bases.find((each) => each.id === target.value)?.id })} data-testid="basis">
          <option value="" />
          {bases.map((basis) => <option key={basis.id} value={basis.id}>{basis.title}</option>)}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}article`}>{t('article')}</label>
        <Input id={`${id}article`} maxLength={200} placeholder={t('articleHint')} value={finding.article ?? ''} onChange={({ target }) => set({ article: target.value })} data-testid="article" />
      </div>
      <Choice legend={t('evidenceLevel')} options={EVIDENCE} words={(level) => t(`evidence.${level}`)} chosen={finding.evidenceLevel} onChoose={(evidenceLevel) => set({ evidenceLevel })} />
      <Choice legend={t('heard')} options={HEARD} words={(heard) => t(`heardWords.${heard}`)} chosen={finding.heard} onChoose={(heard) => set({ heard })} />
      <Button icon={<DeleteOutlined />} onClick={onRemove}>{t('removeFinding', { number })}</Button>
    </fieldset>
  );
}
