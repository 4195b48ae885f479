import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { findingsOfAxe } from './findings-of-axe.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';

const UNIT = '市试例局';
const HEADER = '姓名,身份证号,工作单位,现任职务,拟任职务';
// Each wait inside has a bound of its own, and says what it waited for.
jest.setTimeout(120_000);

let hub: HubOfPages;

beforeAll(async () => {
  hub = await HubOfPages.start();
  const { coordinatorUrl, tokens } = hub.stack;
  const imported = await fetch(`${coordinatorUrl}/api/batches?${new URLSearchParams({ policy: 'standard-five', title: '试例批次', unit: UNIT, rows: 'all' })}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.officer}`, 'idempotency-key': 'oversight-pages', 'x-file-name': 'list.csv', 'content-type': 'text/csv' },
    body: `${HEADER}\n试例甲,990101198001010014,市试例局,科长,副局长\n试例乙,99010119700101001X,市试例局,科长,副局长\n`,
  });
  if (imported.status !== 201) throw new Error(await imported.text());
}, 120_000);

afterAll(() => hub.stop());

/** Light on a telephone, dark at a desk, as it is now. */
async function readsWell(window: Window): Promise<void> {
  for (const [appearance, width] of [['light', 360], ['dark', 1280]] as const) {
    await window.page.emulateMedia({ colorScheme: appearance });
    await window.page.setViewportSize({ width, height: 800 });
    expect({ appearance, width, found: await findingsOfAxe(window.page) }).toEqual({ appearance, width, found: [] });
  }
}

describe('the pages of those who watch over the vetting', () => {
  it('begin for each with what is theirs', async () => {
    for (const [role, path] of [['nominator', '/nominations'], ['auditor', '/batches'], ['administrator', '/policies'], ['superior', '/recusals']] as const) {
      const window = await hub.dashboard(role);
      await window.page.waitForURL(`**${path}`);
      await window.close();
    }
  });

  it('show a nominating unit its own candidates and what became of them, and nothing else', async () => {
    const window = await hub.dashboard('nominator');
    await window.page.getByTestId('nominations').getByRole('link').click();
    const outcomes = window.page.getByTestId('outcomes');
    await outcomes.waitFor();
    expect(await outcomes.innerText()).toMatch(/试例甲[^]*联审中[^]*试例乙[^]*联审中/);
    await window.goTo('/readings');
    await window.page.getByTestId('no-right').waitFor();
    await window.close();
  });

  it('show an auditor who read what, and find it by reader', async () => {
    const window = await hub.dashboard('auditor', '/readings');
    const readings = window.page.getByTestId('readings');
    await readings.waitFor();
    await window.page.locator('input[name=by]').fill('local-nominator');
    await window.page.getByRole('button', { name: '查询' }).click();
    await readings.getByText('推荐人选的结果').first().waitFor();
    expect(await readings.innerText()).not.toMatch(/listOutcomes|candidate\.name|follow-nomination/);
    expect(window.page.url()).not.toContain('local-nominator');
    await window.close();
  });

  it('draw figures, and show the same as a table', async () => {
    const window = await hub.dashboard('officer', '/statistics');
    await window.page.getByTestId('chart').first().waitFor();
    expect(await window.page.locator('canvas').count()).toBeGreaterThan(0);
    await window.page.getByTestId('figures').waitFor();
    await window.page.locator('summary').first().click();
    await readsWell(window);
    await window.close();
  });

  it('check a policy and try it out before anybody is asked under it', async () => {
    const window = await hub.dashboard('administrator', '/policies');
    await window.page.getByTestId('policies').getByRole('link').first().click();
    await window.page.getByTestId('meaning').waitFor();
    await window.page.getByRole('link', { name: '以此为底稿修改' }).click();
    const document = window.page.locator('#policy-text');
    const good = await document.inputValue();
    await document.fill(good.replace('"haltReviewDays"', '"haltReview"'));
    await window.page.getByTestId('lint').click();
    await window.page.getByTestId('flaws').getByText('错误').first().waitFor();
    await document.fill(good);
    await window.page.getByTestId('lint').click();
    await window.page.getByText('没有问题，可以采用。').waitFor();
    await window.page.locator('input[type=datetime-local]').first().fill('2026-11-25T10:00');
    await window.page.getByTestId('dry-run').click();
    await window.page.getByTestId('fires').waitFor();
    expect(await window.page.getByTestId('fires').innerText()).toContain('经办人');
    await readsWell(window);
    await window.close();
  });

  it('let an officer write a version of a policy, and new batches get it once another person has seen what differs and confirmed', async () => {
    const officer = await hub.dashboard('officer', '/policies');
    await officer.page.getByTestId('policies').getByRole('link').first().click();
    await officer.page.getByRole('link', { name: '以此为底稿修改' }).click();
    const document = officer.page.locator('#policy-text');
    await document.fill((await document.inputValue()).replace(/"haltReviewDays": \d+/, '"haltReviewDays": 7'));
    expect(await officer.page.getByText('提出这个版本').count()).toBe(0);
    await officer.page.getByTestId('lint').click();
    await officer.page.getByText('提出这个版本').click();
    await officer.page.locator('details[open] input[name=reason]').fill('市试例委〔2026〕3 号');
    await officer.page.locator('details[open]').getByRole('button', { name: '提交' }).click();
    await officer.page.getByTestId('decide').getByText('须由另一人确认').waitFor();
    expect(await officer.page.getByTestId('adopt').count()).toBe(0);
    await readsWell(officer);
    const approver = await hub.dashboard('coordinatorApprover', '/');
    await approver.page.getByTestId('policies-to-confirm').getByRole('link').click();
    expect(await approver.page.getByTestId('differences').innerText()).toMatch(/删去[^]*"haltReviewDays": \d+[^]*新增[^]*"haltReviewDays": 7/);
    await approver.page.getByTestId('adopt').click();
    await approver.page.getByText('已采用').waitFor();
    await approver.goTo('/policies');
    expect(await approver.page.getByTestId('policy-changes').innerText()).toMatch(/已采用[^]*local-officer[^]*local-coordinatorApprover/);
    await readsWell(approver);
    await officer.close();
    await approver.close();
  });

  it('let one person propose what becomes of an agency, and another confirm it', async () => {
    const window = await hub.dashboard('administrator', '/agencies');
    await window.page.getByTestId('agencies').waitFor();
    expect(await window.page.getByTestId('agencies').innerText()).toMatch(/法院\s+court\s+未登记名称/);
    await window.page.getByText('登记单位').click();
    for (const [name, value] of [['agency', 'tax'], ['zh', '市试例税务局'], ['en', 'Tax office']] as const) await window.page.locator(`input[name=${name}]`).fill(value);
    await window.page.getByRole('button', { name: '提交' }).click();
    await window.page.getByRole('link', { name: '市试例税务局' }).click();
    await window.page.getByText('提出变更: 暂停').click();
    await window.page.locator('details[open] input[name=reason]').fill('机构改革文件第三条');
    await window.page.locator('details[open]').getByRole('button', { name: '提交' }).click();
    await window.page.getByText('待第二人决定').waitFor();
    expect(await window.page.getByRole('button', { name: '确认' }).count()).toBe(0);
    const second = await hub.dashboard('coordinatorApprover', '/agencies/tax');
    await second.page.getByRole('button', { name: '确认' }).click();
    await second.page.getByText('已确认').waitFor();
    await readsWell(second);
    await window.close();
    await second.close();
  });

  it('let an approver order an officer off a case, and take it back; of an approver the superior alone', async () => {
    const approver = await hub.dashboard('coordinatorApprover', '/cases');
    await approver.page.getByTestId('case-row').first().getByRole('link').click();
    await approver.page.getByTestId('order-recusal').click();
    for (const [field, value] of [['staff-id', 'second-officer'], ['staff-name', '另一经办（虚构）'], ['order-recusal-text', '试例：与人选共事']] as const) await approver.page.getByTestId(field).fill(value);
    await approver.page.getByTestId('order-recusal-send').click();
    await approver.page.getByRole('dialog').waitFor({ state: 'detached' });
    const caseId = new URL(approver.page.url()).pathname.split('/').at(-1) ?? '';
    await approver.goTo('/recusals');
    await approver.page.getByTestId('lift').click();
    await approver.page.getByTestId('lift-text').fill('试例：查无此事');
    await approver.page.getByTestId('lift-send').click();
    await approver.page.getByTestId('recusal').getByText('已解除：local-coordinatorApprover').waitFor();
    const { coordinatorUrl, mintToken } = hub.stack;
    const ordered = await fetch(`${coordinatorUrl}/api/cases/${caseId}/recusals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mintToken('superior')}`, 'idempotency-key': 'oversight-order', 'content-type': 'application/json' },
      body: JSON.stringify({ person: { id: 'local-coordinatorApprover', name: '复核人（虚构）' }, reason: '试例：亲属' }),
    });
    expect(ordered.status).toBe(200);
    await approver.goTo('/recusals');
    await approver.page.getByTestId('recusal').nth(1).waitFor();
    expect(await approver.page.getByTestId('lift').count()).toBe(0);
    const superior = await hub.dashboard('superior');
    await superior.goTo('/recusals');
    await superior.page.getByTestId('lift').click();
    await superior.page.getByTestId('lift-text').fill('试例：核实后解除');
    await superior.page.getByTestId('lift-send').click();
    await superior.page.getByText('已解除：local-superior').waitFor();
    await superior.close();
    await approver.close();
  });

  it('have nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
