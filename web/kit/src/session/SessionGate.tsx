import { Button, Modal, Space } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/index.js';
import { Loading, ProblemView } from '../states/index.js';
import { hereInApplication, signInPath } from './sign-in-path.js';
import { SignInPage } from './SignInPage.js';
import { useSessionEnded } from './session-state.js';
import { SignedInPerson, useAskWho, type Me } from './use-me.js';

/** What is behind is kept, but whoever passes the screen does not read it. */
const UNREADABLE = { mask: { backdropFilter: 'blur(12px)' } } as const;

/** Shows what is behind it to somebody who is signed in, and keeps it on the screen when their session ends. */
export function SessionGate({ application, children }: { readonly application: 'workbench' | 'dashboard'; readonly children: ReactNode }) {
  const { data, error, refetch, isPending } = useAskWho();
  const [opener, setOpener] = useState<Me>();
  if (data && !opener) setOpener(data);
  const person = opener ?? data;
  if (!person) {
    if (isPending) return <Loading />;
    const problem = asProblem(error);
    return problem.kind === 'signed-out' ? <SignInPage application={application} /> : <main className="centred"><ProblemView problem={problem} onRetry={() => void refetch()} /></main>;
  }
  const isSomebodyElse = data !== undefined && data.sub !== person.sub;
  return (
    <SignedInPerson value={data && !isSomebodyElse ? data : person}>
      {children}
      {isSomebodyElse ? <SomebodyElse /> : <SessionEnded onGoOn={() => void refetch()} />}
    </SignedInPerson>
  );
}

function SessionEnded({ onGoOn }: { readonly onGoOn: () => void }) {
  const { t } = useTranslation('kit');
  const ended = useSessionEnded();
  return (
    <Modal open={ended} styles={UNREADABLE} closable={false} keyboard={false} title={t('session.ended')} footer={null} data-testid="session-ended">
      <p>{t('session.lead')}</p>
      <Space wrap>
        <Button type="primary" href={signInPath(hereInApplication())} target="_blank" rel="noopener">{t('session.signInAgain')}</Button>
        <Button onClick={onGoOn}>{t('session.goOn')}</Button>
      </Space>
    </Modal>
  );
}

function SomebodyElse() {
  const { t } = useTranslation('kit');
  return (
    <Modal open styles={UNREADABLE} closable={false} keyboard={false} title={t('session.changed')} footer={<Button type="primary" onClick={() => window.location.assign('/')}>{t('session.reload')}</Button>}>
      <p>{t('session.changedLead')}</p>
    </Modal>
  );
}
