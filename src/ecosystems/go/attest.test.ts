import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../io/archives/fixtures/build.ts';
import { verdictOf } from '../attest.ts';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import { hash1, reader } from './attest.ts';

const MODULE = 'example.com/Thing';
const VERSION = 'v1.2.3';
const PROXY = 'https://proxy.example/example.com/!thing/@v/v1.2.3';
const DB = 'https://sum.example';
const LOOKUP = `${DB}/lookup/example.com/!thing@v1.2.3`;
const ID = 270;
const SIZE = 333;
const GO_MOD = 'module example.com/Thing\n';
const files = { [`${MODULE}@${VERSION}/go.mod`]: GO_MOD, [`${MODULE}@${VERSION}/a.go`]: 'package thing\n' };

const zipFile = (of: Record<string, string>) =>
  zipOf(Object.entries(of).map(([name, body]) => ({ name, body })));

const sha = (...parts: (Buffer | string)[]) =>
  parts.reduce((h, part) => h.update(part), createHash('sha256')).digest();
const hex = (text: string) => sha(text).toString('hex');

// Worked out as the documentation of dirhash has it: `sha256sum` of each file, sorted by name, and the sum of that list.
const ZIP_HASH = `h1:${sha(
  `${hex('package thing\n')}  ${MODULE}@${VERSION}/a.go\n${hex(GO_MOD)}  ${MODULE}@${VERSION}/go.mod\n`,
).toString('base64')}`;
const MOD_HASH = `h1:${sha(`${hex(GO_MOD)}  go.mod\n`).toString('base64')}`;
const RECORD = `${MODULE} ${VERSION} ${ZIP_HASH}\n${MODULE} ${VERSION}/go.mod ${MOD_HASH}\n`;

const records = Array.from({ length: SIZE }, (_, i) =>
  i === ID ? RECORD : `other.example/m${i} v1.0.0 h1:x\n`,
);
const leaves = records.map(record => sha(Buffer.from([0]), record));
/** MTH of RFC 6962, section 2.1. */
function mth(of: Buffer[]): Buffer {
  if (of.length === 1) return of[0] as Buffer;
  let k = 1;
  while (k * 2 < of.length) k *= 2;
  return sha(Buffer.from([1]), mth(of.slice(0, k)), mth(of.slice(k)));
}
const tiles: Record<string, Buffer> = {
  [`${DB}/tile/8/0/000`]: Buffer.concat(leaves.slice(0, 256)),
  [`${DB}/tile/8/0/001.p/77`]: Buffer.concat(leaves.slice(256)),
  [`${DB}/tile/8/1/000.p/1`]: mth(leaves.slice(0, 256)),
};

function signer(name = 'sum.example') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = Buffer.concat([
    Buffer.from([1]),
    publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  ]);
  const id = sha(`${name}\n`, key).subarray(0, 4);
  return {
    verifier: `${name}+${id.toString('hex')}+${key.toString('base64')}`,
    line: (text: string) =>
      `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')}\n`,
  };
}
const own = signer();
const tree = (root = mth(leaves), size = SIZE) =>
  `go.sum database tree\n${size}\n${root.toString('base64')}\n`;
const lookup = ({ id = ID, record = RECORD, text = tree(), by = own } = {}) =>
  `${id}\n${record}\n${text}\n${by.line(text)}`;

async function attest(answers: Record<string, Answer> = {}, settings: Record<string, string> = {}) {
  const context = attestContext({
    answers: {
      [`${PROXY}.zip`]: zipFile(files),
      [`${PROXY}.mod`]: GO_MOD,
      [LOOKUP]: lookup(),
      ...tiles,
      ...answers,
    },
    registry: { url: 'https://proxy.example', ecosystem: 'go' },
    settings: { go_sumdb: `${own.verifier} ${DB}`, ...settings },
  });
  return reader.attest(context, attestRelease({ name: MODULE, version: VERSION }));
}
const only = async (id: string, answers: Record<string, Answer>) =>
  (await attest(answers)).checks.find(check => check.id === id)?.outcome;

const flip = (bytes: Buffer, at = bytes.length >> 1) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
};

describe('a module in the database', () => {
  it('is verified from the zip file to the signed root', async () => {
    const { checks } = await attest();
    expect(outcomes(checks)).toEqual([
      'zip-hash=verified',
      'mod-hash=verified',
      'tree-signature=verified',
      'tree-inclusion=verified',
    ]);
    expect(verdictOf(checks)).toMatchObject({ intact: { answer: 'yes' }, authentic: { answer: 'yes' } });
  });

  it('hashes as the go command does, whatever the order of the files', async () => {
    const list = [
      ['b', hex('2')],
      ['a', hex('1')],
    ] as const;
    expect(hash1(list)).toBe(`h1:${sha(`${hex('1')}  a\n${hex('2')}  b\n`).toString('base64')}`);
  });

  it('fails with another file, one more, one less, or a damaged zip', async () => {
    const [first = ''] = Object.keys(files);
    expect(
      await only('zip-hash', { [`${PROXY}.zip`]: zipFile({ ...files, [first]: 'module evil\n' }) }),
    ).toBe('failed');
    expect(await only('zip-hash', { [`${PROXY}.zip`]: zipFile({ ...files, more: '' }) })).toBe('failed');
    expect(await only('zip-hash', { [`${PROXY}.zip`]: zipFile({ [first]: GO_MOD }) })).toBe('failed');
    expect(await only('zip-hash', { [`${PROXY}.zip`]: zipFile(files).subarray(0, -5) })).toBe('failed');
    expect(await only('zip-hash', { [`${PROXY}.zip`]: 'not a zip' })).toBe('failed');
    expect(await only('zip-hash', { [`${PROXY}.zip`]: { status: 503 } })).toBe('unknown');
    expect(await only('mod-hash', { [`${PROXY}.mod`]: 'module evil\n' })).toBe('failed');
  });

  it('fails when the record was changed, swapped, or is not in the tree', async () => {
    const evil = RECORD.replace(ZIP_HASH, `h1:${sha('evil').toString('base64')}`);
    expect(await only('tree-inclusion', { [LOOKUP]: lookup({ record: evil }) })).toBe('failed');
    expect(await only('tree-inclusion', { [LOOKUP]: lookup({ id: ID - 1 }) })).toBe('failed');
    expect(await only('tree-inclusion', { [LOOKUP]: lookup({ id: SIZE }) })).toBe('failed');
    const other = lookup({ id: 0, record: records[0] });
    expect(await only('tree-inclusion', { [LOOKUP]: other })).toBe('verified');
    expect(await only('zip-hash', { [LOOKUP]: other })).toBe('failed');
  });

  it('fails with one bit of any tile turned, and with a tile cut short', async () => {
    for (const [url, bytes] of Object.entries(tiles)) {
      // The record's own hash is made of the record.
      const at = url.endsWith('.p/77') ? 40 : 0;
      const found = await only('tree-inclusion', { [url]: flip(bytes, at) });
      expect([url, found]).toEqual([
        url,
        url.endsWith('1/000.p/1') || url.endsWith('.p/77') ? 'failed' : 'verified',
      ]);
    }
    const [, second = ''] = Object.keys(tiles);
    expect(await only('tree-inclusion', { [second]: (tiles[second] as Buffer).subarray(32) })).toBe('failed');
    expect(await only('tree-inclusion', { [second]: { status: 500 } })).toBe('unknown');
  });

  it('fails when the tree is not signed by the key: changed, another key, another name, none', async () => {
    const text = tree(sha('another root'));
    expect(await only('tree-signature', { [LOOKUP]: lookup().replace(tree(), text) })).toBe('failed');
    expect(await only('tree-signature', { [LOOKUP]: lookup({ by: signer() }) })).toBe('failed');
    expect(await only('tree-signature', { [LOOKUP]: lookup({ by: signer('other.example') }) })).toBe(
      'failed',
    );
    expect(await only('tree-signature', { [LOOKUP]: lookup().replace(/^— .*\n/m, '') })).toBe('failed');
    const { verdict } = { verdict: verdictOf((await attest({ [LOOKUP]: lookup({ by: signer() }) })).checks) };
    expect(verdict.authentic.answer).toBe('no');
  });

  it.each([[''], ['{}'], ['270\n\n'], [`x\n${RECORD}\n${tree()}`], [lookup().slice(0, 80)]])(
    'fails where the answer is %j',
    async text => {
      expect(await only('tree-signature', { [LOOKUP]: text })).toBe('failed');
    },
  );

  it('is absent, unknown or not offered', async () => {
    expect(await only('tree-signature', { [LOOKUP]: { status: 404 } })).toBe('absent');
    expect(await only('tree-signature', { [LOOKUP]: { status: 500 } })).toBe('unknown');
    expect(outcomes((await attest({}, { go_sumdb: '' })).checks)).toEqual(['tree-signature=not-offered']);
  });
});
