import type { Same } from '@lianshen/web-kit/texts';
import type { letter as chinese } from '../chinese/letter.js';

export const letter: Same<typeof chinese> = {
  title: 'Reply letter', print: 'Print', back: 'Back to the item',
  number: 'Number', to: 'To {{addressee}}:', lead: 'Your request about the candidate below was received. After examination, our answer is as follows.',
  candidate: '1. Candidate', scope: '2. What was asked', reply: '3. Answer', findings: '4. Findings and bases',
  words: '{{category}} ({{words}})',
  clerk: 'Clerk', approvers: 'Signed by', onBehalf: '{{name}} (for {{of}})', automatic: 'Answered by the system under standing order “{{order}}”',
  signature: 'Electronic signature: the answer in this letter was signed electronically by those named above; the check value decides.', hash: 'Check value (SHA-256)', version: 'Version {{version}}', supersedes: 'replaces version {{version}}', filed: 'on file at the coordinator', notFiled: 'not on file at the coordinator yet',
};
