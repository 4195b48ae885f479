import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { Public } from '../identity/index.js';

/** What must answer before a process is ready; each check has its own bound. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<boolean> | boolean;
}

export const READINESS_CHECKS = Symbol('READINESS_CHECKS');
const CHECK_MS = 2_000;

@Controller('health')
@Public()
export class HealthController {
  constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

  /** The process runs; says nothing of what it stands on. */
  @Get('live')
  live(): object {
    return { status: 'live' };
  }

  /** 200 when everything that it needs answers, else 503 naming what does not. */
  @Get('ready')
  async ready(): Promise<object> {
    const results = await Promise.all(this.checks.map(async ({ name, check }) => [name, await withinBound(check)] as const));
    const checks = Object.fromEntries(results.map(([name, good]) => [name, good ? 'ok' : 'failing']));
    if (results.some(([, good]) => !good)) throw new ServiceUnavailableException({ status: 'not ready', checks });
    return { status: 'ready', checks };
  }
}

async function withinBound(check: ReadinessCheck['check']): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), CHECK_MS)));
  try {
    return await Promise.race([Promise.resolve(check()), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
