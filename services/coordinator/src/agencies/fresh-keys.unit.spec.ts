import { describe, expect, it } from '@jest/globals';
import { FreshKeys } from './fresh-keys.js';

/** A registry whose looks end when they are let go. */
function aRegistry() {
  const open: ((error?: Error) => void)[] = [];
  const refresh = () => new Promise<void>((resolve, reject) => open.push((error) => (error ? reject(error) : resolve())));
  return { refresh, open };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

describe('the keys that a message is judged by', () => {
  it('are looked up once for all who ask before the look begins', async () => {
    const registry = aRegistry();
    const keys = new FreshKeys(registry);
    const all = [keys.get(), keys.get(), keys.get()];
    await turns();
    expect(registry.open).toHaveLength(1);
    registry.open[0]?.();
    await Promise.all(all);
  });

  it('are looked up anew for whoever asks after a look has begun', async () => {
    const registry = aRegistry();
    const keys = new FreshKeys(registry);
    const first = keys.get();
    await turns();
    let isLate = false;
    const second = keys.get().then(() => (isLate = true));
    registry.open[0]?.();
    await first;
    await turns();
    expect(isLate).toBe(false);
    while (registry.open.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    registry.open[1]?.();
    await second;
    expect(registry.open).toHaveLength(2);
  });

  it('cannot be had while the ledger is away, and can afterwards', async () => {
    const registry = aRegistry();
    const keys = new FreshKeys(registry);
    const failed = keys.get();
    await turns();
    registry.open[0]?.(new Error('away'));
    await expect(failed).rejects.toThrow('away');
    const later = keys.get();
    while (registry.open.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    registry.open[1]?.();
    await later;
  });
});
