import { useCommand } from '@lianshen/web-kit/api';
import { ProblemView } from '@lianshen/web-kit/states';
import type { QueryKey } from '@tanstack/react-query';
import { Button } from 'antd';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface Field {
  readonly name: string;
  readonly label: string;
}

interface Properties {
  readonly title: string;
  /** Each has to be filled in. */
  readonly fields: readonly Field[];
  readonly send: (values: Readonly<Record<string, string>>, key: string) => Promise<unknown>;
  /** What may show something else afterwards. */
  readonly changes: readonly QueryKey[];
}

/** A command with a few words to fill in; what was typed stays where it is refused. */
export function CommandForm({ title, fields, send, changes }: Properties) {
  const { t } = useTranslation('oversight');
  const command = useCommand({ send: (values: Readonly<Record<string, string>>, key) => send(values, key), changes });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']));
    command.mutate(values, { onSuccess: () => form.reset() });
  };
  return (
    <details>
      <summary>{title}</summary>
      <form className="filter" onSubmit={submit}>
        {fields.map(({ name, label }) => <label key={name}>{label} <input name={name} required maxLength={200} autoComplete="off" /></label>)}
        <Button htmlType="submit" loading={command.isPending}>{t('send')}</Button>
      </form>
      {command.error && <ProblemView problem={command.error} />}
    </details>
  );
}
