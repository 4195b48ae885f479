import { fetchFile } from '../api/index.js';

const NAMED = /filename\*=UTF-8''([^;]+)/i;

/** Fetches a file and hands it to the browser to keep, under the name that the hub gave it. */
export async function keepFile(path: string, fallbackName: string): Promise<void> {
  const response = await fetchFile(path);
  const named = NAMED.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: named ? decodeURIComponent(named) : fallbackName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
