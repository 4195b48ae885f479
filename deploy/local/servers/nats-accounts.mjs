/**
 * NATS permissions in one account are not enough: an agency could name another agency's reply subject as the place for
 * the server's own answers. So each agency has an account of its own, into which the hub exports four services: look at
 * its own consumer, pull from it, acknowledge, publish its own replies. Nothing else exists on its side.
 *
 * The notifier has an account of the same kind: it can read the facts on the events stream, and nothing else.
 *
 * The client of such an account speaks with apiPrefix `JS.HUB.API` and inboxPrefix `_INBOX_<agency>`.
 */

/** The prefix under which an account other than the hub's own sees the hub's JetStream. */
export const AGENCY_API_PREFIX = 'JS.HUB.API';

/** @param {string} user */
export const inboxPrefixOf = (user) => `_INBOX_${user}`;

/** @param {string} agency */
const accountOf = (agency) => `AG_${agency.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;

/**
 * @typedef {object} Guest an account that sees one consumer of the hub's, and may publish on a few subjects
 * @property {string} account
 * @property {string} user
 * @property {readonly string[]} nkeys none where the guest was revoked; two while it changes over from one to the next
 * @property {string} consumer `<stream>.<durable>`
 * @property {string[]} publishes
 */

/**
 * @param {string} jurisdiction
 * @param {string} agency
 * @param {readonly string[]} nkeys
 * @returns {Guest}
 */
export const agencyGuest = (jurisdiction, agency, nkeys) => ({
  account: accountOf(agency),
  user: agency,
  nkeys,
  consumer: `REQUESTS_${jurisdiction}.agency-${agency}`,
  publishes: [`vet.${jurisdiction}.${agency}.reply`],
});

/**
 * The notifier reads facts without personal data; requests and replies are none of its business.
 * @param {string} jurisdiction
 * @param {readonly string[]} nkeys
 * @returns {Guest}
 */
export const notifierGuest = (jurisdiction, nkeys) => ({ account: 'NOTIFIER', user: 'notifier', nkeys, consumer: `EVENTS_${jurisdiction}.notifier`, publishes: [] });

/** @param {Guest} guest */
const subjectsOf = ({ consumer, publishes }) => ({
  look: `CONSUMER.INFO.${consumer}`,
  pull: `CONSUMER.MSG.NEXT.${consumer}`,
  others: [`$JS.ACK.${consumer}.>`, ...publishes],
});

/** @param {Guest} guest */
const exportLines = (guest) => {
  const { look, pull, others } = subjectsOf(guest);
  const to = `accounts: [${guest.account}]`;
  return `
      { service: "$JS.API.${look}", ${to} }
      { service: "$JS.API.${pull}", ${to}, response_type: "Stream" }${others.map((subject) => `
      { service: "${subject}", ${to} }`).join('')}`;
};

/** @param {Guest} guest */
const accountBlock = (guest) => {
  const { look, pull, others } = subjectsOf(guest);
  const allowed = [`${AGENCY_API_PREFIX}.${look}`, `${AGENCY_API_PREFIX}.${pull}`, ...others];
  const permissions = `permissions {
        publish { allow: [${allowed.map((subject) => `"${subject}"`).join(', ')}] }
        subscribe { allow: ["${inboxPrefixOf(guest.user)}.>"] }
      }`;
  return `
  ${guest.account} {
    users: [${guest.nkeys.map((nkey) => `{ nkey: ${nkey}
      ${permissions} }`).join(', ')}]
    imports: [
      { service: { account: HUB, subject: "$JS.API.${look}" }, to: "${AGENCY_API_PREFIX}.${look}" }
      { service: { account: HUB, subject: "$JS.API.${pull}" }, to: "${AGENCY_API_PREFIX}.${pull}" }${others.map((subject) => `
      { service: { account: HUB, subject: "${subject}" } }`).join('')}
    ]
  }`;
};

/**
 * @param {string} jurisdiction the token in the subjects; letters, digits, dashes and underscores
 * @param {{ coordinator: readonly string[], notifier: readonly string[], agencies: Record<string, readonly string[]> }} keys the users' public nkeys
 * @returns {string} the accounts of a NATS configuration
 */
export const natsAccounts = (jurisdiction, keys) => {
  const agencies = Object.entries(keys.agencies);
  const bad = [jurisdiction, ...agencies.map(([agency]) => agency)].find((token) => !/^[A-Za-z0-9_-]+$/.test(token));
  if (bad !== undefined) throw new Error(`"${bad}" cannot be a token of a NATS subject: letters, digits, - and _ only`);
  const guests = [...agencies.map(([agency, nkeys]) => agencyGuest(jurisdiction, agency, nkeys)), notifierGuest(jurisdiction, keys.notifier)];
  return `accounts {
  SYS { users: [] }
  HUB {
    jetstream: enabled
    users: [${keys.coordinator.map((nkey) => `{ nkey: ${nkey} }`).join(', ')}]
    exports: [${guests.map(exportLines).join('')}
    ]
  }${guests.map(accountBlock).join('')}
}
system_account: SYS
`;
};
