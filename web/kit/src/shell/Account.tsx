import { UserOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { APPEARANCES, chooseAppearance, useAppearance } from '../app/appearance.js';
import { useFormat } from '../format/index.js';
import { signOut, useMe } from '../session/index.js';
import { chooseLanguage, LANGUAGES, useLanguage } from '../texts/index.js';

/** Who one is, the language, the appearance, and the way out. */
export function Account() {
  const { t } = useTranslation('kit');
  const { list } = useFormat();
  const { name, sub, roles, rolesLent } = useMe();
  const [isOpen, setOpen] = useState(false);
  const words = (of: readonly string[]): string => list(of.map((role) => t(`role.${role as 'clerk'}`, { defaultValue: role })));
  return (
    <>
      <Button type="text" icon={<UserOutlined />} aria-label={`${t('account.of')}: ${name ?? sub}`} data-testid="account" onClick={() => setOpen(true)}>
        <span className="account-name">{name ?? sub}</span>
      </Button>
      <Drawer open={isOpen} onClose={() => setOpen(false)} size={300} title={name ?? sub}>
        <p className="quiet">{words(roles)}</p>
        {rolesLent.length > 0 && <p className="quiet" data-testid="roles-lent">{t('account.lent', { roles: words(rolesLent) })}</p>}
        <Wishes />
        <Button danger data-testid="sign-out" onClick={() => void signOut()}>{t('account.signOut')}</Button>
      </Drawer>
    </>
  );
}

function Wishes() {
  const { t } = useTranslation('kit');
  const [language, appearance] = [useLanguage(), useAppearance()];
  return (
    <>
      <Choice name={t('language.label')} values={LANGUAGES} chosen={language} wordOf={(each) => t(`language.${each}`)} onChoose={(each) => void chooseLanguage(each)} />
      <Choice name={t('appearance.label')} values={APPEARANCES} chosen={appearance} wordOf={(each) => t(`appearance.${each}`)} onChoose={chooseAppearance} />
    </>
  );
}

interface ChoiceProperties<Value extends string> {
  readonly name: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly wordOf: (value: Value) => string;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ name, values, chosen, wordOf, onChoose }: ChoiceProperties<Value>) {
  return (
    <fieldset className="choice">
      <legend>{name}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} /> {wordOf(value)}
        </label>
      ))}
    </fieldset>
  );
}
