import { eventually } from './eventually.js';

const LISTED_WITHIN_MS = 15_000;

/**
 * Asks, and where the person has to declare first, says of everybody in the batch that they are not related and asks again, as
 * a page would have them do.
 * @param origin of the coordinator or an adapter. @param as the person's authorization.
 */
export async function declaring(origin: string, as: { readonly authorization: string }, ask: () => Promise<Response>): Promise<Response> {
  const answered = await ask();
  const batch = answered.status === 409 ? await missingDeclaration(answered.clone()) : undefined;
  if (batch === undefined) return answered;
  const declaration = `${origin}/api/declarations/${batch}`;
  // The list of a batch may be a moment behind what has come.
  const listed = await eventually('a batch to declare for', () => fetch(declaration, { headers: as }), ({ status }) => status !== 404, LISTED_WITHIN_MS);
  if (!listed.ok) return listed;
  const cases = ((await listed.json()) as { cases: { caseId: string }[] }).cases.map(({ caseId }) => caseId);
  const declared = await fetch(declaration, { method: 'PUT', headers: { ...as, 'content-type': 'application/json' }, body: JSON.stringify({ cases }) });
  return declared.ok ? ask() : declared;
}

async function missingDeclaration(answered: Response): Promise<string | undefined> {
  const { code, params } = (await answered.json()) as { code?: string; params?: { batch?: string } };
  return code === 'declaration.missing' ? params?.batch : undefined;
}
