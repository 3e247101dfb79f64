import { expect, test } from 'vitest';
import { clearSignedText, parseReleaseFile } from './release-file.ts';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const RELEASE = `Origin: Debian
Label: Debian
Suite: oldstable
Version: 12.15
Codename: bookworm
Date: Sat, 11 Jul 2026 10:16:37 UTC
Valid-Until: Sat, 18 Jul 2026 10:16:37 UTC
Acquire-By-Hash: yes
No-Support-for-Architecture-all: Packages
Architectures: all amd64 arm64
Components: main contrib
Description: - dashes stay
MD5Sum:
 d41d8cd98f00b204e9800998ecf8427e        0 main/binary-amd64/Packages
SHA256:
 ${EMPTY}        0 main/binary-amd64/Packages
 ${EMPTY.toUpperCase()} 8123456789 main/source/Sources.xz
`;

test('reads what a suite is and the checksums of its indexes', () => {
  const { files, ...release } = parseReleaseFile(RELEASE);
  expect(release).toEqual({
    origin: 'Debian',
    label: 'Debian',
    suite: 'oldstable',
    codename: 'bookworm',
    version: '12.15',
    date: '2026-07-11T10:16:37.000Z',
    validUntil: '2026-07-18T10:16:37.000Z',
    architectures: ['all', 'amd64', 'arm64'],
    components: ['main', 'contrib'],
    acquireByHash: true,
    noSupportForArchitectureAll: ['Packages'],
  });
  expect(Object.fromEntries(files)).toEqual({
    'main/binary-amd64/Packages': { size: 0, sha256: EMPTY },
    'main/source/Sources.xz': { size: 8_123_456_789, sha256: EMPTY },
  });
});

test('says null and empty where a suite says nothing', () => {
  expect(parseReleaseFile('Codename: x\n')).toEqual({
    origin: null,
    label: null,
    suite: null,
    codename: 'x',
    version: null,
    date: null,
    validUntil: null,
    architectures: [],
    components: [],
    acquireByHash: false,
    noSupportForArchitectureAll: [],
    files: new Map(),
  });
});

test.each([
  ['a short digest', `SHA256:\n ${EMPTY.slice(1)} 0 main/Packages`, 'not a checksum line'],
  ['a negative size', `SHA256:\n ${EMPTY} -1 main/Packages`, 'not a checksum line'],
  ['a path with a blank', `SHA256:\n ${EMPTY} 0 main/Pack ages`, 'not a checksum line'],
  ['a path that climbs', `SHA256:\n ${EMPTY} 0 main/../../x`, 'leaves the suite'],
  ['an absolute path', `SHA256:\n ${EMPTY} 0 /etc/passwd`, 'leaves the suite'],
  ['a date without a zone', 'Valid-Until: Sat, 18 Jul 2026 10:16:37', 'not a date in UTC'],
  ['a date that is none', 'Date: tomorrow UTC', 'not a date in UTC'],
])('refuses %s', (_, text, message) => {
  expect(() => parseReleaseFile(`Codename: x\n${text}\n`)).toThrow(message);
});

test('takes the text out of a clear-signed document', () => {
  const signed = (text: string) =>
    `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${text}-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n`;
  expect(clearSignedText(signed(RELEASE))).toBe(RELEASE);
  // RFC 9580 7.1: a line that starts with a hyphen is escaped by "- ".
  expect(clearSignedText(signed('A: 1\n- -----BEGIN x\n'))).toBe('A: 1\n-----BEGIN x\n');
  expect(clearSignedText(signed('A: 1\n').replaceAll('\n', '\r\n'))).toBe('A: 1\n');
  expect(clearSignedText(RELEASE)).toBe(RELEASE);
  expect(() => clearSignedText('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nA: 1\n')).toThrow(
    'has no end',
  );
});
