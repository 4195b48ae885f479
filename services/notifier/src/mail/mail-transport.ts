import { createTransport } from 'nodemailer';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

/** Hands one mail to a mail server. @throws anything when the server did not take it. */
export type SendMail = (mail: OutgoingMail) => Promise<void>;

export const SEND_MAIL = Symbol('SEND_MAIL');

/** A stop of the process waits for a mail that is under way, so every step has a short bound. */
const BOUNDS = { connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 5_000 };

/** @param url smtp:// or smtps://, with user and password where the server asks for them. */
export function smtpTransport(url: string, from: string): SendMail {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...BOUNDS,
    // A text of ours is never a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (mail) => {
    await transport.sendMail({ from, ...mail, headers: { 'Auto-Submitted': 'auto-generated' } });
  };
}
