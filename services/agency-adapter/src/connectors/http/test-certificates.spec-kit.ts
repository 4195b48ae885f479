import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** PEM of a certificate and of its key. */
export interface TestCertificate {
  readonly certificate: string;
  readonly key: string;
}

const tlv = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  const length = content.length < 128 ? [content.length] : content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const sequence = (...contents: readonly Buffer[]): Buffer => tlv(0x30, ...contents);
const oid = (text: string): Buffer => tlv(0x06, hex(text));
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const TRUE = tlv(0x01, hex('ff'));
const nameOf = (commonName: string): Buffer => sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))));
const VALIDITY = sequence(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x17, Buffer.from('491231000000Z')));
const AUTHORITY = sequence(oid('551d13'), TRUE, tlv(0x04, sequence(TRUE)));
const LOOPBACK = sequence(oid('551d11'), tlv(0x04, sequence(tlv(0x87, hex('7f000001')))));

const pemOf = (der: Buffer): string => `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n').trim()}\n-----END CERTIFICATE-----\n`;

/** An authority of the test's own, that issues certificates (X.509, RFC 5280) for 127.0.0.1. No file and no other program is needed. */
export class TestAuthority {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly certificate: string;
  private issued = 0;

  constructor(private readonly name: string) {
    this.certificate = this.certify(name, this.keys.publicKey, AUTHORITY);
  }

  issue(commonName: string): TestCertificate {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return { certificate: this.certify(commonName, publicKey, LOOPBACK), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }

  private certify(commonName: string, subject: KeyObject, extension: Buffer): string {
    const serial = tlv(0x02, Buffer.from([++this.issued]));
    const subjectKey = subject.export({ type: 'spki', format: 'der' });
    const signed = sequence(tlv(0xa0, tlv(0x02, hex('02'))), serial, ECDSA_WITH_SHA256, nameOf(this.name), VALIDITY, nameOf(commonName), subjectKey, tlv(0xa3, sequence(extension)));
    return pemOf(sequence(signed, ECDSA_WITH_SHA256, tlv(0x03, hex('00'), sign('sha256', signed, this.keys.privateKey))));
  }
}
