import { z } from 'zod';
import { PartyPublicKeys } from '@lianshen/contracts/api';
import { FreeAgencyId, COORDINATOR } from '@lianshen/contracts/kernel';
import { checkIdentity, identityEnvironment, jsonFile, MasterKeyFile, processEnvironment, reloadableJsonFile, signInEnvironment } from '@lianshen/platform/config';
import { thumbprintKid } from '@lianshen/platform/sealing';
import { connectorEnvironment, readConnectorSettings } from './connectors/connector-settings.js';
import { StandingOrder } from './reply/standing-order.js';

const GENERATIONS_MAX = 10;
const Generation = PartyPublicKeys.extend({ partyId: z.literal(COORDINATOR) }).refine(
  ({ sign, agree }) => [sign, agree].every((jwk) => thumbprintKid(jwk) === jwk.kid),
  'a kid is not the thumbprint of its key',
);

/** The coordinator's keys, or several generations of them: all count, and the last are those that it is addressed with. */
const CoordinatorGenerations = z.union([Generation.transform((keys) => [keys]), z.array(Generation).min(1).max(GENERATIONS_MAX)]);

/** Everything that an adapter reads from its environment; CONNECTOR comes out of it with all that it needs. */
export const AdapterEnvironment = z
  .object({
    ...processEnvironment,
    ...identityEnvironment,
    ...signInEnvironment,
    ...connectorEnvironment,
    MASTER_KEY_FILE: MasterKeyFile,
    AGENCY_ID: FreeAgencyId,
    /** As letters name the agency; its id where it is absent. */
    AGENCY_NAME: z.string().min(1).max(200).optional(),
    /** To whom letters are written. */
    COORDINATOR_NAME: z.string().min(1).max(200).default('组织部门'),
    COORDINATOR_KEYS_FILE: reloadableJsonFile(CoordinatorGenerations, "the coordinator's public keys"),
    STANDING_ORDER_FILE: jsonFile(StandingOrder, 'a standing order').optional(),
  })
  .refine(({ AGENCY_ID, STANDING_ORDER_FILE }) => !STANDING_ORDER_FILE || STANDING_ORDER_FILE.agency === AGENCY_ID, {
    path: ['STANDING_ORDER_FILE'],
    message: 'the standing order is of another agency',
  })
  .superRefine(checkIdentity)
  .transform((variables, context) => {
    const connector = readConnectorSettings(variables, variables.STANDING_ORDER_FILE !== undefined);
    if (!Array.isArray(connector)) return { ...variables, CONNECTOR: connector };
    for (const { name, message } of connector) context.addIssue({ code: 'custom', path: [name], message });
    return z.NEVER;
  });
export type AdapterEnvironment = z.infer<typeof AdapterEnvironment>;

export const ENVIRONMENT = Symbol('ENVIRONMENT');
