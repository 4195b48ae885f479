import { z } from 'zod';

/** Milliseconds since 1970-01-01T00:00:00Z, as a whole number. */
export const Instant = z.int().min(0).max(8_640_000_000_000_000).describe('milliseconds since 1970-01-01T00:00:00Z');
export type Instant = z.infer<typeof Instant>;

export const toIso = (at: Instant): string => new Date(at).toISOString();

/** RFC 3339 in UTC with milliseconds, the form used on the wire. */
export const IsoInstant = z.iso.datetime({ precision: 3 }).describe('RFC 3339, UTC, milliseconds');
