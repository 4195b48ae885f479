import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { LOG } from '@lianshen/platform/process';
import { KeyDirectory } from '@lianshen/platform/sealing';
import type { Log } from '@lianshen/platform/telemetry';
import { ENVIRONMENT, type AdapterEnvironment } from './environment.js';

/** The coordinator's keys as the adapter's configuration names them; nothing else makes one count. */
@Injectable()
export class CoordinatorKeys {
  private known: readonly PartyPublicKeys[] = [];

  constructor(
    @Inject(KeyDirectory) private readonly directory: KeyDirectory,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Takes what the file names now. @throws when it cannot be read; what counted before goes on counting then. */
  reload(): void {
    const generations = this.environment.COORDINATOR_KEYS_FILE.read();
    if (isDeepStrictEqual(generations, this.known)) return;
    this.directory.replace(COORDINATOR, { generations });
    this.known = generations;
    this.log.info({ sign: generations.map(({ sign }) => sign.kid) }, "the coordinator's keys are known, the newest last");
  }
}
