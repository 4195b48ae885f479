import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { kit as english } from './en.js';
import { kit as chinese } from './zh-cn.js';
import { LANGUAGES, type Language, type Texts } from './same.js';

/** A wish of the machine's user, and nothing of anybody. */
const KEPT_UNDER = 'lianshen.language';

export const kitTexts = { 'zh-CN': { kit: chinese }, en: { kit: english } };

const keptLanguage = (): Language => LANGUAGES.find((language) => language === localStorage.getItem(KEPT_UNDER)) ?? 'zh-CN';

const tellDocument = (language: string): void => {
  document.documentElement.lang = language;
};

/** Chinese unless the person has chosen; a key that is missing is said aloud, and the tests in the browser hear it. */
export async function startTexts(texts: Texts): Promise<void> {
  i18next.on('languageChanged', tellDocument);
  await i18next.use(initReactI18next).init({
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, { ...kitTexts[language], ...texts[language] }])),
    lng: keptLanguage(),
    fallbackLng: false,
    defaultNS: 'kit',
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (languages, namespace, key) => console.error(`text missing: ${namespace}:${key} in ${languages.join(', ')}`),
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT_UNDER, language);
  await i18next.changeLanguage(language);
}
