import { webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSecret } from '../secret-file.mjs';

/**
 * The certificate of the installation's own authority, and one for its NATS server, made without the openssl program.
 * Clients are known by their nkeys; the certificate tells them that the server is the right one.
 */

/** @typedef {{ caFile: string, certificateFile: string, keyFile: string }} ServerTls */

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
const SERVER_DAYS = 397;
/** A server certificate that ends sooner is made anew at the next start. */
const RENEW_DAYS = 30;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const load = async () => {
  // The library finds its parts by decorators.
  await import('reflect-metadata');
  return import('@peculiar/x509');
};

/** @param {import('node:crypto').webcrypto.CryptoKey} key */
const pemOf = async (key) => `-----BEGIN PRIVATE KEY-----\n${Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** @param {number} days */
const validFor = (days) => ({ notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + days * DAY_MS) });

/** @param {string} file */
const isGood = (file) => existsSync(file) && Date.parse(new X509Certificate(readFileSync(file)).validTo) - Date.now() > RENEW_DAYS * DAY_MS;

/**
 * @param {string} caFile
 * @param {string} caKeyFile
 */
const makeAuthority = async (caFile, caKeyFile) => {
  const { X509CertificateGenerator, BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags } = await load();
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=lianshen installation',
    keys,
    ...validFor(AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  });
  writeSecret(caKeyFile, await pemOf(keys.privateKey));
  writeFileSync(caFile, `${certificate.toString('pem')}\n`);
};

/**
 * @param {{ caFile: string, caKeyFile: string, certificateFile: string, keyFile: string, hosts: readonly string[] }} options
 */
const makeServer = async ({ caFile, caKeyFile, certificateFile, keyFile, hosts }) => {
  const { X509Certificate: Certificate, X509CertificateGenerator, BasicConstraintsExtension, ExtendedKeyUsageExtension, ExtendedKeyUsage, SubjectAlternativeNameExtension, PemConverter } = await load();
  const authority = new Certificate(readFileSync(caFile, 'utf8'));
  const [raw] = PemConverter.decode(readFileSync(caKeyFile, 'utf8'));
  if (raw === undefined) throw new Error(`${caKeyFile} holds no key`);
  const signingKey = await webcrypto.subtle.importKey('pkcs8', raw, ALGORITHM, false, ['sign']);
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=lianshen nats',
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey,
    ...validFor(SERVER_DAYS),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(hosts.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value }))),
    ],
  });
  writeSecret(keyFile, await pemOf(keys.privateKey));
  writeFileSync(certificateFile, `${certificate.toString('pem')}\n`);
};

/**
 * Makes the authority at the first start and keeps it; the server's certificate is made anew before it ends.
 * @param {{ dir: string, hosts?: readonly string[] }} options dir: the stack's folder
 * @returns {Promise<ServerTls>}
 */
export const natsCertificates = async ({ dir, hosts = ['127.0.0.1', 'localhost'] }) => {
  const folder = join(dir, 'secrets', 'nats', 'tls');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [caFile = '', caKeyFile = '', certificateFile = '', keyFile = ''] = ['ca.pem', 'ca.key', 'server.pem', 'server.key'].map((name) => join(folder, name));
  if (!isGood(caFile)) {
    await makeAuthority(caFile, caKeyFile);
    await makeServer({ caFile, caKeyFile, certificateFile, keyFile, hosts });
  }
  if (!isGood(certificateFile)) await makeServer({ caFile, caKeyFile, certificateFile, keyFile, hosts });
  return { caFile, certificateFile, keyFile };
};
