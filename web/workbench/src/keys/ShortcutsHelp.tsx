import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setSingleKeys, useSingleKeys } from './single-keys.js';
import { useShortcuts } from './use-shortcuts.js';

const IN_LIST = [['j', '↓'], ['k', '↑'], ['Enter'], ['/']] as const;
const MEANINGS_IN_LIST = ['next', 'previous', 'enter', 'search'] as const;
const IN_ITEM = [['j'], ['k'], ['c'], ['digits'], ['Ctrl', 'Enter'], ['u']] as const;
const MEANINGS_IN_ITEM = ['next', 'previous', 'claim', 'decide', 'submit', 'back'] as const;

/** The shortcuts, told under `?`, and the switch that turns them off. */
export function ShortcutsHelp() {
  const { t } = useTranslation('keys');
  const [isOpen, setOpen] = useState(false);
  const isOn = useSingleKeys();
  useShortcuts({ '?': () => setOpen(true) });
  return (
    <>
      <Button icon={<QuestionCircleOutlined />} onClick={() => setOpen(true)} data-testid="shortcuts">{t('open')}</Button>
      <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={t('title')}>
        <Meanings heading={t('inList')} keys={IN_LIST} meanings={MEANINGS_IN_LIST} />
        <Meanings heading={t('inItem')} keys={IN_ITEM} meanings={MEANINGS_IN_ITEM} />
        <p><label><Switch checked={isOn} onChange={setSingleKeys} data-testid="single-keys" /> {t('single')}</label></p>
        <p className="quiet">{t('singleLead')}</p>
      </Modal>
    </>
  );
}

interface Properties {
  readonly heading: string;
  readonly keys: readonly (readonly string[])[];
  readonly meanings: readonly ('next' | 'previous' | 'enter' | 'search' | 'claim' | 'decide' | 'submit' | 'back')[];
}

function Meanings({ heading, keys, meanings }: Properties) {
  const { t } = useTranslation('keys');
  return (
    <>
      <h2>{heading}</h2>
      <dl className="shortcuts">
        {meanings.map((meaning, index) => (
          <div key={meaning}>
            <dt>{keys[index]?.map((key) => <kbd key={key}>{key === 'digits' ? t('digits') : key}</kbd>)}</dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
