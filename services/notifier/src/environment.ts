import { z } from 'zod';
import { checkIdentity, identityEnvironment, jsonFile, MasterKeyFile, processEnvironment, signInEnvironment } from '@lianshen/platform/config';
import { DesksFile } from './desks/desks-file.js';

/** Everything that the notifier reads from its environment. */
export const NotifierEnvironment = z
  .object({
    ...processEnvironment,
    ...identityEnvironment,
    ...signInEnvironment,
    MASTER_KEY_FILE: MasterKeyFile,
    DESKS_FILE: jsonFile(DesksFile, 'desks by party'),
    /** Without it no mail is sent, and the inbox is the only channel. */
    SMTP_URL: z.string().regex(/^smtps?:\/\/[^\s]+$/).optional(),
    MAIL_FROM: z.email().optional(),
    /** How long the first notice of a digest waits for others at most. */
    MAIL_GATHER_SECONDS: z.coerce.number().int().min(0).max(86_400).default(60),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, { path: ['MAIL_FROM'], error: 'is needed where SMTP_URL is given' })
  .superRefine(checkIdentity);
export type NotifierEnvironment = z.infer<typeof NotifierEnvironment>;

export const ENVIRONMENT = Symbol('ENVIRONMENT');
