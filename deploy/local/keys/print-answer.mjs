import { partiesTable } from './list.mjs';
import { registryText } from './registry.mjs';
import { outcomeWords, refusalWords, stepWords } from './words.mjs';

/** @param {import('./words.mjs').Words} words */
const line = ({ chinese, english }) => `${chinese} ${english}`.trim();

/**
 * @param {import('./commands.mjs').Answer} answer
 * @param {{ json: boolean }} options json: for programs, one object
 * @returns {string}
 */
export const printAnswer = ({ outcome, params, registry, changed, written, next }, { json }) => {
  if (json) return `${JSON.stringify({ outcome, ...params, changed, written, next, registry: JSON.parse(registryText(registry)) })}\n`;
  const head = line(outcomeWords({ code: outcome, params }));
  const table = outcome === 'listed' ? `\n${partiesTable(registry)}\n\n服务器证书有效期至 the certificate ends: ${params['certificateEndsAt']}\n` : '';
  const files = written.length === 0 ? '没有文件改变 no file changed\n' : `写入 written: ${written.join(' ')}\n`;
  const steps = next.map((code, index) => `${index + 1}. ${line(stepWords({ code, params }))}\n`);
  return `${head}\n${table}${files}${steps.length === 0 ? '' : `下一步 next:\n${steps.join('')}`}`;
};

/**
 * @param {import('./result.mjs').Refusal} refusal
 * @param {{ json: boolean }} options
 * @returns {string}
 */
export const printRefusal = (refusal, { json }) => {
  if (json) return `${JSON.stringify({ refused: refusal })}\n`;
  const { chinese, english } = refusalWords(refusal);
  return `${chinese}\n${english}\n`;
};
