import { useCommand } from '@lianshen/web-kit/api';
import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole, useMe } from '@lianshen/web-kit/session';
import { Loaded, Page, ProblemView } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import '../dashboard.css';
import { CommandForm } from '../commands/CommandForm.js';
import { adoptPolicy, readPolicyChange, refusePolicy, type PolicyChange } from '../oversight-calls.js';
import { Differences } from './Differences.js';
import { PolicyWhole } from './PolicyWhole.js';
import { POLICIES } from './policy-queries.js';
import { StatusOfChange } from './StatusOfChange.js';

/** A version that somebody proposed, beside the one that it takes the place of; a second person decides here. */
export default function PolicyChangePage() {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { name = '', number = '' } = useParams();
  const query = useQuery({ queryKey: ['policy-change', name, number], queryFn: () => readPolicyChange(name, Number(number)) });
  return (
    <Page title={t('policies.proposals')} heading={query.data?.title[language]} actions={<Link to="/policies">{t('policies.title')}</Link>}>
      <Loaded query={query}>{(change) => <Whole change={change} />}</Loaded>
    </Page>
  );
}

function Whole({ change }: { readonly change: PolicyChange }) {
  const { t } = useTranslation('oversight');
  const { list } = useFormat();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { text, explained, replaces, withoutKeys, status } = change;
  return (
    <>
      <Facts change={change} />
      {withoutKeys.length > 0 && <Alert type="warning" showIcon title={t('policies.withoutKeys', { agencies: list(withoutKeys.map((agency) => explained.find((each) => each.agency === agency)?.name[language] ?? agency)) })} />}
      {status === 'open' && <Decide change={change} />}
      <h2>{t('policies.differences')}</h2>
      <p>{replaces ? <Link to={`/policies/${replaces.hash}`}>{t('policies.replaces', { version: replaces.version })}</Link> : t('policies.replacesNothing')}</p>
      {replaces && <Differences before={replaces.text} after={text} />}
      <PolicyWhole explained={explained} text={text} />
    </>
  );
}

function Facts({ change: { name, version, status, reason, proposedBy, proposedAt, decidedBy, decidedAt, refusal } }: { readonly change: PolicyChange }) {
  const { t } = useTranslation('oversight');
  const { instant } = useFormat();
  return (
    <>
      <p><code>{name}</code> · {t('policies.version')} {version} · <StatusOfChange status={status} /></p>
      <dl className="facts">
        <div><dt>{t('policies.reason')}</dt><dd>{reason}</dd></div>
        <div><dt>{t('policies.proposedBy')}</dt><dd>{proposedBy}, {instant(proposedAt)}</dd></div>
        {decidedBy !== null && <div><dt>{t('policies.decidedBy')}</dt><dd>{decidedBy}, {instant(decidedAt)}</dd></div>}
        {refusal !== null && <div><dt>{t('policies.refusal')}</dt><dd>{refusal}</dd></div>}
      </dl>
    </>
  );
}

/** The second person's word, or the first's who takes it back. */
function Decide({ change: { name, number, proposedBy } }: { readonly change: PolicyChange }) {
  const { t } = useTranslation('oversight');
  const isOwn = useMe().sub === proposedBy;
  const isApprover = useHasRole('coordinatorApprover');
  const mayRefuse = useHasRole('officer', 'coordinatorApprover');
  const adopt = useCommand({ send: (_: void, key) => adoptPolicy(name, number, key), changes: POLICIES });
  return (
    <section className="panel" data-testid="decide">
      {isOwn && <p>{t('policies.own')}</p>}
      {isApprover && !isOwn && (
        <>
          <p>{t('policies.adoptLead')}</p>
          <Button type="primary" loading={adopt.isPending} onClick={() => adopt.mutate()} data-testid="adopt">{t('policies.adopt')}</Button>
        </>
      )}
      {adopt.error && <ProblemView problem={adopt.error} />}
      {mayRefuse && (
        <CommandForm
          title={t(isOwn ? 'policies.takeBack' : 'policies.refuse')}
          fields={[{ name: 'reason', label: t('policies.refusal') }]}
          changes={POLICIES}
          send={({ reason = '' }, key) => refusePolicy(name, number, reason, key)}
        />
      )}
    </section>
  );
}
