import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_ROUTES, isOpaque, Problem, PROBLEM_CODES, type ApiRoute } from '@lianshen/contracts/api';
import { FLAG_CODES } from '@lianshen/contracts/messages';

const PROJECT = new URL('../../../../', import.meta.url);

type StackModule = typeof import('../../../../deploy/local/stack.mjs');
export type Stack = Awaited<ReturnType<StackModule['startStack']>>;

/** Of whom an agency knows something; everybody else is clear. All are invented. */
export const KNOWN = { court: '990101197602020010', petitions: '990101197602020029' } as const;

/** The whole hub under a standard-five whose petitions only advise, with registers that know two people. */
export async function startHub(): Promise<Stack> {
  const { startStack, AGENCIES } = (await import(new URL('deploy/local/stack.mjs', PROJECT).href)) as StackModule;
  const dir = mkdtempSync(join(tmpdir(), 'lianshen-documents-'));
  const [registersDir, policiesDir] = [join(dir, 'registers'), join(dir, 'policies')];
  for (const each of [registersDir, policiesDir]) mkdirSync(each);
  for (const agency of AGENCIES) writeFileSync(join(registersDir, `${agency}.csv`), registerOf(agency));
  writeFileSync(join(policiesDir, 'standard-five.json'), JSON.stringify(policyThatAdvises()));
  // One officer calls in a minute what people do in a day.
  return startStack({ dir, temporary: true, registersDir, policiesDir, automaticConclusion: true, jurisdiction: 'documents', requestsPerMinute: 100_000 });
}

function registerOf(agency: string): string {
  const known = Object.entries(KNOWN).filter(([by]) => by === agency);
  return ['身份证号,代码,事由,依据', ...known.map(([, number]) => `${number},OBJECT,试例事由,试例第一条`), ''].join('\n');
}

function policyThatAdvises(): object {
  const policy = JSON.parse(readFileSync(new URL('deploy/policies/standard-five.json', PROJECT), 'utf8')) as { agencies: { agency: string }[] };
  const agencies = policy.agencies.map((each) => (each.agency === 'petitions' ? { ...each, blocks: [], advises: FLAG_CODES } : each));
  return { ...policy, agencies };
}

export interface Call {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Record<string, unknown>;
  /** What a form has to name in If-Match. */
  readonly etag: string;
}

const LISTED_WITHIN_MS = 15_000;

/** Calls routes by their id and holds every answer against what the document says of the route. */
export class DocumentedHub {
  readonly answeredWell = new Set<string>();

  constructor(private readonly url: string) {}

  /**
   * Whoever has to declare first says of everybody in the batch that they are not related, and asks again, as a page would
   * have them do. @throws when an answer is not one that the document knows.
   */
  async call(id: string, call: Call = {}): Promise<Answer> {
    const answer = await this.ask(id, call);
    const batch = answer.code === 'declaration.missing' ? (answer.body['params'] as { batch: string }).batch : undefined;
    return batch !== undefined && (await this.declareNone(batch, call)) ? this.ask(id, call) : answer;
  }

  /** @returns whether it could be declared. */
  private async declareNone(batch: string, { token = '' }: Call): Promise<boolean> {
    const until = Date.now() + LISTED_WITHIN_MS;
    let listed = await this.ask('readDeclaration', { token, path: { batch } });
    // The list of a batch may be a moment behind what has come.
    while (listed.code === 'declaration.unknown' && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      listed = await this.ask('readDeclaration', { token, path: { batch } });
    }
    if (listed.code !== undefined) return false;
    const cases = (listed.body['cases'] as { caseId: string }[]).map(({ caseId }) => caseId);
    return (await this.ask('declareRelations', { token, path: { batch }, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ cases }) })).code === undefined;
  }

  private async ask(id: string, call: Call): Promise<Answer> {
    const route = API_ROUTES.find((each) => each.id === id);
    if (!route) throw new Error(`no route is called ${id}`);
    const address = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(call.path?.[name] ?? ''));
    const response = await fetch(`${this.url}${address}${call.query ?? ''}`, {
      method: route.method.toUpperCase(),
      headers: { ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }), ...call.headers },
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    return { ...(await this.held(route, response)), etag: response.headers.get('etag') ?? '' };
  }

  private async held(route: ApiRoute, response: Response): Promise<Omit<Answer, 'etag'>> {
    const text = await response.text();
    const answer = route.answers[response.status];
    if (!answer) return this.heldProblem(route, response.status, text);
    this.answeredWell.add(route.id);
    if (answer.content === undefined || isOpaque(answer.content)) return { status: response.status, code: undefined, body: {} };
    return { status: response.status, code: undefined, body: answer.content.parse(JSON.parse(text)) as Record<string, unknown> };
  }

  private heldProblem(route: ApiRoute, status: number, text: string): Omit<Answer, 'etag'> {
    const problem = Problem.parse(JSON.parse(text));
    const ofAll = ['identity.token-missing', 'identity.token-invalid', 'session.ended', 'session.cross-site', 'identity.not-permitted', 'rate.exceeded', 'idempotency.key-missing'];
    if (![...route.problems, ...ofAll].includes(problem.code)) throw new Error(`${route.id} answers ${problem.code}, which is not documented`);
    if (problem.status !== status || PROBLEM_CODES[problem.code] !== status) throw new Error(`${problem.code} comes with ${status}`);
    return { status, code: problem.code, body: problem };
  }
}
