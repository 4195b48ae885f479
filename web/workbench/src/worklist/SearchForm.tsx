import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../keys/use-shortcuts.js';

/** Looks for a candidate. What is typed goes out in a body, and stands in no address. */
export function SearchForm({ onSearch }: { readonly onSearch: (text: string) => void }) {
  const { t } = useTranslation('worklist');
  const [text, setText] = useState('');
  const field = useRef<InputRef>(null);
  useShortcuts({ '/': () => field.current?.focus() });
  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSearch(text.trim());
      }}
    >
      <label className="read-aloud" htmlFor="search-text">{t('search.label')}</label>
      <Input id="search-text" ref={field} value={text} maxLength={200} autoComplete="off" placeholder={t('search.hint')} onChange={(event) => setText(event.target.value)} allowClear data-testid="search-text" />
      <Button htmlType="submit" icon={<SearchOutlined />} data-testid="search">{t('search.action')}</Button>
    </form>
  );
}
