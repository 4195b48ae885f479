import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AnswerForm, FindingForm, WorkItem } from '../hub/hub.js';
import { Categories } from './Categories.js';
import type { Wordings } from './categories-in-order.js';
import { FindingFields } from './FindingFields.js';
import { InfluencePeriods } from './InfluencePeriods.js';

interface Properties {
  readonly item: WorkItem;
  readonly form: AnswerForm;
  readonly onChange: (form: AnswerForm) => void;
}

const FINDINGS_MAX = 20;

/** The same form with another category: what a flag lacks is asked for at once, and nothing that was typed is thrown away. */
export function withCategory(form: AnswerForm, category: string, categories: Wordings): AnswerForm {
  const isFlag = categories[category] !== 'CLEAR';
  return { ...form, category, findings: isFlag && form.findings.length === 0 ? [{}] : form.findings.filter((finding) => isFlag || Object.values(finding).some(Boolean)) };
}

/** What a clerk answers: the wording, and what a flag rests on. */
export function AnswerFields({ item, form, onChange }: Properties) {
  const { t } = useTranslation('answer');
  const categories = item.request?.categories ?? {};
  const { findings } = form;
  const setFindings = (changed: readonly FindingForm[]): void => onChange({ ...form, findings: [...changed] });
  const isClear = form.category !== undefined && categories[form.category] === 'CLEAR';
  const isFlag = form.category !== undefined && !isClear;
  return (
    <>
      <Categories categories={categories} chosen={form.category} onChoose={(category) => onChange(withCategory(form, category, categories))} />
      {isClear && findings.length > 0 && <Alert type="warning" showIcon title={t('clearHasFindings', { count: findings.length })} />}
      {findings.map((finding, index) => (
        <FindingFields
          key={index}
          number={index + 1}
          finding={finding}
          bases={item.bases}
          onChange={(changed) => setFindings(findings.map((each, at) => (at === index ? changed : each)))}
          onRemove={() => setFindings(findings.filter((_, at) => at !== index))}
        />
      ))}
      {isFlag && <Button icon={<PlusOutlined />} disabled={findings.length >= FINDINGS_MAX} onClick={() => setFindings([...findings, {}])} data-testid="add-finding">{t('addFinding')}</Button>}
      {isFlag && <InfluencePeriods onConfirm={(finding) => setFindings([...findings.filter((each) => Object.values(each).some(Boolean)), finding])} />}
    </>
  );
}
