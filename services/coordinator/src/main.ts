import 'reflect-metadata';
import { readEnvironment } from '@lianshen/platform/config';
import { JetStreamStrategy } from '@lianshen/platform/messaging';
import { runService } from '@lianshen/platform/process';
import { AppModule } from './app.module.js';
import { CoordinatorEnvironment } from './environment.js';
import { prepare } from './prepare.js';

await runService(() => {
  const environment = readEnvironment(CoordinatorEnvironment);
  return {
    name: 'coordinator',
    host: environment.HTTP_HOST,
    port: environment.HTTP_PORT,
    logLevel: environment.LOG_LEVEL,
    pagesDir: environment.PAGES_DIR,
    module: AppModule.for(environment),
    strategy: (application) => application.get(JetStreamStrategy),
    prepare,
  };
});
