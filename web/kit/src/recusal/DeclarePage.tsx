import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useCommand } from '../api/index.js';
import { Loaded, Nothing, Page, ProblemView } from '../states/index.js';
import { declaredOf, GROUNDS, openCases, unanswered, type Answer } from './declaration-answers.js';
import { declare, readDeclaration, type Declaration } from './recusal-client.js';

/** Says to whom of a batch one is related; nobody opens a candidate before. */
export default function DeclarePage() {
  const { t } = useTranslation('kit');
  const { batch = '' } = useParams();
  const declaration = useQuery({ queryKey: ['declaration', batch], queryFn: () => readDeclaration(batch) });
  return (
    <Page title={t('recusal.declareTitle')}>
      <p>{t('recusal.declareLead')}</p>
      <Loaded query={declaration}>{(data) => (openCases(data).length === 0 ? <AllDeclared /> : <DeclareForm declaration={data} />)}</Loaded>
    </Page>
  );
}

function AllDeclared() {
  const { t } = useTranslation('kit');
  const goTo = useNavigate();
  return <Nothing what={t('recusal.allDeclared')}><Button onClick={() => void goTo(-1)}>{t('back')}</Button></Nothing>;
}

function DeclareForm({ declaration }: { readonly declaration: Declaration }) {
  const { t } = useTranslation('kit');
  const goTo = useNavigate();
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const send = useCommand({ send: () => declare(declaration.batch, declaredOf(declaration, answers)), changes: [[]], onDone: () => void goTo(-1) });
  const missing = unanswered(declaration, answers);
  return (
    <form
      data-testid="declare"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(undefined);
      }}
    >
      <table className="plain">
        <thead><tr><th scope="col">{t('recusal.name')}</th><th scope="col">{t('recusal.relation')}</th></tr></thead>
        <tbody>
          {openCases(declaration).map((each) => (
            <tr key={each.caseId}>
              <th scope="row">{each.name ?? t('none')}</th>
              <td><AnswerField of={each} value={answers[each.caseId] ?? 'unrelated'} onChange={(answer) => setAnswers({ ...answers, [each.caseId]: answer })} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {send.error && <ProblemView problem={send.error} />}
      {missing > 0 && <p role="status">{t('recusal.namesakesOpen', { count: missing })}</p>}
      <Button type="primary" htmlType="submit" disabled={missing > 0} loading={send.isPending} data-testid="declare-send">{t('recusal.send')}</Button>
    </form>
  );
}

interface AnswerProperties {
  readonly of: Declaration['cases'][number];
  readonly value: Answer;
  readonly onChange: (answer: Answer) => void;
}

function AnswerField({ of: { name, maybeRelated }, value, onChange }: AnswerProperties) {
  const { t } = useTranslation('kit');
  return (
    <>
      <select aria-label={t('recusal.relationTo', { name: name ?? '' })} value={value} onChange={(event) => onChange(event.target.value as Answer)}>
        <option value="unrelated">{t(maybeRelated ? 'recusal.choose' : 'recusal.unrelated')}</option>
        {maybeRelated && <option value="namesake">{t('recusal.namesake')}</option>}
        {GROUNDS.map((ground) => <option key={ground} value={ground}>{t(`ground.${ground}`)}</option>)}
      </select>
      {maybeRelated && <span className="quiet"> {t('recusal.maybeRelated')}</span>}
    </>
  );
}
