import { useHasRole } from '@lianshen/web-kit/session';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listAgencies } from '../hub-calls.js';
import { CHANGES_RARELY_MS } from './changes-rarely.js';

/** What agencies are called now, for those who may see the agencies; to others each is called by its id. */
export function useAgencyNames(): { readonly agencies: readonly string[]; readonly nameOf: (agency: string) => string } {
  const { i18n } = useTranslation();
  const maySee = useHasRole('officer', 'coordinatorApprover', 'auditor', 'administrator');
  const { data } = useQuery({ queryKey: ['agencies'], queryFn: listAgencies, enabled: maySee, staleTime: CHANGES_RARELY_MS });
  const names = new Map(data?.items.map(({ agency, name }) => [agency, i18n.language === 'en' ? name?.en : name?.zh]));
  return { agencies: [...names.keys()], nameOf: (agency) => names.get(agency) ?? agency };
}
