import { asProblem } from '@lianshen/web-kit/api';
import { useFormat } from '@lianshen/web-kit/format';
import { Loading, Nothing } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCaseFile } from '../hub-calls.js';
import { Problem } from '../words/Problem.js';

type File = Awaited<ReturnType<typeof readCaseFile>>;

/** Who the candidate is and what agencies have said, once it is asked for: that it is read is on record. */
export function CaseFile({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case');
  const [isAsked, setAsked] = useState(false);
  const file = useQuery({ queryKey: ['case-part', caseId, 'file'], queryFn: () => readCaseFile(caseId), enabled: isAsked, gcTime: 0 });
  if (!isAsked) return <><p>{t('fileLead')}</p><Button type="primary" data-testid="open-file" onClick={() => setAsked(true)}>{t('openFile')}</Button></>;
  if (file.data) return <Shown file={file.data} />;
  return file.error ? <Problem problem={asProblem(file.error)} onRetry={() => void file.refetch()} /> : <Loading />;
}

function Shown({ file: { candidate, sealed, verdicts } }: { readonly file: File }) {
  const { t } = useTranslation('case');
  const fields = ['name', 'employer', 'currentPost', 'proposedPost', 'remark'] as const;
  return (
    <div data-testid="file">
      {candidate ? <dl className="facts">{fields.map((field) => candidate[field] !== null && candidate[field] !== '' && <div key={field}><dt>{t(`candidate.${field}`)}</dt><dd>{candidate[field]}</dd></div>)}</dl> : <p>{t('personErased')}</p>}
      {sealed && <p role="note">{t('sealed')}</p>}
      {!sealed && verdicts.length === 0 && <Nothing what={t('noVerdicts')} />}
      {verdicts.map((verdict) => <Verdict key={`${verdict.requestId}/${verdict.version}`} of={verdict} />)}
    </div>
  );
}

function Verdict({ of }: { readonly of: File['verdicts'][number] }) {
  const { t, i18n } = useTranslation('case');
  const { t: word } = useTranslation('words');
  const { instant, list } = useFormat();
  return (
    <section className="panel">
      <h2>{i18n.language === 'en' ? of.agencyName.en : of.agencyName.zh} · {word(`verdict.${of.code}`)} · {of.category}{of.version > 1 && ` · ${word('version', { version: of.version })}`}</h2>
      {of.findings.map(({ facts, basis, evidenceLevel, heard }, index) => <p key={index}>{facts} · {t('basis')}：{basis} · {word(`evidence.${evidenceLevel}`)} · {word(`heard.${heard}`)}</p>)}
      <p className="quiet">{t('signedBy', { clerk: of.clerk.name, approvers: list(of.approvers.map(({ name }) => name)), at: instant(of.decidedAt) })}{of.mode === 'automatic' && ` · ${t('automatic')}`}</p>
    </section>
  );
}
