import { Button, Input, Modal } from 'antd';
import type { HubProblem } from '@lianshen/web-kit/api';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandProblem } from '../item/WhoChanged.js';
import { LongText } from './LongText.js';

/** One thing that has to be written. */
export interface WishField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'text' | 'instant';
  readonly max: number;
}

interface Properties {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly fields: readonly WishField[];
  readonly isPending: boolean;
  readonly problem: HubProblem | null;
  readonly onSend: (values: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
}

/** Asks for what a wish needs. When it is refused what was written stays. */
export function WishDialogue({ title, lead, fields, isPending, problem, onSend, onClose }: Properties) {
  const { t } = useTranslation(['answer', 'kit']);
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const isFilled = fields.every(({ name }) => (values[name] ?? '').trim() !== '');
  const field = ({ name, label, kind, max }: WishField) => {
    const common = { id: `${id}${name}`, value: values[name] ?? '', maxLength: max, 'data-testid': `wish-${name}` };
    const set = (value: string): void => setValues({ ...values, [name]: value });
    return (
      <div className="field" key={name}>
        <label htmlFor={common.id}>{label}</label>
        {kind === 'text' ? <LongText {...common} onText={set} /> : <Input {...common} type={kind === 'instant' ? 'datetime-local' : 'text'} onChange={({ target }) => set(target.value)} />}
      </div>
    );
  };
  return (
    <Modal open title={title} onCancel={onClose} footer={null}>
      <form
        className="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (isFilled) onSend(values);
        }}
      >
        {lead !== undefined && <p>{lead}</p>}
        {fields.map(field)}
        {problem && <CommandProblem problem={problem} />}
        <div className="dialog-actions">
          <Button type="primary" htmlType="submit" disabled={!isFilled} loading={isPending} data-testid="wish-send">{t('send')}</Button>
          <Button onClick={onClose}>{t('kit:cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
