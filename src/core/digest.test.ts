import { describe, expect, test } from 'vitest';
import { digest, digestAlgorithms } from './digest.ts';
import { InputError } from './errors.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('digest', () => {
  // FIPS 180-4's example "abc": https://csrc.nist.gov/CSRC/media/Projects/Cryptographic-Standards-and-Guidelines/documents/examples/SHA256.pdf
  const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

  test('sha256 and hex are the default; the bytes are counted over all pieces', async () => {
    expect(await digest(pieces('a', '', 'bc'))).toEqual({
      algorithm: 'sha256',
      encoding: 'hex',
      digest: ABC,
      bytes: 3,
      // The same bytes in base64.
      sri: `sha256-${Buffer.from(ABC, 'hex').toString('base64')}`,
    });
  });

  test('other encodings; the integrity stays in base64', async () => {
    const base64 = 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=';
    const given = await digest(pieces('abc'), { encoding: 'base64' });
    expect(given).toMatchObject({ digest: base64, sri: `sha256-${base64}` });
    const url = await digest(pieces('abc'), { encoding: 'base64url' });
    expect(url).toMatchObject({
      digest: 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0',
      sri: `sha256-${base64}`,
    });
  });

  test('md5 and sha1 (RFC 1321, FIPS 180-4) have no integrity; case does not matter', async () => {
    expect(await digest(pieces('abc'), { algorithm: 'MD5' })).toMatchObject({
      algorithm: 'md5',
      digest: '900150983cd24fb0d6963f7d28e17f72',
      sri: null,
    });
    expect(await digest(pieces('abc'), { algorithm: 'sha1' })).toMatchObject({
      digest: 'a9993e364706816aba3e25717850c26c9cd0d89d',
      sri: null,
    });
  });

  test('every algorithm that is listed works', async () => {
    const names = digestAlgorithms();
    expect(names).toContain('sha512');
    for (const algorithm of names) {
      expect((await digest(pieces('x'), { algorithm })).digest, algorithm).toMatch(/^[0-9a-f]+$/);
    }
  });

  test('unknown words are refused before anything is read', async () => {
    async function* untouched(): AsyncGenerator<Uint8Array> {
      yield await Promise.reject(new Error('read'));
    }
    for (const options of [{ algorithm: 'sha257' }, { algorithm: '__proto__' }, { encoding: 'utf8' }]) {
      await expect(digest(untouched(), options)).rejects.toThrow(InputError);
    }
    await expect(digest(untouched())).rejects.toThrow('read');
  });
});
