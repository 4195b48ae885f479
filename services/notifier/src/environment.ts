import { z } from 'zod';
import { identityEnvironment, processEnvironment } from '@lianshen/platform/config';

/** Everything that the notifier reads from its environment. */
export const NotifierEnvironment = z.object({ ...processEnvironment, ...identityEnvironment });
export type NotifierEnvironment = z.infer<typeof NotifierEnvironment>;
