import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { LookUpAnswer, LookUpQuestion } from '@lianshen/contracts/look-up';
import { lookUpDocument } from './look-up-document.js';
import { ANSWER_EXAMPLES, QUESTION_EXAMPLE } from './look-up-examples.js';

const guide = readFileSync(new URL('../../../../docs/integrators/look-up.md', import.meta.url), 'utf8');

/** The JSON texts of a guide, each indented by four: on one line, or from its opening brace to the closing one below it. */
const jsonIn = (text: string): unknown[] => [...text.matchAll(/^ {4}'?(\{.*\}|\{[^]*?^ {4}\})'?$/gm)].map(([, json = '']) => JSON.parse(json) as unknown);

describe('the OpenAPI document of the look-up service', () => {
  it('is valid under the official schema of OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(JSON.stringify(lookUpDocument())) as Record<string, unknown>)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('gives examples that the adapter itself would ask and take', () => {
    expect(LookUpQuestion.parse(QUESTION_EXAMPLE)).toEqual(QUESTION_EXAMPLE);
    for (const { value } of Object.values(ANSWER_EXAMPLES)) expect(LookUpAnswer.parse(value)).toEqual(value);
  });

  it('is worked through in the guide with the very same question and answers', () => {
    expect(jsonIn(guide)).toEqual([QUESTION_EXAMPLE, ...Object.values(ANSWER_EXAMPLES).map(({ value }) => value)]);
  });
});
