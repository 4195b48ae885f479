import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@lianshen/web-kit/format';
import { Loaded, Nothing } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BundleToSign } from './BundleToSign.js';
import { listBundles, type WaitingBundle } from './many-client.js';
import './many-answers.css';

interface Properties {
  /** The person is through with it; absent where it is a page of its own. */
  readonly onClose?: () => void;
}

/** An approver signs what clerks have answered at once: bundle by bundle, each by one command. */
export function BundleApprovalPanel({ onClose }: Properties) {
  const { t } = useTranslation(['manyAnswers', 'kit']);
  const bundles = useQuery({ queryKey: ['bundles'], queryFn: listBundles });
  const [chosen, setChosen] = useState<string>();
  if (chosen !== undefined) return <BundleToSign key={chosen} bundleId={chosen} onBack={() => setChosen(undefined)} />;
  return (
    <section className="many" aria-label={t('bundlesPage')} data-testid="bundles">
      <p className="quiet">{t('bundles.lead')}</p>
      <Loaded query={bundles} rows={3}>
        {({ items, more }) => (
          <>
            {items.length === 0 ? <Nothing what={t('bundles.empty')} /> : <ul className="many-bundles">{items.map((bundle) => <BundleLine key={bundle.bundleId} bundle={bundle} onOpen={() => setChosen(bundle.bundleId)} />)}</ul>}
            {more && <p className="quiet">{t('bundles.more')}</p>}
          </>
        )}
      </Loaded>
      {onClose && <Button onClick={onClose}>{t('kit:close')}</Button>}
    </section>
  );
}

function BundleLine({ bundle: { clerk, submittedAt, waiting }, onOpen }: { readonly bundle: WaitingBundle; readonly onOpen: () => void }) {
  const { t } = useTranslation('manyAnswers');
  const format = useFormat();
  const words = t('bundles.of', { clerk: clerk.name || clerk.id, at: format.instant(submittedAt), count: waiting });
  return (
    <li>
      <span>{words}</span>
      <Button onClick={onOpen} aria-label={`${t('bundles.open')} ${words}`} data-testid="open-bundle">{t('bundles.open')}</Button>
    </li>
  );
}
