import { describe, expect, it } from '@jest/globals';
import { Fault } from '@lianshen/contracts/kernel';
import { createLog } from './log.js';

/** What the log would write of an error. */
const logged = (error: unknown): string => {
  const log = createLog('spec', 'silent') as unknown as Record<symbol, { err: (error: unknown) => object }>;
  const serializers = Object.getOwnPropertySymbols(log).concat(Object.getOwnPropertySymbols(Object.getPrototypeOf(log))).find((each) => each.description === 'pino.serializers');
  return JSON.stringify(serializers && log[serializers]?.err(error));
};

describe('of an error the log shows', () => {
  it('name, message, code and cause', () => {
    const text = logged(new Fault('the store is away', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }));
    for (const part of ['Fault', 'the store is away', 'refused', 'ECONNREFUSED']) expect(text).toContain(part);
  });

  it('nothing of the key that was a duplicate', () => {
    expect(logged(Object.assign(new Error('E11000 dup key: { name: "张三" }'), { code: 11_000, keyValue: { name: '张三' } }))).not.toContain('张三');
  });

  it('nothing of a text that is no JSON', () => {
    const error = (() => {
      try {
        return JSON.parse('张三') as unknown;
      } catch (caught) {
        return caught;
      }
    })();
    expect((error as Error).message).toContain('张三');
    expect(logged(error)).not.toContain('张三');
  });

  it('nothing of what is no error at all', () => {
    expect(logged('张三')).not.toContain('张三');
    expect(logged(new Fault('x', { cause: { document: '张三' } }))).not.toContain('张三');
  });
});
