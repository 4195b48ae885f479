import type { Browser } from 'playwright-core';
import { startHubOfPeople, type Stack } from '../hub-stack.js';
import { openBrowser } from './browser.js';
import { Window, type Look } from './window-of.js';

/** The whole hub with its pages, a provider where invented people sign in, and a Chromium. */
export class HubOfPages {
  private readonly windows: Window[] = [];

  private constructor(
    readonly stack: Stack,
    readonly browser: Browser,
  ) {}

  static async start(options: Omit<Parameters<typeof startHubOfPeople>[0] & object, 'signIn'> = {}): Promise<HubOfPages> {
    const [stack, browser] = await Promise.all([startHubOfPeople({ requestsPerMinute: 100_000, ...options, signIn: true }), openBrowser()]);
    return new HubOfPages(stack, browser);
  }

  /** A window at the coordinator's dashboard, signed in. @param role such as `officer` */
  async dashboard(role: string, path = '/', look: Look = {}): Promise<Window> {
    return (await this.openAt(this.stack.coordinatorUrl, look)).signIn(`local-${role}`, path);
  }

  /** A window at an agency's workbench, signed in. @param role such as `clerk` */
  async workbench(agency: string, role: string, path = '/', look: Look = {}): Promise<Window> {
    return (await this.openAt(this.stack.adapterUrls[agency] ?? '', look)).signIn(`local-${agency}-${role}`, path);
  }

  /** A window where nobody has signed in yet. */
  async openAt(origin: string, look: Look = {}): Promise<Window> {
    const window = await Window.open(this.browser, origin, look);
    this.windows.push(window);
    return window;
  }

  /** What went wrong inside all windows so far. */
  get complaints(): string[] {
    return this.windows.flatMap(({ complaints }) => complaints);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.stack.stop();
  }
}
