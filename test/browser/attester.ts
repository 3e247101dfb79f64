/** Checks of releases as registries make them, for pages: by the package's name. */
import { type AttestCheck, type Attester, checked } from '../../src/ecosystems/attest.ts';
import { HOSTILE } from './site.ts';

/** Packages that it knows something of. */
export const ATTESTED = ['proven', 'tampered', 'dubious', 'unsigned'] as const;

const digest = { id: 'integrity', title: 'tarball against the registry', aspect: 'integrity' } as const;
const signature = { id: 'signature', title: 'signature of the registry', aspect: 'authenticity' } as const;
const LONG = 'nobreak'.repeat(60);

const CHECKS: Record<string, AttestCheck[]> = {
  proven: [
    checked(
      { ...digest, artifact: 'proven.tgz' },
      'verified',
      'sha512 of the file is the one that was stated',
      {
        algorithm: 'sha512',
        expected: 'ab'.repeat(64),
        found: 'ab'.repeat(64),
      },
    ),
    checked(signature, 'verified', 'the key signed it', { logIndex: 123_456, url: 'https://log.example/1' }),
  ],
  tampered: [
    checked(signature, 'absent', 'it is not signed'),
    checked(digest, 'failed', 'sha512 of the file is another one', { expected: LONG, found: null }),
  ],
  dubious: Array.from({ length: 130 }, (_, index) =>
    checked({ id: 'x', title: HOSTILE, aspect: 'authenticity', artifact: LONG }, 'unknown', LONG, {
      [`key${index}`]: HOSTILE,
      url: 'javascript:alert(1)',
    }),
  ),
  unsigned: [],
};

const digestsOf = (file: string): Record<string, string> =>
  file === LONG ? {} : { sha256: 'cd'.repeat(32) };

export const attester: Attester = {
  async attest(_registry, { name }) {
    const files = name === 'unsigned' ? [] : name === 'dubious' ? [LONG, HOSTILE] : [`${name}.tgz`];
    return {
      at: new Date('2026-01-02T03:04:05.000Z'),
      artifacts: files.map(file => ({
        name: file,
        url: file === HOSTILE ? 'javascript:alert(1)' : 'https://files.example/a.tgz',
        size: file === LONG ? null : 1_234,
        digests: digestsOf(file),
      })),
      checks: CHECKS[name] ?? [],
    };
  },
};
