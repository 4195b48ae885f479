import { join } from 'node:path';
import { writeWhole } from '../whole-file.mjs';
import { padToWidth } from '../display-width.mjs';
import { ROLES, STAFF_ROLES } from '../stack/identity.mjs';

/** @typedef {import('../stack.mjs').Stack} Stack */

/** The role's name in the token's file: `court-head.jwt`. */
const FILE_NAMES = { clerk: 'clerk', approver: 'approver', agencyHead: 'head', superior: 'superior', auditor: 'auditor', administrator: 'administrator' };

/**
 * Writes a fresh token for each role, and for the staff of each agency; they are good for hours, so they are renewed while
 * the stack runs.
 * @param {Stack} stack
 */
export const writeTokens = (stack) => {
  for (const role of ROLES) writeWhole(join(stack.dir, 'tokens', `${role}.jwt`), stack.mintToken(role));
  for (const { agency } of stack.agencies) {
    for (const role of STAFF_ROLES) writeWhole(join(stack.dir, 'tokens', `${agency}-${FILE_NAMES[role]}.jwt`), stack.mintStaffToken(agency, role));
  }
};

const NAME_WIDTH = 26;

/** @param {Stack} stack */
const addressLines = (stack) =>
  [
    ['协调端 coordinator', stack.coordinatorUrl],
    ...stack.agencies.map(({ agency, name }) => [`${name} ${agency}`, stack.adapterUrls[agency] ?? '']),
    ['通知 notifier', stack.notifierUrl],
  ]
    .map(([name = '', url]) => `  ${padToWidth(name, NAME_WIDTH)}${url}`)
    .join('\n');

/**
 * @param {Stack} stack
 * @param {number} ms how long the start took
 */
export const describeStack = (stack, ms) => `
联审已就绪（${(ms / 1000).toFixed(1)} 秒） Lianshen is ready (${(ms / 1000).toFixed(1)} s)

  打开这一个地址 open this one address

      ${stack.signInUrl}

  选一个虚构的人，一键进入其页面：工作台（各单位）或协调端。 Choose an invented person, and begin as them.

${addressLines(stack)}

  令牌 tokens   .data/tokens/<role>.jwt  (${ROLES.join(', ')})
                .data/tokens/<agency>-<clerk|approver|head|superior>.jwt
  日志 logs     .data/logs/
  接口 API      docs/walk-through.md

按 Ctrl-C 结束全部进程；数据保存在 .data/。 Ctrl-C ends everything; the data stays in .data/.
`;
