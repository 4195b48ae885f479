interface Cookie {
  readonly value: string;
  readonly path: string;
  readonly attributes: string;
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** As much of a browser as signing in needs: one jar for a host whatever the port, and redirects that are followed. */
export class Browser {
  private readonly cookies = new Map<string, Cookie>();

  cookie(name: string): Cookie | undefined {
    return this.cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, { value, path: '/', attributes: '' });
  }

  /** The same browser as it is now, going its own way from here. @param without the name of a cookie that it forgets. */
  copy(without?: string): Browser {
    const copied = new Browser();
    for (const [name, cookie] of this.cookies) if (name !== without) copied.cookies.set(name, cookie);
    return copied;
  }

  /** One request, and no further. */
  async visit(url: string, init: RequestInit = {}): Promise<Page> {
    const { pathname } = new URL(url);
    const cookie = [...this.cookies].filter(([, { path }]) => pathname.startsWith(path)).map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) } });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Goes wherever it is sent. @throws after 12 steps */
  async follow(url: string, init: RequestInit = {}): Promise<Page> {
    let page = await this.visit(url, init);
    for (let step = 0; step < 12; step++) {
      const location = page.headers.get('location');
      if (location === null) return page;
      page = await this.visit(new URL(location, page.url).href);
    }
    throw new Error('sent on and on');
  }

  /** Presses a button of the page's form. */
  press(page: Page, fields: Readonly<Record<string, string>>): Promise<Page> {
    const action = /action="([^"]+)"/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`${page.url} has no form: ${page.text}`);
    const hidden = [...page.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);
    return this.follow(new URL(action, page.url).href, { method: 'POST', body: new URLSearchParams([...hidden, ...Object.entries(fields)] as [string, string][]) });
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((each) => each.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
    const expires = attributes.find((each) => /^expires=/i.test(each))?.slice(8);
    if (value === '' || (expires !== undefined && Date.parse(expires) <= Date.now())) this.cookies.delete(name);
    else this.cookies.set(name, { value, path, attributes: attributes.join('; ') });
  }
}
