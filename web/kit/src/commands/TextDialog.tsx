import { Button, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubProblem } from '../api/index.js';
import { ProblemView } from '../states/index.js';

interface Properties {
  /** What the button says, and the dialog that it opens. */
  readonly label: string;
  readonly testId: string;
  /** What the text is. Without it nothing is asked but whether it is meant. */
  readonly textLabel?: string;
  readonly children?: ReactNode;
  readonly command: { readonly mutate: (text: string, options: { onSuccess: () => void }) => void; readonly isPending: boolean; readonly error: HubProblem | null; readonly reset: () => void };
  readonly isPrimary?: boolean;
  readonly isGrave?: boolean;
}

const TEXT_MAX = 2_000;

/** A button that asks first: for a text that goes on record, or whether it is meant. What was typed stays until it has gone through. */
export function TextDialog({ label, testId, textLabel, children, command, isPrimary = false, isGrave = false }: Properties) {
  const { t } = useTranslation('kit');
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const form = useId();
  const close = (): void => {
    setOpen(false);
    command.reset();
  };
  const send = (): void => command.mutate(text, { onSuccess: () => { setText(''); close(); } });
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} data-testid={testId} onClick={() => setOpen(true)}>{label}</Button>
      <Modal open={isOpen} title={label} onCancel={close} destroyOnHidden footer={<><Button onClick={close}>{t('cancel')}</Button><Button type="primary" danger={isGrave} htmlType="submit" form={form} loading={command.isPending} data-testid={`${testId}-send`}>{label}</Button></>}>
        <form id={form} onSubmit={(event) => { event.preventDefault(); send(); }}>
          {children}
          {textLabel !== undefined && <label className="field"><span>{textLabel}</span><textarea required maxLength={TEXT_MAX} rows={4} value={text} data-testid={`${testId}-text`} onChange={(event) => setText(event.target.value)} /></label>}
          {command.error && <ProblemView problem={command.error} />}
        </form>
      </Modal>
    </>
  );
}
