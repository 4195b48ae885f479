import { useFormat } from '@lianshen/web-kit/format';
import { Loaded } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readClock } from '../hub-calls.js';
import { useAgencyNames } from '../words/use-agency-names.js';

/** What is due when and by which rule, and everything that happened to the clock of each request. */
export function Clocks({ caseId }: { readonly caseId: string }) {
  const { t, i18n } = useTranslation('case');
  const { instant, number } = useFormat();
  const { nameOf } = useAgencyNames();
  const clock = useQuery({ queryKey: ['case-part', caseId, 'clock'], queryFn: () => readClock(caseId) });
  const say = ({ zh, en }: { readonly zh: string; readonly en: string }): string => (i18n.language === 'en' ? en : zh);
  return (
    <Loaded query={clock}>
      {({ due, requests }) => (
        <div data-testid="clocks">
          <h2>{t('due')}</h2>
          {due.length === 0 ? <p className="quiet">{t('nothingDue')}</p> : <ul>{due.map((each, index) => <li key={index} className={each.passed ? 'late' : undefined}>{each.passed && '! '}<time dateTime={each.at}>{instant(each.at)}</time> {each.agency !== null && nameOf(each.agency)} {say(each.text)}</li>)}</ul>}
          {requests.map((each) => (
            <details key={each.requestId}>
              <summary>{nameOf(each.agency)} · {t('worked', { minutes: number(each.workedMinutes), left: number(each.remainingMinutes), paused: number(each.pausedMinutes) })}</summary>
              <ol>{each.entries.map((entry, index) => <li key={index}><time dateTime={entry.at}>{instant(entry.at)}</time> {say(entry.text)}</li>)}</ol>
            </details>
          ))}
        </div>
      )}
    </Loaded>
  );
}
