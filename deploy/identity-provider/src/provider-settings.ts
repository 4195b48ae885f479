import { z } from 'zod';

const JwkSet = z.looseObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1) });

/** An invented person, with the claims that tokens name. */
export const DemoPerson = z.strictObject({
  sub: z.string().min(1).max(128),
  name: z.string().min(1).max(128),
  roles: z.array(z.string()),
  agency: z.string().optional(),
  unit: z.string().optional(),
});
export type DemoPerson = z.infer<typeof DemoPerson>;

/** A process that people sign in to. */
export const Party = z.strictObject({
  clientId: z.string().min(1),
  secret: z.string().min(32),
  name: z.string().min(1).describe('what people read of it'),
  url: z.url().describe('where people reach it; its /auth routes hang below'),
});

export type Party = z.infer<typeof Party>;

/** A program that calls the hub by itself: it shows a secret, or signs with a key of its own. */
const Machine = z
  .strictObject({ clientId: z.string().min(1), secret: z.string().min(32).optional(), jwks: JwkSet.optional(), roles: z.array(z.string()).min(1), agency: z.string().optional() })
  .refine(({ secret, jwks }) => (secret === undefined) !== (jwks === undefined), 'a machine has a secret or keys, not both');

/** All that the provider is told at its start; the file that holds it is as secret as what is in it. */
export const ProviderSettings = z.strictObject({
  issuer: z.url().refine((url) => ['127.0.0.1', 'localhost'].includes(new URL(url).hostname), 'it runs on this machine alone'),
  port: z.int().min(0).max(65_535),
  signingKey: z.record(z.string(), z.unknown()).describe('private JWK for EdDSA'),
  audience: z.string().min(1).describe('of the access tokens of machines'),
  jurisdiction: z.string().min(1),
  people: z.array(DemoPerson).min(1),
  parties: z.array(Party),
  machines: z.array(Machine),
});
export type ProviderSettings = z.infer<typeof ProviderSettings>;
