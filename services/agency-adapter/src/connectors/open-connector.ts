import type { Connector } from './connector.js';
import type { ConnectorSettings } from './connector-settings.js';
import { HttpConnector, type HttpConnectorGround } from './http/http-connector.js';
import { ManualConnector } from './manual/manual-connector.js';
import { RegisterConnector } from './register/register-connector.js';

/** The connector that the environment names. */
export function openConnector(settings: ConnectorSettings, ground: HttpConnectorGround): Connector {
  switch (settings.kind) {
    case 'manual':
      return new ManualConnector();
    case 'register':
      return new RegisterConnector(settings.file, ground.clock, ground.log);
    case 'http':
      return new HttpConnector(settings.service, ground);
  }
}
