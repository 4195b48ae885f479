/**
 * NATS permissions in one account are not enough: an agency could name another agency's reply subject as the place for
 * the server's own answers. So each agency has an account of its own, into which the hub exports four services: look at
 * its own consumer, pull from it, acknowledge, publish its own replies. Nothing else exists on its side.
 *
 * Its client speaks with apiPrefix `JS.HUB.API` and inboxPrefix `_INBOX_<agency>`.
 */

/** The prefix under which an agency's account sees the hub's JetStream. */
export const AGENCY_API_PREFIX = 'JS.HUB.API';

/** @param {string} user */
export const inboxPrefixOf = (user) => `_INBOX_${user}`;

/** @param {string} agency */
const accountOf = (agency) => `AG_${agency.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;

/**
 * @param {string} jurisdiction
 * @param {string} agency
 */
const subjectsOf = (jurisdiction, agency) => {
  const consumer = `REQUESTS_${jurisdiction}.agency-${agency}`;
  return {
    look: `CONSUMER.INFO.${consumer}`,
    pull: `CONSUMER.MSG.NEXT.${consumer}`,
    acknowledge: `$JS.ACK.${consumer}.>`,
    reply: `vet.${jurisdiction}.${agency}.reply`,
  };
};

/**
 * @param {string} jurisdiction
 * @param {string} agency
 */
const exportLines = (jurisdiction, agency) => {
  const { look, pull, acknowledge, reply } = subjectsOf(jurisdiction, agency);
  const to = `accounts: [${accountOf(agency)}]`;
  return `
      { service: "$JS.API.${look}", ${to} }
      { service: "$JS.API.${pull}", ${to}, response_type: "Stream" }
      { service: "${acknowledge}", ${to} }
      { service: "${reply}", ${to} }`;
};

/**
 * @param {string} jurisdiction
 * @param {string} agency
 * @param {string} nkey
 */
const accountBlock = (jurisdiction, agency, nkey) => {
  const { look, pull, acknowledge, reply } = subjectsOf(jurisdiction, agency);
  return `
  ${accountOf(agency)} {
    users: [ { nkey: ${nkey}
      permissions {
        publish { allow: ["${AGENCY_API_PREFIX}.${look}", "${AGENCY_API_PREFIX}.${pull}", "${acknowledge}", "${reply}"] }
        subscribe { allow: ["${inboxPrefixOf(agency)}.>"] }
      } } ]
    imports: [
      { service: { account: HUB, subject: "$JS.API.${look}" }, to: "${AGENCY_API_PREFIX}.${look}" }
      { service: { account: HUB, subject: "$JS.API.${pull}" }, to: "${AGENCY_API_PREFIX}.${pull}" }
      { service: { account: HUB, subject: "${acknowledge}" } }
      { service: { account: HUB, subject: "${reply}" } }
    ]
  }`;
};

/**
 * @param {string} jurisdiction the token in the subjects; letters, digits, dashes and underscores
 * @param {{ coordinator: string, notifier: string, agencies: Record<string, string> }} keys the users' public nkeys
 * @returns {string} the accounts of a NATS configuration
 */
export const natsAccounts = (jurisdiction, keys) => {
  const agencies = Object.entries(keys.agencies);
  const bad = [jurisdiction, ...agencies.map(([agency]) => agency)].find((token) => !/^[A-Za-z0-9_-]+$/.test(token));
  if (bad !== undefined) throw new Error(`"${bad}" cannot be a token of a NATS subject: letters, digits, - and _ only`);
  // The notifier reads facts about cases; requests and replies are none of its business.
  const notifier = `{ nkey: ${keys.notifier}, permissions { publish { deny: ["vet.>"] }, subscribe { deny: ["vet.>"] } } }`;
  return `accounts {
  SYS { users: [] }
  HUB {
    jetstream: enabled
    users: [ { nkey: ${keys.coordinator} }, ${notifier} ]
    exports: [${agencies.map(([agency]) => exportLines(jurisdiction, agency)).join('')}
    ]
  }${agencies.map(([agency, nkey]) => accountBlock(jurisdiction, agency, nkey)).join('')}
}
system_account: SYS
`;
};
