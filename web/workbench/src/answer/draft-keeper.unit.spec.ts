import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HubProblem } from '@lianshen/web-kit/api';
import type { AnswerForm, VersionedItem } from '../hub/hub.js';
import { DraftKeeper } from './draft-keeper.js';

const form = (category: string): AnswerForm => ({ category, findings: [] });
const version = (etag: string, draft?: AnswerForm): VersionedItem => ({ etag, item: { draft: draft ? { form: draft, savedAt: '', savedBy: '' } : null } as never });

/** A hub that holds one draft under a version. */
class Hub {
  etag = '"1-0"';
  draft: AnswerForm | undefined;
  puts = 0;
  away = false;

  put = async (sent: AnswerForm, etag: string): Promise<VersionedItem> => {
    this.puts += 1;
    if (this.away) throw new HubProblem({ code: 'offline', status: 0 });
    if (etag !== this.etag) throw new HubProblem({ code: 'draft.stale', status: 412, params: { by: 'clerk-2' } });
    this.draft = sent;
    this.etag = `"1-${this.puts}"`;
    return version(this.etag, sent);
  };

  read = async (): Promise<VersionedItem> => version(this.etag, this.draft);
}

describe('a draft that is typed', () => {
  let hub: Hub;
  let keeper: DraftKeeper;

  beforeEach(() => {
    jest.useFakeTimers();
    hub = new Hub();
    keeper = new DraftKeeper(version('"1-0"'), { put: hub.put, read: hub.read, onSaved: () => undefined });
  });

  afterEach(() => {
    keeper.end();
    jest.useRealTimers();
  });

  it('is saved by itself once, after the last key', async () => {
    for (const category of ['a', 'b', 'c']) keeper.change(form(category));
    expect(keeper.snapshot().state).toBe('dirty');
    await jest.advanceTimersByTimeAsync(1_000);
    expect([hub.draft, hub.puts, keeper.snapshot().state]).toEqual([form('c'), 1, 'clean']);
  });

  it('names the version of its last saving when it is submitted', async () => {
    keeper.change(form('a'));
    expect(await keeper.flush()).toBe('"1-1"');
    expect(await keeper.flush()).toBe('"1-1"');
  });

  it('never overwrites what another has saved, and keeps what was typed', async () => {
    hub.etag = '"1-7"';
    hub.draft = form('theirs');
    keeper.change(form('mine'));
    expect(await keeper.flush()).toBeUndefined();
    expect([hub.draft, keeper.snapshot().form]).toEqual([form('theirs'), form('mine')]);
    expect(keeper.snapshot().conflict?.theirs.etag).toBe('"1-7"');
    expect(keeper.snapshot().conflict?.problem?.details.params).toEqual({ by: 'clerk-2' });
    keeper.resolve('mine');
    await keeper.flush();
    expect(hub.draft).toEqual(form('mine'));
  });

  it('gives way to what another has saved where the person says so', async () => {
    hub.etag = '"1-7"';
    hub.draft = form('theirs');
    keeper.change(form('mine'));
    await keeper.flush();
    keeper.resolve('theirs');
    expect([keeper.snapshot().form, keeper.snapshot().state]).toEqual([form('theirs'), 'clean']);
    expect(await keeper.flush()).toBe('"1-7"');
  });

  it('stays as it is typed when something else of the item changes', async () => {
    keeper.change(form('mine'));
    hub.etag = '"2-0"';
    keeper.hear(version('"2-0"'));
    expect(keeper.snapshot().conflict).toBeUndefined();
    await keeper.flush();
    expect(hub.draft).toEqual(form('mine'));
  });

  it('follows what is saved elsewhere while nothing is typed here', () => {
    keeper.hear(version('"1-3"', form('elsewhere')));
    expect(keeper.snapshot()).toMatchObject({ form: form('elsewhere'), state: 'clean' });
  });

  it('is still there when the hub is away, and saved when it is back', async () => {
    hub.away = true;
    keeper.change(form('mine'));
    expect(await keeper.flush()).toBeUndefined();
    expect(keeper.snapshot()).toMatchObject({ state: 'failed', form: form('mine') });
    hub.away = false;
    expect(await keeper.flush()).toBe(hub.etag);
    expect(hub.draft).toEqual(form('mine'));
  });
});
