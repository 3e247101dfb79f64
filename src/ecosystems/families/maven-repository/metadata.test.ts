// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are properties of POMs
/** Expected values are worked out by hand from https://maven.apache.org/repositories/metadata.html. */
import { describe, expect, it } from 'vitest';
import { snapshotFile, versionsInListing, versionsInMetadata } from './metadata.ts';
import { artifactsInIndex, parseIndexState } from './nexus-index.ts';

const bytes = (text: string) => Buffer.from(text);
const metadata = (...versions: string[]) =>
  bytes(
    `<metadata><versioning><versions>${versions.map(version => `<version>${version}</version>`).join('')}</versions></versioning></metadata>`,
  );

describe('versions', () => {
  it('are those of the metadata, without snapshots in a repository of releases', () => {
    const list = metadata('1.0', ' 1.1 ', '1.0', '2.0-SNAPSHOT', '${v}', 'LATEST', 'RELEASE', '', '../x');
    expect(versionsInMetadata(list, false)).toEqual(['1.0', '1.1']);
    expect(versionsInMetadata(list, true)).toEqual(['1.0', '1.1', '2.0-SNAPSHOT']);
    expect(versionsInMetadata(bytes('<metadata/>'), false)).toEqual([]);
    for (const text of ['', '<html/>', '<metadata>'])
      expect(() => versionsInMetadata(bytes(text), false)).toThrow(
        expect.objectContaining({ code: 'malformed' }),
      );
  });

  it('are else the directories of a listing', () => {
    const listing =
      bytes(`<a href="../">../</a><a href="1.0/">1.0/</a><a href="./1.1/">1.1/</a><a href="maven-metadata.xml">m</a>
      <a href="https://r.example/g/sink/2.0/">2.0/</a><a href="https://r.example/g/other/9.0/">9.0/</a>
      <a href="https://r.example/g/sink/">sink</a><a href="3%2E0/">3.0/</a><a href="4.0-SNAPSHOT/">4</a><a href="%E0/">x</a>`);
    expect(versionsInListing(listing, 'sink', false)).toEqual(['1.0', '1.1', '2.0', '3.0']);
    expect(versionsInListing(bytes('href="'.repeat(100_000)), 'sink', false)).toEqual([]);
  });
});

describe('the file of a snapshot', () => {
  it('has the time of its build', () => {
    const versions = (inside: string) => bytes(`<metadata><versioning>${inside}</versioning></metadata>`);
    const entry = (extension: string, value: string, more = '') =>
      `<snapshotVersion>${more}<extension>${extension}</extension><value>${value}</value></snapshotVersion>`;
    const both = `<snapshot><timestamp>20240506.070809</timestamp><buildNumber>3</buildNumber></snapshot>`;
    expect(snapshotFile(versions(both), '1.0-SNAPSHOT')).toBe('1.0-20240506.070809-3');
    const list = `${entry('jar', '1.0-1')}${entry('pom', '1.0-2', '<classifier>x</classifier>')}${entry('pom', '1.0-20240506.070809-4')}`;
    expect(
      snapshotFile(versions(`${both}<snapshotVersions>${list}</snapshotVersions>`), '1.0-SNAPSHOT'),
    ).toBe('1.0-20240506.070809-4');
    expect(
      snapshotFile(versions('<snapshot><localCopy>true</localCopy></snapshot>'), '1.0-SNAPSHOT'),
    ).toBeNull();
    expect(
      snapshotFile(versions(`<snapshotVersions>${entry('pom', '../x')}</snapshotVersions>`), '1-SNAPSHOT'),
    ).toBeNull();
  });
});

/** The transfer format, written by hand. */
function indexOf(...documents: [name: string, value: string][][]): Buffer {
  const parts: Buffer[] = [Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0])];
  const number = (value: number, size: number) => {
    const buffer = Buffer.alloc(size);
    buffer.writeIntBE(value, 0, size);
    parts.push(buffer);
  };
  for (const fields of documents) {
    number(fields.length, 4);
    for (const [name, value] of fields) {
      number(7, 1);
      number(Buffer.byteLength(name), 2);
      parts.push(Buffer.from(name));
      number(Buffer.byteLength(value), 4);
      parts.push(Buffer.from(value));
    }
  }
  return Buffer.concat(parts);
}

async function read(index: Uint8Array, size: number): Promise<string[]> {
  async function* pieces() {
    for (let at = 0; at < index.length; at += size) yield index.subarray(at, at + size);
  }
  const found: string[] = [];
  for await (const artifacts of artifactsInIndex(pieces()))
    found.push(...artifacts.map(({ group, artifact }) => `${group}:${artifact}`));
  return found;
}

describe('the index of a repository', () => {
  const index = indexOf(
    [['DESCRIPTOR', 'NexusIndex']],
    [
      ['u', 'g.h|a|1.0|NA|jar'],
      ['n', 'Grün'],
    ],
    [
      ['m', '1'],
      ['u', 'g.h|a|1.0|sources|jar'],
    ],
    [['del', 'g|b|1.0|NA']],
    [['u', 'not a group|b|1']],
    [['u', 'short']],
    [],
  );

  it('names artifacts, however it is cut', async () => {
    expect(await read(index, 100_000)).toEqual(['g.h:a', 'g:b']);
    for (const size of [1, 3, 10, 64])
      expect(new Set(await read(index, size))).toEqual(new Set(['g.h:a', 'g:b']));
    expect(await read(indexOf(), 4)).toEqual([]);
  });

  it('that is cut short or none is malformed', async () => {
    const lies = Buffer.concat([indexOf(), Buffer.from([0x7f, 0xff, 0xff, 0xff])]);
    const long = Buffer.concat([indexOf(), Buffer.from([0, 0, 0, 1, 7, 0, 1, 0x75, 0x7f, 0xff, 0xff, 0xff])]);
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from('<html>'),
      Buffer.from([2, ...Array(20).fill(0)]),
      index.subarray(0, 50),
      lies,
      long,
    ])
      await expect(read(bad, 16)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('has properties', () => {
    const text =
      'nexus.index.id=central\nnexus.index.chain-id=7\r\nnexus.index.last-incremental=905\nnexus.index.incremental-0=905\nnexus.index.incremental-1=904\n';
    expect(parseIndexState(bytes(text))).toEqual({ chain: '7', last: 905, first: 904 });
    expect(parseIndexState(bytes('#x\nnexus.index.id=central\n'))).toEqual({
      chain: 'central',
      last: null,
      first: null,
    });
    expect(() => parseIndexState(bytes('<html>'))).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});
