import { useCommand } from '@lianshen/web-kit/api';
import { keepText } from '@lianshen/web-kit/format';
import { useHasRole } from '@lianshen/web-kit/session';
import { Loaded, Page, ProblemView } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import '../dashboard.css';
import { CommandForm } from '../commands/CommandForm.js';
import { dryRunPolicy, lintPolicy, proposePolicy, readPolicy } from '../oversight-calls.js';
import { Fires } from './Fires.js';
import { Flaws } from './Flaws.js';
import { Meaning } from './Meaning.js';
import { fileNameOf, nextVersion } from './next-version.js';
import { POLICIES } from './policy-queries.js';

/** Writes a policy, or changes one: checked and tried out here, before anybody is asked under it. */
export default function TryPolicyPage() {
  const { t } = useTranslation('oversight');
  const [search] = useSearchParams();
  const from = search.get('from');
  const query = useQuery({ queryKey: ['policy', from], queryFn: () => (from === null ? Promise.resolve({ text: '{}' }) : readPolicy(from)) });
  return (
    <Page title={t('policies.try')}>
      <Loaded query={query}>{({ text }) => <Editor key={from} initial={nextVersion(text)} />}</Loaded>
    </Page>
  );
}

function Editor({ initial }: { readonly initial: string }) {
  const { t } = useTranslation('oversight');
  const [text, setText] = useState(initial);
  const mayPropose = useHasRole('officer');
  const lint = useCommand({ send: (checked: string) => lintPolicy(checked) });
  const isGood = lint.data?.usable === true && lint.variables === text;
  return (
    <>
      <label htmlFor="policy-text">{t('policies.editor')}</label>
      <textarea id="policy-text" className="document" spellCheck={false} rows={24} value={text} onChange={(event) => setText(event.target.value)} />
      <p className="buttons">
        <Button type="primary" loading={lint.isPending} onClick={() => lint.mutate(text)} data-testid="lint">{t('policies.lint')}</Button>
        <Button disabled={!isGood} onClick={() => keepText(text, fileNameOf(text))}>{t('policies.keep')}</Button>
      </p>
      <p className="quiet">{t('policies.keepLead')}</p>
      {lint.error && <ProblemView problem={lint.error} />}
      {lint.data && <Flaws linted={lint.data} />}
      {lint.data?.explained && <Meaning explained={lint.data.explained} />}
      {mayPropose && isGood && <ProposeForm text={text} />}
      <DryRunForm text={text} />
    </>
  );
}

/** The one who wrote it proposes it; another person decides on the page that this leads to. */
function ProposeForm({ text }: { readonly text: string }) {
  const { t } = useTranslation('oversight');
  const navigate = useNavigate();
  return (
    <section className="panel">
      <p>{t('policies.proposeLead')}</p>
      <CommandForm
        title={t('policies.propose')}
        fields={[{ name: 'reason', label: t('policies.reason') }]}
        changes={POLICIES}
        send={async ({ reason = '' }, key) => {
          const { name, number } = await proposePolicy({ text, reason }, key);
          await navigate(`/policies/changes/${name}/${number}`);
        }}
      />
    </section>
  );
}

function DryRunForm({ text }: { readonly text: string }) {
  const { t } = useTranslation('oversight');
  const [start, setStart] = useState('');
  const [halted, setHalted] = useState('');
  const run = useCommand({ send: () => dryRunPolicy({ text, start: instant(start), facts: {}, ...(halted === '' ? {} : { haltedAt: instant(halted) }) }) });
  return (
    <section>
      <h2>{t('policies.run')}</h2>
      <form
        className="filter"
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate(undefined);
        }}
      >
        <label>{t('policies.start')} <input type="datetime-local" required value={start} onChange={(event) => setStart(event.target.value)} /></label>
        <label>{t('policies.halted')} <input type="datetime-local" value={halted} onChange={(event) => setHalted(event.target.value)} /></label>
        <Button htmlType="submit" loading={run.isPending} data-testid="dry-run">{t('policies.run')}</Button>
      </form>
      {run.error && <ProblemView problem={run.error} />}
      {run.data?.lines && <Fires lines={run.data.lines} />}
      {run.data && run.data.lines === null && <Flaws linted={{ problems: run.data.problems, usable: false }} />}
    </section>
  );
}

/** As it is typed, in the zone of whoever types. */
const instant = (typed: string): string => new Date(typed).toISOString();
