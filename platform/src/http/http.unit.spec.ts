import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { Defect, Fault } from '@lianshen/contracts/kernel';
import { z } from 'zod';
import { createLog } from '../telemetry/log.js';
import { readCursor, readSlice, sliceOf, writeCursor } from './cursor.js';
import { ProblemFilter } from './problem.filter.js';
import { refusalWords, statusOf } from './refusal-words.js';
import { Refused } from './refused.js';
import { validated } from './validated.js';

function answerTo(error: unknown): { status: number; type: string; body: Record<string, unknown> } {
  const answer = { status: 0, type: '', body: {} as Record<string, unknown> };
  const response = {
    status: (status: number) => (answer.status = status, response),
    type: (type: string) => (answer.type = type, response),
    send: (text: string) => (answer.body = JSON.parse(text) as Record<string, unknown>, response),
  };
  new ProblemFilter(createLog('spec', 'silent')).catch(error, { switchToHttp: () => ({ getResponse: () => response }) } as never);
  return answer;
}

describe('the HTTP edge answers', () => {
  it('a refusal with its code, its parameters and a sentence in both languages', () => {
    const { status, type, body } = answerTo(new Refused({ code: 'policy.unknown', params: { name: 'x' } }, { rows: [1] }));
    expect([status, type]).toEqual([422, 'application/problem+json']);
    expect(body).toEqual({ type: 'urn:lianshen:policy.unknown', title: refusalWords('policy.unknown').zh, detail: refusalWords('policy.unknown').en, status: 422, code: 'policy.unknown', params: { name: 'x' }, rows: [1] });
  });

  it('a refusal without a number of its own with 422, naming the code', () => {
    expect(statusOf('some.rule')).toBe(422);
    expect(answerTo(new Refused({ code: 'some.rule', params: {} })).body['detail']).toContain('some.rule');
  });

  it('a fault with 503 and a defect with 500, saying nothing of the cause', () => {
    for (const [error, status] of [[new Fault('张三'), 503], [new Defect('张三'), 500], [new TypeError('张三'), 500], ['张三', 500]] as const) {
      const answer = answerTo(error);
      expect(answer.status).toBe(status);
      expect(JSON.stringify(answer.body)).not.toContain('张三');
    }
  });

  it("the framework's own refusals and those of the body's reader with their number", () => {
    expect(answerTo(new NotFoundException())).toMatchObject({ status: 404, body: { code: 'http.404' } });
    expect(answerTo(Object.assign(new Error('x'), { status: 415 }))).toMatchObject({ status: 415, body: { code: 'http.415' } });
  });
});

describe('input at the door', () => {
  const schema = z.strictObject({ name: z.string().max(3), nested: z.strictObject({ count: z.number() }) });

  it('is passed on as the schema understands it', () => {
    expect(validated(schema, { name: 'abc', nested: { count: 1 } })).toEqual({ name: 'abc', nested: { count: 1 } });
  });

  it('is refused with the fields and never with what was in them', () => {
    const refusal = (() => {
      try {
        validated(schema, { name: '张三张三', nested: { count: '李四' } });
      } catch (error) {
        return error as Refused;
      }
      return undefined;
    })();
    expect(refusal?.refusal.code).toBe('request.malformed');
    expect(refusal?.extra).toEqual({ fields: [{ field: 'name', problem: 'too_big' }, { field: 'nested.count', problem: 'invalid_type' }] });
    expect(JSON.stringify(refusal)).not.toMatch(/张三|李四/);
  });
});

describe('a list that is read whole', () => {
  it('is given in slices, each with the cursor of the next', () => {
    const all = ['a', 'b', 'c', 'd'];
    const first = sliceOf(all, readSlice({ limit: 3 }));
    expect(first).toEqual({ items: ['a', 'b', 'c'], next: expect.any(String) });
    const second = readSlice({ limit: 3, cursor: first.next ?? '' });
    expect(second).toEqual({ from: 3, limit: 3 });
    expect(sliceOf(all, second)).toEqual({ items: ['d'], next: null });
    expect(sliceOf(all.slice(0, 3), readSlice({ limit: 3 }))).toEqual({ items: all.slice(0, 3), next: null });
  });

  it.each([[['a']], [[-1]], [[1.5]], [3]])('refuses a cursor that is of another list', (position) => {
    expect(() => readSlice({ limit: 3, cursor: writeCursor(position) })).toThrow(Refused);
  });
});

describe('a cursor', () => {
  const schema = z.tuple([z.string(), z.number()]);

  it('comes back as it was written', () => {
    expect(readCursor(schema, writeCursor(['a', 1]))).toEqual(['a', 1]);
    expect(readCursor(schema, undefined)).toBeUndefined();
  });

  it.each(['', 'x', writeCursor({ $gt: '' }), writeCursor(['a', '1'])])('that is none of ours is refused', (text) => {
    expect(() => readCursor(schema, text)).toThrow(Refused);
  });
});
