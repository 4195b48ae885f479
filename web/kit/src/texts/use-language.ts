import { useTranslation } from 'react-i18next';
import type { Language } from './same.js';

/** The language that the pages speak now. */
export const useLanguage = (): Language => (useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN');
