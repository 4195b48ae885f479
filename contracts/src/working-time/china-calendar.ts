import type { CalendarYear } from './calendar-year.js';
import { toWorkingCalendar } from './calendar.js';

const NEW_YEAR = { zh: '元旦', en: "New Year's Day" };
const SPRING = { zh: '春节', en: 'Spring Festival' };
const QINGMING = { zh: '清明节', en: 'Qingming Festival' };
const LABOUR = { zh: '劳动节', en: 'Labour Day' };
const DRAGON_BOAT = { zh: '端午节', en: 'Dragon Boat Festival' };
const MID_AUTUMN = { zh: '中秋节', en: 'Mid-Autumn Festival' };
const NATIONAL = { zh: '国庆节', en: 'National Day' };

/**
 * Checked-in data, by 全国年节及纪念日放假办法 (as revised 2024-11-10) and the State Council's notice of each year.
 * The notice for the next year appears in November; until a year is added here its deadlines are provisional.
 */
export const CHINA_YEARS: readonly CalendarYear[] = [
  {
    year: 2024,
    source: '国务院办公厅关于2024年部分节假日安排的通知 (国办发明电〔2023〕7号)',
    holidays: [
      { name: NEW_YEAR, from: '2024-01-01', to: '2024-01-01' },
      { name: SPRING, from: '2024-02-10', to: '2024-02-17' },
      { name: QINGMING, from: '2024-04-04', to: '2024-04-06' },
      { name: LABOUR, from: '2024-05-01', to: '2024-05-05' },
      { name: DRAGON_BOAT, from: '2024-06-10', to: '2024-06-10' },
      { name: MID_AUTUMN, from: '2024-09-15', to: '2024-09-17' },
      { name: NATIONAL, from: '2024-10-01', to: '2024-10-07' },
    ],
    shiftedWorkdays: ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  },
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号)',
    holidays: [
      { name: NEW_YEAR, from: '2025-01-01', to: '2025-01-01' },
      { name: SPRING, from: '2025-01-28', to: '2025-02-04' },
      { name: QINGMING, from: '2025-04-04', to: '2025-04-06' },
      { name: LABOUR, from: '2025-05-01', to: '2025-05-05' },
      { name: DRAGON_BOAT, from: '2025-05-31', to: '2025-06-02' },
      { name: { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' }, from: '2025-10-01', to: '2025-10-08' },
    ],
    shiftedWorkdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号)',
    holidays: [
      { name: NEW_YEAR, from: '2026-01-01', to: '2026-01-03' },
      { name: SPRING, from: '2026-02-15', to: '2026-02-23' },
      { name: QINGMING, from: '2026-04-04', to: '2026-04-06' },
      { name: LABOUR, from: '2026-05-01', to: '2026-05-05' },
      { name: DRAGON_BOAT, from: '2026-06-19', to: '2026-06-21' },
      { name: MID_AUTUMN, from: '2026-09-25', to: '2026-09-27' },
      { name: NATIONAL, from: '2026-10-01', to: '2026-10-07' },
    ],
    shiftedWorkdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

export const CHINA_CALENDAR = toWorkingCalendar(CHINA_YEARS);
