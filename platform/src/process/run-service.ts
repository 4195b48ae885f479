import type { CustomStrategy } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConfigurationError, refuseToRunAsRoot } from '../config/index.js';
import { PassErrorsOn } from '../messaging/index.js';
import { ProblemFilter } from '../http/index.js';
import { servePages } from '../pages/index.js';
import { createLog, nestLog, type Log } from '../telemetry/index.js';
import { securityHeaders } from './security-headers.js';
import { LOG } from './tokens.js';

interface Service {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly module: object;
  /** Where its pages were built, if it has any. */
  readonly pagesDir?: string | undefined;
  /** The message transport to start besides HTTP, made from the running application's providers. */
  readonly strategy?: (application: NestExpressApplication) => CustomStrategy['strategy'];
  /** What must have happened before messages and requests come in. */
  readonly prepare?: (application: NestExpressApplication) => Promise<void>;
}

const EXIT_BOUND_MS = 7_000;
/**
 * Longer than proxies and clients keep a connection that rests (60 s is usual): were it closed here first, a request that is
 * on its way at that moment would be lost.
 */
const RESTING_CONNECTION_MS = 75_000;

/**
 * Runs a service until SIGTERM or SIGINT: HTTP, and messages where there is a transport. A configuration that is
 * refused ends the process with 78 (EX_CONFIG), any other failure to start with 1.
 */
export async function runService(describe: () => Service): Promise<void> {
  let log: Log = createLog('start', 'info');
  process.on('unhandledRejection', (error) => end(log, 'a rejection that nobody handled', error));
  process.on('uncaughtException', (error) => end(log, 'an exception that nobody caught', error));
  try {
    refuseToRunAsRoot();
    const service = describe();
    log = createLog(service.name, service.logLevel);
    await start(service, log);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(78);
    }
    end(log, 'the service cannot start', error);
  }
}

async function start(service: Service, log: Log): Promise<void> {
  const application = await NestFactory.create<NestExpressApplication>(service.module as never, {
    logger: nestLog(log),
    bodyParser: false,
    forceCloseConnections: true,
    abortOnError: false,
  });
  stopOnSignals(application, log);
  application.disable('x-powered-by');
  // The entity tags that there are are the worklist's own.
  application.set('etag', false);
  application.use(...securityHeaders());
  if (service.pagesDir !== undefined) application.use(...servePages(service.pagesDir));
  application.useGlobalFilters(new ProblemFilter(application.get<Log>(LOG)));
  await service.prepare?.(application);
  const strategy = service.strategy?.(application);
  if (strategy) application.connectMicroservice<CustomStrategy>({ strategy }, { inheritAppConfig: false }).useGlobalFilters(new PassErrorsOn());
  await application.startAllMicroservices();
  application.getHttpServer().keepAliveTimeout = RESTING_CONNECTION_MS;
  await application.listen(service.port, service.host);
  log.info({ port: service.port }, 'listening');
}

/** Not Nest's shutdown hooks: they raise the signal again when they are done, which hides the exit code. */
function stopOnSignals(application: NestExpressApplication, log: Log): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => end(log, 'the service did not stop within its bound', undefined), EXIT_BOUND_MS).unref();
    application.close().then(
      () => process.exit(0),
      (error: unknown) => end(log, 'the service did not stop cleanly', error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function end(log: Log, message: string, error: unknown): never {
  log.fatal({ err: error }, message);
  log.flush();
  process.exit(1);
}
