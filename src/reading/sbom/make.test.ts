import { describe, expect, it } from 'vitest';
import { enrichSbom, type PackageFacts } from './enrich.ts';
import { hashesOf } from './integrity.ts';
import { makeSbom, type SbomInput } from './make.ts';
import { NOTATIONS } from './notations.ts';
import { readSbom } from './read.ts';
import { validateSbom } from './validate/index.ts';
import { writeSbom } from './write.ts';

const INPUT: SbomInput = {
  subject: { name: 'example-project', version: '1.0.0', license: 'MIT' },
  components: [
    {
      key: 'scoped',
      name: '@example/scoped',
      version: '1.2.3',
      purl: 'pkg:npm/%40example/scoped@1.2.3',
      license: 'Apache 2.0',
      // SHA-512 of nothing.
      integrity:
        'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
      requirement: '^1.2.0',
      type: 'runtime',
      direct: true,
      manifest: 'package-lock.json',
      line: 12,
    },
    {
      key: 'dev',
      name: 'dev',
      version: '2.0.0',
      purl: 'pkg:npm/dev@2.0.0',
      type: 'development',
      license: 'Odd licence; see file',
    },
    {
      key: 'ranged',
      name: 'ranged',
      purl: 'pkg:npm/ranged',
      requirement: '>=1.0.0 <2.0.0',
      manifest: 'package.json',
      condition: 'os=linux',
    },
  ],
  edges: [
    [null, 'scoped'],
    [null, 'dev'],
    ['scoped', 'ranged'],
    ['scoped', 'nowhere'],
  ],
  stated: [null, 'ranged'],
  tool: { vendor: null, name: 'ecosystems', version: '0.1.0' },
  timestamp: '2024-03-01T12:00:00Z',
  serial: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  lifecycles: ['pre-build'],
};

describe('makeSbom', () => {
  const sbom = makeSbom(INPUT);
  const [, scoped, dev, ranged] = sbom.components;

  it('puts facts where they belong', () => {
    expect(scoped).toMatchObject({
      namespace: '@example',
      name: 'scoped',
      version: '1.2.3',
      scope: 'required',
      declared: { state: 'stated', claims: [{ id: 'Apache-2.0' }] },
      occurrences: [{ location: 'package-lock.json', line: 12 }],
    });
    expect(scoped?.hashes[0]?.algorithm).toBe('SHA-512');
    expect(scoped?.hashes[0]?.value.startsWith('cf83e1357eefb8bd')).toBe(true);
    expect(scoped?.properties).toContainEqual({ name: 'ecosystems:requirement', value: '^1.2.0' });
    expect(dev).toMatchObject({
      scope: 'excluded',
      declared: { claims: [{ id: null, name: 'Odd licence; see file' }] },
    });
    expect(ranged).toMatchObject({
      version: null,
      versionRange: 'vers:npm/>=1.0.0|<2.0.0',
      isExternal: true,
    });
    expect(sbom.dropped.danglingEdges).toBe(1);
    expect(sbom.edges.map(each => each.scope)).toEqual([null, 'development', null]);
  });

  it('merges a package that is named twice', () => {
    const twice = makeSbom({
      ...INPUT,
      components: [
        ...INPUT.components,
        { ...INPUT.components[0], name: '@example/scoped', manifest: 'other.json' },
      ],
    });
    expect(twice.components).toHaveLength(4);
    expect(twice.components[1]?.occurrences).toEqual([
      { location: 'package-lock.json', line: 12 },
      { location: 'other.json', line: 12 },
    ]);
  });

  const targets = NOTATIONS.flatMap(({ id, versions }) => versions.map(version => [id, version] as const));
  it.each(targets)('is valid as %s %s, and says there what it said', async (notation, version) => {
    const { text } = writeSbom(sbom, { notation, version });
    const bytes = Buffer.from(text);
    expect(await validateSbom(bytes)).toMatchObject({ isValid: true, problems: [], notation, version });
    const back = readSbom(bytes).sbom;
    const purls = back.components.map(each => each.purl);
    expect(purls).toEqual([null, 'pkg:npm/%40example/scoped@1.2.3', 'pkg:npm/dev@2.0.0', 'pkg:npm/ranged']);
    expect(back.components[1]?.hashes).toEqual(scoped?.hashes);
    expect(back.subjects).toEqual([back.components[0]?.id]);
    expect(back.edges).toHaveLength(3);
    expect(back.stated).toContain(back.components[3]?.id);
    if (version !== '1.2') expect(back.components[3]?.versionRange).toBe('vers:npm/>=1.0.0|<2.0.0');
  });
});

describe('enrichSbom', () => {
  const facts = new Map<string, PackageFacts>([
    [
      'pkg:npm/dev',
      {
        source: 'ecosystems',
        asOf: '2024-03-02T00:00:00Z',
        license: 'MIT',
        latest: '3.0.0',
        status: 'deprecated',
        funding: ['https://example.com/fund'],
        repository: 'https://example.com/dev.git',
        rank: 7,
        advisories: [
          {
            id: 'GHSA-0000-0000-0000',
            summary: 'An example',
            severity: 'high',
            score: 7.5,
            vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
            url: 'https://example.com/advisory',
            fixed: ['2.0.1'],
          },
        ],
      },
    ],
  ]);
  const { sbom, known, unknown, vulnerabilities } = enrichSbom(makeSbom(INPUT), facts);

  it('adds facts with their source and leaves what was said', () => {
    expect({ known, unknown, vulnerabilities }).toEqual({ known: 1, unknown: 2, vulnerabilities: 1 });
    const dev = sbom.components[2];
    expect(dev?.declared?.claims[0]?.name).toBe('Odd licence; see file');
    expect(dev?.properties).toEqual(
      expect.arrayContaining([
        { name: 'ecosystems:latest', value: '3.0.0' },
        { name: 'ecosystems:status', value: 'deprecated' },
        { name: 'ecosystems:as-of', value: '2024-03-02T00:00:00Z' },
      ]),
    );
    expect(dev?.references).toEqual([{ type: 'vcs', url: 'https://example.com/dev.git', comment: null }]);
  });

  it('is the same when done twice', () => {
    expect(enrichSbom(sbom, facts).sbom).toEqual(sbom);
  });

  it.each(['cyclonedx-json', 'cyclonedx-xml', 'spdx-json', 'spdx3-json'] as const)(
    'is valid as %s',
    async notation => {
      const { text } = writeSbom(sbom, { notation });
      expect(await validateSbom(Buffer.from(text))).toMatchObject({ isValid: true, problems: [] });
      expect(text).toContain('GHSA-0000-0000-0000');
    },
  );

  it('enriches a document that was read without touching the rest of it', () => {
    const { text } = writeSbom(makeSbom(INPUT), { notation: 'cyclonedx-json' });
    const before = JSON.parse(text);
    const after = JSON.parse(
      writeSbom(enrichSbom(readSbom(Buffer.from(text)).sbom, facts).sbom, { notation: 'cyclonedx-json' })
        .text,
    );
    expect(after.components[0]).toEqual(before.components[0]);
    expect(after.dependencies).toEqual(before.dependencies);
    expect(after.vulnerabilities[0].affects).toEqual([
      { ref: 'dev', versions: [{ version: '2.0.0', status: 'affected' }] },
    ]);
  });
});

describe('hashesOf', () => {
  it.each([
    [
      'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
      [{ algorithm: 'SHA-1', value: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }],
    ],
    [
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      [{ algorithm: 'SHA-256', value: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }],
    ],
    ['h1:AAAA', []],
    ['sha512-short', []],
  ])('%s', (text, hashes) => {
    expect(hashesOf(text)).toEqual(hashes);
  });
});
