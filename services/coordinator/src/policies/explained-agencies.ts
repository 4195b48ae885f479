import type { PolicyDocument } from '@lianshen/contracts/api';
import { explainPolicy, type Policy } from '@lianshen/contracts/policy';

/** What a policy means of each agency, where no fact of the person is known. */
export const explainedAgencies = (policy: Policy): PolicyDocument['explained'] =>
  explainPolicy(policy, {}).map(({ agency, name, asked, fields, within, counting, validDays, approversMin, blocks, advises }) => ({
    agency, name, asked, fields: [...fields], within, counting: counting ?? null, validDays, approversMin, blocks: [...blocks], advises: [...advises],
  }));
