import { fetchFile } from '../api/index.js';

const NAMED = /filename\*=UTF-8''([^;]+)/i;

/** How long the browser has to take a file over. */
const HANDED_OVER_MS = 10_000;

function hand(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), HANDED_OVER_MS);
}

/** Hands a text to the browser to keep. */
export const keepText = (text: string, name: string): void => hand(new Blob([text], { type: 'text/plain;charset=utf-8' }), name);

/** Fetches a file and hands it to the browser to keep, under the name that the hub gave it. */
export async function keepFile(path: string, fallbackName: string): Promise<void> {
  const response = await fetchFile(path);
  const named = NAMED.exec(response.headers.get('content-disposition') ?? '')?.[1];
  hand(await response.blob(), named ? decodeURIComponent(named) : fallbackName);
}
