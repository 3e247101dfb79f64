import { describe, expect, it } from 'vitest';
import { convertSbom } from './convert.ts';
import { SPDX_3, SPDX_23 } from './fixtures/documents.ts';
import { SUITE_FILES, suiteFile } from './fixtures/suite.ts';
import { NOTATIONS } from './notations.ts';
import { readSbom } from './read.ts';
import { validateSbom } from './validate/index.ts';
import { writeSbom } from './write.ts';

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const suite = SUITE_FILES.filter(name => /^1\.5\/valid-.*\.json$/.test(name));

describe('the suite of CycloneDX in older and newer versions', () => {
  it.each(
    suite.flatMap(name => ['1.2', '1.3', '1.4', '1.6', '1.7'].map(version => [name, version] as const)),
  )('%s as %s is valid', async (name, version) => {
    const { text } = convertSbom(suiteFile(name), { notation: 'cyclonedx-json', version });
    expect((await validateSbom(Buffer.from(text))).problems).toEqual([]);
  });
});

describe('from one family to another', () => {
  it.each(suite)('%s as SPDX 2.3 and 3.0 is valid', async name => {
    for (const notation of ['spdx-json', 'spdx3-json'] as const) {
      const { text } = convertSbom(suiteFile(name), { notation });
      expect((await validateSbom(Buffer.from(text))).problems).toEqual([]);
    }
  });

  const versions = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'];
  it.each(versions)('SPDX as CycloneDX %s is valid', async version => {
    for (const document of [SPDX_23, SPDX_3]) {
      const { text } = convertSbom(bytesOf(document), { notation: 'cyclonedx-json', version });
      expect((await validateSbom(Buffer.from(text))).problems).toEqual([]);
    }
  });

  it('SPDX 2 and 3 become each other', async () => {
    const three = convertSbom(bytesOf(SPDX_23), { notation: 'spdx3-json' });
    expect((await validateSbom(Buffer.from(three.text))).problems).toEqual([]);
    const two = convertSbom(Buffer.from(three.text), { notation: 'spdx-json' });
    expect((await validateSbom(Buffer.from(two.text))).problems).toEqual([]);
    const back = readSbom(Buffer.from(two.text)).sbom;
    expect(back.components.map(each => [each.name, each.version, each.purl])).toEqual([
      ['example-project', '1.0.0', null],
      ['left-pad', '1.3.0', 'pkg:npm/left-pad@1.3.0'],
      ['./src/index.js', null, null],
    ]);
    expect(back.edges.map(each => [each.kind, each.scope])).toEqual([
      ['depends-on', 'development'],
      ['contains', null],
    ]);
  });

  it('keeps what both have', () => {
    const { text } = convertSbom(bytesOf(SPDX_23), { notation: 'cyclonedx-json', version: '1.6' });
    const bom = JSON.parse(text);
    expect(bom.metadata.component).toMatchObject({
      name: 'example-project',
      version: '1.0.0',
      type: 'application',
    });
    expect(bom.metadata.tools.components).toEqual([
      { type: 'application', name: 'example-tool', version: '2.1.0' },
    ]);
    const leftPad = bom.components[0];
    expect(leftPad).toMatchObject({
      name: 'left-pad',
      purl: 'pkg:npm/left-pad@1.3.0',
      hashes: [{ alg: 'SHA-256', content: SPDX_23.packages[1]?.checksums?.[0]?.checksumValue }],
      authors: [{ name: 'An Author' }],
    });
    expect(bom.dependencies).toEqual([
      { ref: 'SPDXRef-left-pad' },
      { ref: 'SPDXRef-root', dependsOn: ['SPDXRef-left-pad'] },
    ]);
  });

  it('says what SPDX loses in CycloneDX', () => {
    const { losses, from } = convertSbom(bytesOf(SPDX_23), { notation: 'cyclonedx-json' });
    expect(from).toEqual({ notation: 'spdx-json', version: '2.3', envelope: null });
    const paths = losses.map(each => each.path);
    for (const path of [
      '/snippets',
      '/externalDocumentRefs',
      '/packages/*/packageVerificationCode',
      '/packages/*/attributionTexts',
      '/packages/*/builtDate',
      '/relationships',
    ])
      expect(paths).toContain(path);
    // What is carried over is not among it.
    for (const path of ['/packages/*/versionInfo', '/packages/*/checksums', '/creationInfo'])
      expect(paths).not.toContain(path);
  });

  it('says what CycloneDX loses in SPDX, once for many', () => {
    const component = (i: number) => ({
      type: 'library',
      name: `c${i}`,
      pedigree: { notes: 'forked' },
      releaseNotes: { type: 'major' },
      hashes: [
        { alg: 'SHA-256', content: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      ],
    });
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      components: [component(0), component(1), component(2)],
      services: [{ name: 'service' }],
      compositions: [{ aggregate: 'complete' }],
    };
    const { losses } = convertSbom(bytesOf(bom), { notation: 'spdx-json' });
    expect(losses.find(each => each.path === '/components/*/pedigree')).toEqual({
      path: '/components/*/pedigree',
      what: 'pedigree',
      why: 'only the format that was read has it',
      count: 3,
      example: '/components/0/pedigree',
    });
    expect(losses.map(each => each.path)).toEqual(
      expect.arrayContaining(['/services', '/compositions', '/components/*/releaseNotes']),
    );
    expect(losses.map(each => each.path)).not.toContain('/components/*/hashes');
  });

  it('refuses what it cannot write', () => {
    const { sbom } = readSbom(bytesOf(SPDX_23));
    expect(() => writeSbom(sbom, { notation: 'word' as never })).toThrow('unknown SBOM notation');
    expect(() => writeSbom(sbom, { notation: 'cyclonedx-json', version: '1.1' })).toThrow(
      'CycloneDX JSON is written in 1.2',
    );
    expect(NOTATIONS).toHaveLength(7);
  });
});
