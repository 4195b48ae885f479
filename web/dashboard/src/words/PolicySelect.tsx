import { useQuery } from '@tanstack/react-query';
import type { SelectHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import { listPolicies } from '../hub-calls.js';

interface Properties extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (name: string) => void;
  /** What stands for no policy in particular; without it one has to be chosen. */
  readonly any?: string;
}

/** One of the policies that new batches get, by its title. */
export function PolicySelect({ value, onChange, any, ...rest }: Properties) {
  const { i18n } = useTranslation();
  const policies = useQuery({ queryKey: ['policies'], queryFn: listPolicies });
  const offered = policies.data?.items.filter(({ onOffer }) => onOffer) ?? [];
  return (
    <select value={value} onChange={(event) => onChange(event.target.value)} {...rest}>
      {any !== undefined && <option value="">{any}</option>}
      {!offered.some(({ name }) => name === value) && value !== '' && <option value={value}>{value}</option>}
      {offered.map(({ name, title }) => <option key={name} value={name}>{i18n.language === 'en' ? title.en : title.zh}</option>)}
    </select>
  );
}
