import type { DemoPerson, Party } from './provider-settings.js';

const NOTIFIER = /-notifier$/;

/** The notifier is a party of its own, at which the people of all others sign in. */
export const isForEverybody = ({ clientId }: Party): boolean => NOTIFIER.test(clientId);

/** An agency's process is named after it; whoever is of no agency is the coordinator's. */
const isOf = ({ clientId }: Party, { agency }: DemoPerson): boolean => (agency === undefined ? clientId.endsWith('-coordinator') : clientId.endsWith(`-agency-${agency}`));

export const peopleOf = (party: Party, people: readonly DemoPerson[]): DemoPerson[] => people.filter((person) => isForEverybody(party) || isOf(party, person));
