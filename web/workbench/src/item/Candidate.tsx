import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../hub/hub.js';
import { Facts } from './Facts.js';

type Person = NonNullable<WorkItem['request']>['person'];

const FIELDS = ['name', 'identityNumber', 'sex', 'employer', 'employerCode', 'currentPost', 'proposedPost', 'proposedLevel', 'tenureFrom'] as const satisfies readonly (keyof Person)[];

/** The fields of the person that this agency was sent, and no other. */
export function PersonFacts({ person }: { readonly person: Person }) {
  const { t } = useTranslation('item');
  const shown = FIELDS.filter((field) => person[field] !== undefined);
  return <Facts facts={shown.map((field) => [t(`fields.${field}`), field === 'sex' ? t(`sex.${person.sex ?? 'male'}`) : person[field]])} />;
}

/** Who it is about, and what is asked. */
export function Candidate({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('item');
  const { request } = item;
  if (!request) return <p>{t('erased')}</p>;
  const { policy, round } = request;
  return (
    <>
      <section aria-labelledby="candidate">
        <h2 id="candidate">{t('candidate')}</h2>
        <PersonFacts person={request.person} />
      </section>
      <section aria-labelledby="scope">
        <h2 id="scope">{t('scope')}</h2>
        <p className="scope">{request.scope}</p>
        <p className="quiet">{t('policy', { name: policy.name, version: policy.version, round })}</p>
      </section>
    </>
  );
}
