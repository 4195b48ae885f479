import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { ApiService } from '@lianshen/contracts/api';
import { openApiDocument } from './openapi-document.js';

interface Operation {
  readonly security: readonly object[];
  readonly 'x-roles'?: readonly string[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>;
}

const operationsOf = (service: ApiService): [string, Operation][] => {
  const paths = openApiDocument(service)['paths'] as unknown as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]));
};

describe.each(['coordinator', 'agency-adapter', 'notifier'] as const)('the OpenAPI document of the %s', (service) => {
  it('is valid under the official schema of OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(JSON.stringify(openApiDocument(service))) as Record<string, unknown>);
    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('says of each operation who may use it', () => {
    for (const [, { security, 'x-roles': roles }] of operationsOf(service)) expect(security.length).toBe(roles?.length ?? 0);
  });

  it('gives every answer a schema', () => {
    const without = operationsOf(service).flatMap(([name, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content }]) => (Object.values(content ?? {}).some(({ schema }) => schema) ? [] : [`${name} ${status}`])),
    );
    expect(without).toEqual([]);
  });
});
