import type { DemoPerson, Party } from './provider-settings.js';

/** An agency's process is named after it; whoever is of no agency is the coordinator's. */
const isOf = ({ clientId }: Party, { agency }: DemoPerson): boolean => (agency === undefined ? clientId.endsWith('-coordinator') : clientId.endsWith(`-agency-${agency}`));

/** A party that has people of its own is for them; any other, such as the notifier, is for everybody. */
export const peopleOf = (party: Party, people: readonly DemoPerson[]): DemoPerson[] => people.filter((person) => isOf(party, person));

/** Where a person begins: with the party that is theirs, else with the first that is for everybody. */
export const partyOf = (person: DemoPerson, parties: readonly Party[], people: readonly DemoPerson[]): Party | undefined =>
  parties.find((party) => isOf(party, person)) ?? parties.find((party) => peopleOf(party, people).length === 0);
