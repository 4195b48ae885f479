/**
 * Writes the types of the interfaces from their OpenAPI documents into `dist/api`, so that a page that asks for what is not
 * there does not compile.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const target = new URL('./dist/api/', import.meta.url);
mkdirSync(target, { recursive: true });
for (const service of ['coordinator', 'agency-adapter']) {
  const document = readFileSync(new URL(`../../docs/api/${service}.openapi.json`, import.meta.url), 'utf8');
  writeFileSync(new URL(`${service}.d.ts`, target), astToString(await openapiTS(document)));
}
