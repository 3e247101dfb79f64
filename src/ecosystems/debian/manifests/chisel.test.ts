import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { chiselManifest } from './chisel.ts';

// Written by the program zstd: a head, a content, two packages, a path and a slice.
const WALL = Buffer.from(
  'KLUv/QRoLQYAwosjGWCvDtqsNLe4ghnUposEQeDb+Sc7mQBQOCdAtijv17mEaOw0yKrnnRjCAgkKwc0Daab++4xVv73774gzet63I8KRcc0wG8Xfq6W3kpaUqBPIqevb5dNRbOrDUN08/H3ipt5+K4XMvA3/LiOV7ttxlbja+Pem0ugYkLl3XLONPckZ79sJofi7JPVV7YWOBRQASA2kzMJQC1SY27GGbCwiEMYcW+maDsONWnDGxfCyOIR8AaFjBYDuAxzsJyvaJoBJMcdeWmi+',
  'base64',
);

test('packages that an image was cut from', async () => {
  const plain = (await chiselManifest.unpack?.(WALL)) ?? Buffer.alloc(0);
  const { dependencies } = chiselManifest.parse(manifestInput('var/lib/chisel/manifest.wall', plain));
  expect(dependencies.map(one => [one.name, one.requirement, one.integrity, one.condition])).toEqual([
    ['base-files', '12ubuntu4.6', 'sha256:aa', 'arch=amd64'],
    ['bash', '5.1-6ubuntu1', 'sha256:bb', 'arch=amd64'],
  ]);
});

test('what is damaged, or no wall', async () => {
  await expect(chiselManifest.unpack?.(WALL.subarray(0, 20))).rejects.toMatchObject({ code: 'malformed' });
  expect(() => chiselManifest.parse(manifestInput('x', Buffer.from('{"a": 1}\n')))).toThrow(/no head/);
});
