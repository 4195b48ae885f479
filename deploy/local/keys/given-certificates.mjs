import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { accept, refuse } from './result.mjs';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** @param {string} pem */
const certificatesOf = (pem) => (pem.match(CERTIFICATE) ?? []).map((text) => new X509Certificate(text));

/** @param {string} pem */
const keyOf = (pem) => {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
};

/** @param {X509Certificate} certificate @param {X509Certificate} issuer */
const comesFrom = (certificate, issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/**
 * @param {X509Certificate[]} chain the server's certificate first
 * @param {X509Certificate[]} authorities
 */
const leadsTo = (chain, authorities) => {
  const linked = chain.every((certificate, index) => index + 1 === chain.length || comesFrom(certificate, /** @type {X509Certificate} */ (chain[index + 1])));
  const last = /** @type {X509Certificate} */ (chain[chain.length - 1]);
  return linked && authorities.some((authority) => authority.fingerprint256 === last.fingerprint256 || comesFrom(last, authority));
};

/**
 * Tries a certificate from an authority that is not the installation's own, before a server has to.
 * @param {{ ca: string, certificate: string, key: string, hosts: readonly string[], now: number }} given PEM texts; certificate: the server's first, then those between it and the authority
 * @returns {import('./result.mjs').Result<{ ca: string, server: string }>} server: certificates and key in one text; else `keys.certificate-unfit` with what is wrong
 */
export const readGivenCertificates = ({ ca, certificate, key, hosts, now }) => {
  /** @param {string} why */
  const unfit = (why) => refuse('keys.certificate-unfit', { why });
  let chain, authorities;
  try {
    [chain, authorities] = [certificatesOf(certificate), certificatesOf(ca)];
  } catch {
    return unfit('unreadable');
  }
  const [server, privateKey] = [chain[0], keyOf(key)];
  if (server === undefined || authorities.length === 0 || privateKey === undefined) return unfit('unreadable');
  if (!server.checkPrivateKey(privateKey)) return unfit('key-differs');
  if (Date.parse(server.validTo) <= now) return unfit('expired');
  const stranger = hosts.find((host) => (isIP(host) === 0 ? server.checkHost(host) : server.checkIP(host)) === undefined);
  if (stranger !== undefined) return unfit(`host ${stranger}`);
  if (!leadsTo(chain, authorities)) return unfit('authority-differs');
  return accept({ ca, server: `${certificate.trim()}\n${key.trim()}\n` });
};
