import { UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { APPEARANCES, chooseAppearance, useAppearance, type Appearance } from '../app/appearance.js';
import { signOut, useMe } from '../session/index.js';
import { chooseLanguage, LANGUAGES, useLanguage, type Language } from '../texts/index.js';

/** Who one is, the language, the appearance, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation('kit');
  const { name, sub, roles } = useMe();
  const [language, appearance] = [useLanguage(), useAppearance()];
  const items: MenuProps['items'] = [
    { key: 'roles', type: 'group', label: roles.map((role) => t(`role.${role as 'clerk'}`, { defaultValue: role })).join('、') },
    { type: 'divider' },
    { key: 'language', type: 'group', label: t('language.label'), children: LANGUAGES.map((each) => ({ key: `language ${each}`, label: t(`language.${each}`) })) },
    { key: 'appearance', type: 'group', label: t('appearance.label'), children: APPEARANCES.map((each) => ({ key: `appearance ${each}`, label: t(`appearance.${each}`) })) },
    { type: 'divider' },
    { key: 'sign-out', label: t('account.signOut') },
  ];
  const choose = (key: string): void => {
    const [what, value] = key.split(' ');
    if (what === 'language') void chooseLanguage(value as Language);
    if (what === 'appearance') chooseAppearance(value as Appearance);
    if (what === 'sign-out') void signOut();
  };
  return (
    <Dropdown trigger={['click']} menu={{ items, selectable: true, multiple: true, selectedKeys: [`language ${language}`, `appearance ${appearance}`], onClick: ({ key }) => choose(key) }}>
      <Button type="text" icon={<UserOutlined />} aria-label={`${t('account.of')}: ${name ?? sub}`} data-testid="account">{name ?? sub}</Button>
    </Dropdown>
  );
}
