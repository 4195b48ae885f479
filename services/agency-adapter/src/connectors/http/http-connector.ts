import { BrokenCircuitError, BulkheadRejectedError, CircuitState, TaskCancelledError } from 'cockatiel';
import type { Registry } from 'prom-client';
import { Agent } from 'undici';
import type { LookUpAnswer, LookUpQuestion } from '@lianshen/contracts/look-up';
import type { Clock } from '@lianshen/platform/clock';
import type { Log } from '@lianshen/platform/telemetry';
import type { Connector, ConnectorHealth, LookUp } from '../connector.js';
import { mostSevere } from '../most-severe.js';
import type { UnavailableCode } from '../unavailable.js';
import { askService } from './ask-service.js';
import { LookUpFailure } from './look-up-failure.js';
import { lookUpFigures, type LookUpFigures } from './look-up-figures.js';
import { lookUpPolicy, type LookUpPolicy } from './look-up-policy.js';
import type { LookUpSettings } from './look-up-settings.js';

export interface HttpConnectorGround {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Registry;
  /** 0 to 1, for the jitter of retries. */
  readonly random: () => number;
}

/** The agency's own look-up service, asked about one person at a time. Nothing of a question or an answer is kept here. */
export class HttpConnector implements Connector {
  readonly kind = 'http';
  readonly answersAtOnce = false;
  private readonly agent: Agent;
  private readonly policy: LookUpPolicy;
  private readonly figures: LookUpFigures;
  private readonly closing = new AbortController();
  private isBack = false;

  constructor(
    private readonly settings: LookUpSettings,
    private readonly ground: HttpConnectorGround,
  ) {
    this.agent = agentOf(settings);
    this.policy = lookUpPolicy(settings, ground.random);
    this.figures = lookUpFigures(ground.metrics, () => this.policy.breaker.state);
    this.policy.breaker.onBreak(() => ground.log.error('the look-up service failed several times in a row and is left alone for a while'));
    this.policy.breaker.onReset(() => {
      this.isBack = true;
      ground.log.info('the look-up service answers again');
    });
  }

  get health(): ConnectorHealth {
    return this.policy.breaker.state === CircuitState.Closed ? 'good' : 'failing';
  }

  async lookUp(question: LookUpQuestion): Promise<LookUp> {
    const from = performance.now();
    const lookUp = await this.ask(question);
    this.figures.ended(lookUp, performance.now() - from);
    return lookUp;
  }

  async changed(): Promise<boolean> {
    const { isBack } = this;
    this.isBack = false;
    return isBack;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.agent.destroy();
  }

  private async ask(question: LookUpQuestion): Promise<LookUp> {
    const { signal } = this.closing;
    try {
      return await this.policy.whole.execute(async () => {
        const answer = await askService(this.agent, this.settings, question, signal, this.ground.clock.now());
        return this.found(question, answer);
      }, signal);
    } catch (error) {
      return { outcome: 'unavailable', code: this.codeOf(error) };
    }
  }

  /** A wording that does not fit the code is an answer that cannot be used. */
  private found({ categories }: LookUpQuestion, answer: LookUpAnswer): LookUp {
    if (answer.outcome === 'undecided') return { outcome: 'nothing-to-say' };
    const findings = answer.outcome === 'clear' ? [] : answer.findings;
    const code = mostSevere(findings);
    const { category, source = this.settings.url.host } = answer;
    if (category !== undefined && (!Object.hasOwn(categories, category) || categories[category] !== code)) {
      throw new LookUpFailure('look-up.answer-malformed', { isRetryable: false, blamesService: true });
    }
    return { outcome: 'found', code, category, findings, source, obtainedAt: this.ground.clock.now() };
  }

  private codeOf(error: unknown): UnavailableCode {
    if (this.closing.signal.aborted || error instanceof TaskCancelledError) return 'look-up.closing';
    if (error instanceof BrokenCircuitError) return 'look-up.circuit-open';
    if (error instanceof BulkheadRejectedError) return 'look-up.busy';
    if (!(error instanceof LookUpFailure)) throw error;
    this.ground.log.warn({ code: error.code, err: error.cause }, 'a look-up brought no answer');
    return error.code;
  }
}

/** TLS as it is asked for; the service's certificate is always verified. */
const agentOf = ({ client, authority, atOnceMax, timeoutMs }: LookUpSettings): Agent =>
  new Agent({
    connections: atOnceMax,
    // One look-up at a time on a connection: a slow one keeps nobody else waiting.
    pipelining: 1,
    connect: {
      timeout: timeoutMs,
      ...(client === undefined ? {} : { cert: client.certificate, key: client.key }),
      ...(authority === undefined ? {} : { ca: authority }),
    },
  });
