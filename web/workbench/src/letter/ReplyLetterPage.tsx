import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@lianshen/web-kit/format';
import { Loaded, Page } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { dataOf, hub, type ReplyLetter } from '../hub/hub.js';
import { PersonFacts } from '../item/Candidate.js';
import { FindingsList } from '../item/FindingsList.js';
import '../item/item.css';
import './letter.css';

/** The signed answer as a letter, on one sheet of A4 or more. */
export default function ReplyLetterPage() {
  const { t } = useTranslation(['letter', 'pages']);
  const { requestId = '' } = useParams();
  const letter = useQuery({ queryKey: ['letter', requestId], queryFn: () => dataOf(hub.GET('/api/items/{requestId}/reply-letter', { params: { path: { requestId } } })), staleTime: 0 });
  return (
    <Page title={t('pages:letter')} heading={<span className="not-printed">{t('pages:letter')}</span>} actions={<><Link to={`/items/${requestId}`}>{t('back')}</Link><Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()} data-testid="print">{t('print')}</Button></>}>
      <Loaded query={letter} rows={12}>{(printed) => <Letter letter={printed} />}</Loaded>
    </Page>
  );
}

function Letter({ letter }: { readonly letter: ReplyLetter }) {
  const { t } = useTranslation('letter');
  const language = useLanguage();
  return (
    <article className="letter" data-testid="letter-sheet">
      <header>
        <p className="letter-agency">{letter.agency}</p>
        <h2>{t('title')}</h2>
        <p className="letter-number">{letter.number}</p>
      </header>
      <p>{t('to', { addressee: letter.addressee })}</p>
      <p className="letter-text">{t('lead')}</p>
      <h3>{t('candidate')}</h3>
      <PersonFacts person={letter.candidate} />
      <h3>{t('scope')}</h3>
      <p className="scope letter-text">{letter.scope}</p>
      <h3>{t('reply')}</h3>
      <p className="letter-text"><strong>{t('words', { category: letter.category, words: letter.words[language === 'en' ? 'en' : 'zh'] })}</strong></p>
      {letter.findings.length > 0 && <h3>{t('findings')}</h3>}
      {letter.findings.length > 0 && <FindingsList findings={letter.findings} />}
      <Signatures letter={letter} />
    </article>
  );
}

function Signatures({ letter }: { readonly letter: ReplyLetter }) {
  const { t } = useTranslation('letter');
  const format = useFormat();
  const { mode, standingOrder, approvers, version, supersedes } = letter;
  const signers = approvers.map(({ name, onBehalfOf }) => (onBehalfOf === null ? name : t('onBehalf', { name, of: onBehalfOf })));
  return (
    <footer>
      {mode === 'automatic' && <p>{t('automatic', { order: standingOrder ?? '' })}</p>}
      <p>{t('clerk')} {letter.clerk}　{t('approvers')} {signers.join('、')}</p>
      <p className="letter-date">{letter.agency}<br />{format.day(letter.date)}</p>
      <p className="letter-small">{t('signature')}</p>
      <p className="letter-small">{t('hash')} <code>{letter.verdictHash}</code></p>
      <p className="letter-small">{t('version', { version })}{supersedes === null ? '' : `，${t('supersedes', { version: supersedes })}`}；{letter.filed ? t('filed') : t('notFiled')}；{letter.requestId}</p>
    </footer>
  );
}
