import { partyOf, peopleOf } from './people-of-party.js';
import type { DemoPerson, Party, ProviderSettings } from './provider-settings.js';

/** Where a page goes: a Koa context, as far as a page needs one. */
interface Answering {
  type: string;
  body: unknown;
}

export const STYLE = `body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.5rem } caption { text-align: start; font-weight: 600; padding: 1rem 0 .25rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: start; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #ccc }
button { font: inherit; padding: .25rem 1rem } :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>${title}</h1>
${body}
</main></body>
</html>
`;

const ROLE_NAMES: Readonly<Record<string, string>> = {
  nominator: '提名 nominator', officer: '经办 officer', coordinatorApprover: '复核 approver', overseer: '监督 overseer', auditor: '审计 auditor', administrator: '管理 administrator',
  clerk: '经办人 clerk', approver: '签发人 approver', agencyHead: '负责人 head', superior: '上级主管 superior',
};

const NOTE = '<p>以下人员均为虚构，仅供本机试用，不需要密码。 <span lang="en">These people are invented, for trying on this machine; there is no password.</span></p>';

/** What the buttons of a table do. */
interface Action {
  readonly word: string;
  /** Before the person's id, for whoever hears the page. */
  readonly told: string;
}

const ENTER: Action = { word: '进入 open', told: '进入 open as' };
const SIGN_IN: Action = { word: '登录 sign in', told: '登录 sign in as' };

function table(place: string, people: readonly DemoPerson[], { word, told }: Action): string {
  const rows = people.map(({ sub, name, roles }) => {
    const button = `<td><button name="person" value="${escaped(sub)}" aria-label="${told} ${escaped(sub)}">${word}</button></td>`;
    return `<tr><th scope="row">${escaped(name)}</th><td>${escaped(roles.map((role) => ROLE_NAMES[role] ?? role).join('、'))}</td><td><code>${escaped(sub)}</code></td>${button}</tr>`;
  });
  const heads = ['姓名 name', '职责 role', '标识 id', '操作 action'].map((head) => `<th scope="col">${head}</th>`).join('');
  return `<table><caption>${escaped(place)}</caption><thead><tr>${heads}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

/** A table for each party with those who begin there. */
function tables({ parties }: ProviderSettings, people: readonly DemoPerson[], action: Action): string {
  return parties
    .map((party) => ({ party, beginning: people.filter((person) => partyOf(person, parties, people) === party) }))
    .filter(({ beginning }) => beginning.length > 0)
    .map(({ party, beginning }) => table(party.name, beginning, action))
    .join('\n');
}

/** The first address of the demonstration: who is who, and one button each to begin as them. */
export const whoIsWhoPage = (settings: ProviderSettings, people: readonly DemoPerson[]): string =>
  page(
    '联审本地演示：谁是谁 Who is who',
    `${NOTE}
<p>同一单位的两个人请用两个浏览器（或一个无痕窗口）同时打开。 <span lang="en">To be two people of one party at once, use two browsers or a private window.</span></p>
<form method="post" action="/enter">
${tables(settings, people, ENTER)}
</form>
<p>以另外的人登录 sign in as somebody else:</p>
<ul>
${settings.parties.map(({ name, url }) => `<li><a href="${escaped(`${url}/auth/login`)}">${escaped(name)}</a></li>`).join('\n')}
</ul>`,
  );

/** Asks who signs in, the party's own people first. @param party what the person signs in to. */
export function signInPage(settings: ProviderSettings, people: readonly DemoPerson[], uid: string, party: Party | undefined): string {
  const own = party === undefined ? [] : peopleOf(party, people);
  const body = own.length > 0 ? table(party?.name ?? '', own, SIGN_IN) : tables(settings, people, SIGN_IN);
  return page(`登录 Sign in: ${escaped(party?.name ?? '')}`, `${NOTE}\n<form method="post" action="/interaction/${escaped(uid)}">\n${body}\n</form>`);
}

/** @param form the provider's own, without a button. */
export function signOutPage(context: Answering, form: string): void {
  context.type = 'html';
  context.body = page('退出登录？ Sign out?', `${form}\n<p><button form="op.logoutForm" name="logout" value="yes">退出 sign out</button> <button form="op.logoutForm">取消 stay</button></p>`);
}

export function signedOutPage(context: Answering): void {
  context.type = 'html';
  context.body = page('已退出 Signed out', '<p><a href="/">谁是谁 who is who</a></p>');
}

export function errorPage(context: Answering, code: string): void {
  context.type = 'html';
  context.body = failedPage(code);
}

/** @param code of OAuth, or a word of ours; nothing that was sent is shown again. */
export const failedPage = (code: string): string => page('无法登录 Cannot sign in', `<p><code>${escaped(code)}</code></p><p><a href="/">谁是谁 who is who</a></p>`);
