import { describe, expect, it } from '@jest/globals';
import { requirePrivateWay } from './nats-url.js';
import { ConfigurationError } from './read-environment.js';

describe('the way to NATS', () => {
  it.each(['tls://nats.example:4222', 'nats://127.0.0.1:4222', 'nats://localhost', 'nats://[::1]:4222', '127.0.0.1:4222'])('may be %s', (url) => {
    expect(() => requirePrivateWay(url, undefined)).not.toThrow();
  });

  it.each(['nats://nats.example:4222', 'nats.example:4222', 'nats://127.0.0.1.example', 'nats://10.0.0.1', 'not an address'])('is refused over %s unless somebody allowed it', (url) => {
    expect(() => requirePrivateWay(url, undefined)).toThrow(ConfigurationError);
    expect(() => requirePrivateWay(url, 'allowed')).not.toThrow();
  });
});
