import { webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { writeWhole } from '../whole-file.mjs';

/**
 * The certificate of the installation's own authority, and one for its NATS server, made without the openssl program.
 * Clients are known by their nkeys; the certificate tells them that the server is the right one.
 */

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
const SERVER_DAYS = 397;
/** A certificate that ends sooner is due to be made anew. */
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

/** @param {string} file @returns {boolean} whether it holds a certificate that is good for a month and longer */
const isGood = (file) => existsSync(file) && Date.parse(new X509Certificate(readFileSync(file)).validTo) - Date.now() > RENEW_DAYS * DAY_MS;

/** @param {string} folder of the authority */
export const authorityFiles = (folder) => ({ caFile: join(folder, 'ca.pem'), caKeyFile: join(folder, 'ca.key') });

/**
 * Makes an authority of the installation's own. The certificate is written last: where it is, the key is.
 * @param {string} folder
 */
export const makeAuthority = async (folder) => {
  const { X509CertificateGenerator, BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags } = await load();
  const { caFile, caKeyFile } = authorityFiles(folder);
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=lianshen installation',
    keys,
    ...validFor(AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  });
  writeWhole(caKeyFile, await pemOf(keys.privateKey));
  writeWhole(caFile, `${certificate.toString('pem')}\n`);
};

/** @param {string} caKeyFile */
const signingKeyOf = async (caKeyFile) => {
  const { PemConverter } = await load();
  const [raw] = PemConverter.decode(readFileSync(caKeyFile, 'utf8'));
  if (raw === undefined) throw new Error(`${caKeyFile} holds no key`);
  return webcrypto.subtle.importKey('pkcs8', raw, ALGORITHM, false, ['sign']);
};

/**
 * Certificate and key stand in one file, so that both change in one step.
 * @param {{ authority: string, file: string, hosts: readonly string[] }} options authority: its folder; hosts: the names and addresses under which clients know the server
 */
export const makeServerCertificate = async ({ authority, file, hosts }) => {
  const { X509Certificate: Certificate, X509CertificateGenerator, BasicConstraintsExtension, ExtendedKeyUsageExtension, ExtendedKeyUsage, SubjectAlternativeNameExtension } = await load();
  const { caFile, caKeyFile } = authorityFiles(authority);
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=lianshen nats',
    issuer: new Certificate(readFileSync(caFile, 'utf8')).subject,
    publicKey: keys.publicKey,
    signingKey: await signingKeyOf(caKeyFile),
    ...validFor(SERVER_DAYS),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }))),
    ],
  });
  writeWhole(file, `${certificate.toString('pem')}\n${await pemOf(keys.privateKey)}`);
};

/**
 * Makes what is not there, and makes anew what ends soon.
 * @param {{ authority: string, file: string, hosts: readonly string[] }} options as for `makeServerCertificate`
 */
export const keepCertificates = async ({ authority, file, hosts }) => {
  const hasAuthority = isGood(authorityFiles(authority).caFile);
  if (!hasAuthority) await makeAuthority(authority);
  if (!hasAuthority || !isGood(file)) await makeServerCertificate({ authority, file, hosts });
};
