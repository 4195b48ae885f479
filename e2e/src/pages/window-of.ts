import type { Browser, BrowserContext, ConsoleMessage, Page, Request } from 'playwright-core';

export type Appearance = 'light' | 'dark';

export interface Look {
  readonly appearance?: Appearance;
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'zh-CN' | 'en';
}

/** A wait inside a page ends after this. */
const WITHIN_MS = 15_000;
/** So many of what a page asked are told where something goes wrong. */
const ASKED_MAX = 20;
/** What a browser says of an answer that is a refusal: the page tells it in its own words, and tests look there. */
const REFUSAL = /Failed to load resource: the server responded with a status of (?:401|403|404|409|410|412|422|428|429|503)/;
const NETWORK_GONE = /net::ERR_(?:INTERNET_DISCONNECTED|CONNECTION_REFUSED|NETWORK_CHANGED|ABORTED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/;

/** A person's browser window at one application of the hub. What goes wrong inside, a missing text among it, is kept for the test to see. */
export class Window {
  readonly complaints: string[] = [];
  /** What the page last asked the hub, and what came of it. */
  private readonly asked: string[] = [];

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly origin: string,
  ) {
    page.setDefaultTimeout(WITHIN_MS);
    page.on('console', (message) => this.hear(message));
    page.on('requestfinished', (request) => void this.note(request));
    page.on('requestfailed', (request) => void this.note(request));
    page.on('pageerror', (error) => this.complaints.push(`page error: ${error.message}`));
  }

  /** A window of its own, with no cookie. */
  static async open(browser: Browser, origin: string, { appearance = 'light', width = 1280, height = 800, language = 'zh-CN' }: Look = {}): Promise<Window> {
    const context = await browser.newContext({ colorScheme: appearance, viewport: { width, height }, reducedMotion: 'reduce', locale: language, acceptDownloads: true });
    await context.addInitScript({ content: `localStorage.setItem('lianshen.language', '${language}')` });
    return new Window(await context.newPage(), context, origin);
  }

  /** Opens an address of the application, and signs in there as an invented person of the local provider where that is asked. @param sub such as `local-court-clerk` */
  async signIn(sub: string, path = '/'): Promise<this> {
    await this.page.goto(`${this.origin}${path}`);
    await this.page.getByTestId('sign-in').click();
    await this.page.locator(`button[value="${sub}"]`).click();
    await this.page.getByTestId('account').waitFor();
    return this;
  }

  /** Goes to an address as somebody who types it. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.origin}${path}`);
  }

  /** Waits for what ought to come into sight; where it does not, what the page says of its trouble is told, too. */
  async see(selector: string): Promise<void> {
    try {
      await this.page.locator(selector).first().waitFor();
    } catch (error) {
      throw new Error(`${selector} is not seen; ${await this.tellTrouble()}`, { cause: error });
    }
  }

  private async tellTrouble(): Promise<string> {
    const problems = await this.page.getByTestId('problem').all();
    const codes = await Promise.all(problems.map((problem) => problem.getAttribute('data-code')));
    const [dialogs, busy] = await Promise.all([this.page.getByRole('dialog').count(), this.page.locator('.ant-btn-loading').count()]);
    return `the page tells of ${codes.length === 0 ? 'no trouble' : codes.join(', ')}; dialogs open: ${dialogs}, buttons at work: ${busy}; asked last:\n${this.asked.join('\n')}`;
  }

  private async note(request: Request): Promise<void> {
    if (!request.url().includes('/api/')) return;
    const response = await request.response().catch(() => null);
    this.asked.push(`${request.method()} ${new URL(request.url()).pathname} ${response?.status() ?? request.failure()?.errorText ?? ''}`);
    if (this.asked.length > ASKED_MAX) this.asked.shift();
  }

  /** Another window of the same browser, signed in as the first. */
  async another(path: string): Promise<Window> {
    const other = new Window(await this.context.newPage(), this.context, this.origin);
    await other.goTo(path);
    return other;
  }

  close = (): Promise<void> => this.context.close();

  private hear(message: ConsoleMessage): void {
    const text = message.text();
    if (message.type() === 'error' && !REFUSAL.test(text) && !NETWORK_GONE.test(text)) this.complaints.push(text);
  }
}
