import { useTranslation } from 'react-i18next';
import { categoriesInOrder, type Wordings } from './categories-in-order.js';

interface Properties {
  readonly categories: Wordings;
  readonly chosen: string | undefined;
  readonly onChoose: (category: string) => void;
}

/** Keys 1 to 9 choose the first nine. */
const KEYS_MAX = 9;

/** The agency's own wordings, each with what it means. */
export function Categories({ categories, chosen, onChoose }: Properties) {
  const { t } = useTranslation('answer');
  return (
    <fieldset>
      <legend>{t('category')}</legend>
      <div className="categories">
        {categoriesInOrder(categories).map(([category, code], index) => (
          <label key={category}>
            <input type="radio" name="category" value={category} checked={category === chosen} onChange={() => onChoose(category)} />
            <span>{category}</span>
            <span className="code">{t(`code.${code}`)}</span>
            {index < KEYS_MAX && <kbd aria-label={t('shortcut', { key: index + 1 })}>{index + 1}</kbd>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
