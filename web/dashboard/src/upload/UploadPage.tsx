import { useCommand } from '@lianshen/web-kit/api';
import { Page } from '@lianshen/web-kit/states';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import '../dashboard.css';
import { previewList } from '../hub-calls.js';
import { Problem } from '../words/Problem.js';
import { ImportForm } from './ImportForm.js';
import { RowReport } from './RowReport.js';

const TYPES = '.xlsx,.csv';

/** A list of candidates is looked through before anything is imported: every bad cell is shown where it stands. */
export default function UploadPage() {
  const { t } = useTranslation('upload');
  const goTo = useNavigate();
  const [file, setFile] = useState<File>();
  const preview = useCommand({ send: (chosen: File) => previewList(chosen) });
  const choose = (chosen: File | undefined): void => {
    setFile(chosen);
    preview.reset();
    if (chosen) preview.mutate(chosen);
  };
  return (
    <Page title={t('title')}>
      <p>{t('lead')}</p>
      <label className="field">
        <span>{t('file')}</span>
        <input type="file" accept={TYPES} data-testid="file" onChange={(event) => choose(event.target.files?.[0])} />
      </label>
      {preview.isPending && <p role="status">{t('reading')}</p>}
      <Problem problem={preview.error} onRetry={file && (() => preview.mutate(file))} />
      {file && preview.data && (
        <>
          <RowReport report={preview.data} good={preview.data.good.length} />
          <ImportForm file={file} preview={preview.data} onImported={(batchId) => void goTo(`/batches/${batchId}`)} />
        </>
      )}
    </Page>
  );
}
