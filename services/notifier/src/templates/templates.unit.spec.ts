import { describe, expect, it } from '@jest/globals';
import { NoticeFact } from '@lianshen/contracts/api';
import { digestText } from './digest-text.js';
import { noticeText } from './notice-text.js';

const DUE = Date.parse('2026-11-30T17:30:00+08:00');
const AGENCIES = /discipline|court|procuratorate|audit|petitions|纪检|法院|检察|审计|信访/;

const everyText = (): string[] =>
  NoticeFact.options.flatMap((fact) => {
    const { zh, en } = noticeText(fact, DUE);
    const digests = (['zh', 'en'] as const).flatMap((language) => Object.values(digestText(language, [{ fact, dueAt: DUE }, { fact, dueAt: null }])) as string[]);
    return [zh, en, ...digests];
  });

describe('the sentence of a notice', () => {
  it('says in Chinese and English what came and by when it is due, by the clock of China', () => {
    expect(noticeText('request-issued', DUE)).toEqual({
      zh: '收到一件新的联审请求，反馈期限 2026-11-30 17:30。',
      en: 'A new vetting request has come; the answer is due 2026-11-30 17:30 (China).',
    });
  });

  it('gives no due time where nothing is to be answered any more', () => {
    expect(noticeText('request-recalled', DUE).zh).toBe('一件联审请求已撤回，无需再反馈。');
  });
});

describe('a digest', () => {
  const batch = [...Array.from({ length: 500 }, (_, index) => ({ fact: 'request-issued' as const, dueAt: DUE + index })), { fact: 'request-overdue' as const, dueAt: DUE }];

  it('of a batch of 500 is one mail that counts, in Chinese', () => {
    const { subject, text } = digestText('zh', batch);
    expect(subject).toBe('【联审】501 项新通知');
    expect(text).toContain('- 新的联审请求 500 件\n- 已逾期的联审请求 1 件\n');
    expect(text).toContain('最早的反馈期限：2026-11-30 17:30');
  });

  it('and in English, with one and many told apart', () => {
    const { subject, text } = digestText('en', batch);
    expect(subject).toBe('[Lianshen] 501 new notices');
    expect(text).toContain('- 500 new vetting requests\n- 1 vetting request overdue\n');
    expect(digestText('en', [{ fact: 'case-halted', dueAt: null }]).subject).toBe('[Lianshen] 1 new notice');
  });

  it('says nothing of what did not happen', () => {
    expect(digestText('zh', [{ fact: 'case-cleared', dueAt: null }]).text.split('\n')[0]).toBe('- 联审通过的案件 1 个');
    expect(digestText('zh', [{ fact: 'case-cleared', dueAt: null }]).text).not.toContain('期限');
  });
});

describe('the templates', () => {
  it('name no agency and hold no number that could be a person’s', () => {
    for (const text of everyText()) {
      expect(text).not.toMatch(AGENCIES);
      expect(text).not.toMatch(/\d{6,}/);
    }
  });
});
