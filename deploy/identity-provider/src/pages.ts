import type { DemoPerson, ProviderSettings } from './provider-settings.js';

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

function table(place: string, people: readonly DemoPerson[], withButtons: boolean): string {
  const rows = people.map(({ sub, name, roles }) => {
    const button = withButtons ? `<td><button name="person" value="${escaped(sub)}" aria-label="以 ${escaped(sub)} 登录 sign in as ${escaped(sub)}">登录 sign in</button></td>` : '';
    return `<tr><th scope="row">${escaped(name)}</th><td>${escaped(roles.map((role) => ROLE_NAMES[role] ?? role).join('、'))}</td><td><code>${escaped(sub)}</code></td>${button}</tr>`;
  });
  const heads = ['姓名 name', '职责 role', '标识 id', ...(withButtons ? ['操作 action'] : [])].map((head) => `<th scope="col">${head}</th>`).join('');
  return `<table><caption>${escaped(place)}</caption><thead><tr>${heads}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function tables({ parties }: ProviderSettings, people: readonly DemoPerson[], withButtons: boolean): string {
  const agencies = [...new Set(people.map(({ agency }) => agency))];
  const placeOf = (agency: string | undefined): string => (agency === undefined ? '协调端 coordinator' : (parties.find(({ clientId }) => clientId.endsWith(`-${agency}`))?.name ?? agency));
  return agencies.map((agency) => table(placeOf(agency), people.filter((person) => person.agency === agency), withButtons)).join('\n');
}

/** Who is who, and where each process is signed in to. */
export const whoIsWhoPage = (settings: ProviderSettings, people: readonly DemoPerson[]): string =>
  page(
    '联审本地演示：谁是谁 Who is who',
    `${NOTE}
<ul>
${settings.parties.map(({ name, url }) => `<li><a href="${escaped(`${url}/auth/login`)}">登录 sign in: ${escaped(name)}</a></li>`).join('\n')}
</ul>
${tables(settings, people, false)}`,
  );

/** Asks who signs in. @param place what the person signs in to. */
export const signInPage = (settings: ProviderSettings, people: readonly DemoPerson[], uid: string, place: string): string =>
  page(`登录 Sign in: ${escaped(place)}`, `${NOTE}\n<form method="post" action="/interaction/${escaped(uid)}">\n${tables(settings, people, true)}\n</form>`);

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
