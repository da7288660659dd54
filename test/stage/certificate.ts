import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** The stage's own certificate, good for the host names it stands in for and nothing a browser trusts by itself. */
export interface StageCertificate {
  readonly keyPem: string;
  readonly certificatePem: string;
  /** Base64 SHA-256 of the public key, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
}

const NAMES = [
  'x.com',
  '*.x.com',
  'twitter.com',
  '*.twitter.com',
  'facebook.com',
  '*.facebook.com',
  'board.teificoast.example',
  'relay.teificoast.example',
  'stage.teificoast.example',
];

/** Makes a certificate for this run; it is never written to disk. */
export async function makeCertificate(): Promise<StageCertificate> {
  const pem = await generate([{ name: 'commonName', value: 'x.com' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 30 * 24 * 3600 * 1000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: NAMES.map((value) => ({ type: 2, value })) },
    ],
  });
  const spkiDer = new X509Certificate(pem.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    keyPem: pem.private,
    certificatePem: pem.cert,
    spki: createHash('sha256').update(spkiDer).digest('base64'),
  };
}
