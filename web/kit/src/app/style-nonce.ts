/** The nonce of this answer, under which style elements may be made. */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/**
 * Components make style elements in places that take no nonce (scroll locks, icons, measured scroll bars), which the page's
 * policy would drop. Scripts come from our own origin alone, and each of them can read the nonce already.
 */
export function giveStylesTheNonce(): void {
  const nonce = styleNonce();
  const marked = <Made extends Element>(element: Made): Made => {
    if (element instanceof HTMLStyleElement || element instanceof SVGStyleElement) element.nonce = nonce;
    return element;
  };
  const create = (document.createElement).bind(document);
  const createIn = (document.createElementNS as (space: string | null, name: string, options?: ElementCreationOptions) => Element).bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => marked(create(name, options));
  document.createElementNS = ((space: string | null, name: string, options?: ElementCreationOptions) => marked(createIn(space, name, options))) as typeof document.createElementNS;
}
