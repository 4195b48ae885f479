import type { Connector, LookUp } from '../connector.js';

/** No records within reach: people look, and nothing is proposed to them. */
export class ManualConnector implements Connector {
  readonly kind = 'manual';
  readonly answersAtOnce = true;
  readonly health = 'good';

  async lookUp(): Promise<LookUp> {
    return { outcome: 'nothing-to-say' };
  }

  async changed(): Promise<boolean> {
    return false;
  }

  async close(): Promise<void> {}
}
