import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { toDependencies } from '../dependencies.ts';
import { SPDX_3, SPDX_23 } from '../fixtures/documents.ts';
import { SUITE_FILES, suiteFile } from '../fixtures/suite.ts';
import type { SbomComponent } from '../model.ts';
import { everyComponent } from '../model.ts';
import { readSbom } from '../read.ts';
import { validateSbom } from '../validate/index.ts';
import { writeSbom } from '../write.ts';
import { convertSbomStream } from './convert.ts';
import { streamDependencies } from './dependencies.ts';
import { readSbomStream } from './read.ts';

/** In pieces of a few bytes, so that everything is cut somewhere. */
async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const spdx = (notation: 'spdx-tag-value' | 'spdx-yaml' | 'spdx-rdf') =>
  Buffer.from(writeSbom(readSbom(bytesOf(SPDX_23)).sbom, { notation }).text);

const DOCUMENTS: [string, Uint8Array][] = [
  ['SPDX JSON', bytesOf(SPDX_23)],
  ['SPDX of GitHub', bytesOf({ sbom: SPDX_23 })],
  ['SPDX tag-value', spdx('spdx-tag-value')],
  ['SPDX YAML', spdx('spdx-yaml')],
  ['SPDX RDF', spdx('spdx-rdf')],
  ['SPDX 3', bytesOf(SPDX_3)],
  ...SUITE_FILES.filter(name =>
    /valid-(?:bom|assembly|dependency|metadata-tool)-1\.5\.(?:json|xml)$/.test(name),
  ).map((name): [string, Uint8Array] => [name, suiteFile(name)]),
];

describe('reading in parts', () => {
  it.each(DOCUMENTS)('%s gives what reading the whole gives', async (_, bytes) => {
    const { sbom, file } = readSbom(bytes);
    const components: SbomComponent[] = [];
    const subjects: string[] = [];
    let edges = 0;
    const summary = await readSbomStream(inPieces(bytes), {
      component: each => void components.push(each),
      edge: () => void edges++,
      subject: id => void subjects.push(id),
    });
    expect(summary).toMatchObject({ notation: file.notation, components: components.length });
    const names = [...everyComponent(sbom)].map(({ component }) => component.name).sort();
    expect(components.map(each => each.name).sort()).toEqual(names);
    // What is read as a whole has lost the edges that lead nowhere already.
    const { danglingEdges, selfEdges } = sbom.dropped;
    const isWhole = file.notation === 'spdx-yaml' || file.notation === 'spdx-rdf';
    expect(edges).toBe(sbom.edges.length + (isWhole ? 0 : danglingEdges + selfEdges));
    expect(subjects).toEqual(expect.arrayContaining(sbom.subjects));
  });

  it.each(DOCUMENTS)('%s names the same packages', async (_, bytes) => {
    const streamed = await streamDependencies(inPieces(bytes));
    const { dependencies } = toDependencies(readSbom(bytes).sbom);
    expect(new Map(streamed.dependencies.map(each => [each.purl, each]))).toEqual(
      new Map(dependencies.map(each => [each.purl, each])),
    );
  });

  it('stops at its limits', async () => {
    const sink = { component: () => {}, edge: () => {} };
    await expect(readSbomStream(inPieces(bytesOf(SPDX_23)), sink, { components: 1 })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(readSbomStream(inPieces(bytesOf(SPDX_23)), sink, { edges: 1 })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(readSbomStream(inPieces(bytesOf(SPDX_23)), sink, { bytes: 500 })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(readSbomStream(inPieces(Buffer.from('what?')), sink)).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});

describe('converting in parts', () => {
  async function convert(bytes: Uint8Array, notation: 'cyclonedx-json' | 'spdx-json') {
    const conversion = convertSbomStream(inPieces(bytes, 50), { notation });
    let text = '';
    for await (const piece of conversion.text) text += piece;
    return { text, losses: conversion.losses(), summary: conversion.summary() };
  }

  it.each(['cyclonedx-json', 'spdx-json'] as const)('SPDX becomes %s', async notation => {
    const { text, summary } = await convert(bytesOf(SPDX_23), notation);
    const bytes = Buffer.from(text);
    expect((await validateSbom(bytes)).problems).toEqual([]);
    expect(summary?.components).toBe(3);
    const names = readSbom(bytes).sbom.components.map(each => each.name);
    expect(names.sort()).toEqual(['./src/index.js', 'example-project', 'left-pad']);
  });

  it('CycloneDX without a subject becomes SPDX that describes what nothing depends on', async () => {
    const component = (ref: string) => ({ type: 'library', 'bom-ref': ref, name: ref, version: '1' });
    const dependencies = [{ ref: 'a', dependsOn: ['b', 'nowhere'] }, { ref: 'b' }];
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      components: [component('b'), component('a')],
      dependencies,
    };
    const { text } = await convert(bytesOf(bom), 'spdx-json');
    expect((await validateSbom(Buffer.from(text))).problems).toEqual([]);
    expect(JSON.parse(text).relationships).toEqual([
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-a' },
      { spdxElementId: 'SPDXRef-a', relationshipType: 'DEPENDS_ON', relatedSpdxElement: 'SPDXRef-b' },
      { spdxElementId: 'SPDXRef-b', relationshipType: 'DEPENDS_ON', relatedSpdxElement: 'NONE' },
    ]);
  });

  it('says what is lost', async () => {
    const { losses } = await convert(bytesOf(SPDX_23), 'cyclonedx-json');
    expect(losses.map(each => each.path)).toContain('/components/*/packageVerificationCode');
  });

  it('lets go of its source when nobody reads on', async () => {
    let isClosed = false;
    async function* source() {
      try {
        yield* inPieces(bytesOf(SPDX_23), 50);
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of convertSbomStream(source(), { notation: 'cyclonedx-json' }).text) break;
    for await (const piece of convertSbomStream(source(), { notation: 'cyclonedx-json' }).text)
      if (piece.includes('left-pad')) break;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(isClosed).toBe(true);
  });
});

describe('a document of 60 MB', () => {
  const ROOT = join(import.meta.dirname, '../../../..');
  const SCRIPT = `
import { streamDependencies } from './reading/sbom/stream/dependencies.js';
import { convertSbomStream } from './reading/sbom/stream/convert.js';
import * as large from './reading/sbom/fixtures/large.js';
const SIZE = 60_000_000;
const out = {};
const json = await streamDependencies(large.largeCycloneDx(SIZE));
out.json = [json.dependencies.length === json.components - 1, json.dependencies[0].direct, json.dependencies[1].direct];
const tags = await streamDependencies(large.largeTagValue(SIZE));
out.tags = [tags.dependencies.length === tags.components, tags.dependencies[0].direct];
const xml = await streamDependencies(large.largeXml(SIZE));
out.xml = [xml.dependencies.length === xml.components, xml.dependencies[0].direct];
let length = 0;
for await (const piece of convertSbomStream(large.largeCycloneDx(SIZE), { notation: 'spdx-json' }).text) length += piece.length;
out.converted = length > SIZE;
console.log(JSON.stringify(out));
`;

  it('is read and converted in a heap of 48 MB', { timeout: 300_000 }, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sbom-'));
    try {
      const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
      const sources = ['stream/convert.ts', 'stream/dependencies.ts', 'fixtures/large.ts'].map(name =>
        join(ROOT, 'src/reading/sbom', name),
      );
      const options = [
        '--ignoreConfig',
        '--module',
        'nodenext',
        '--target',
        'es2023',

        '--types',
        'node',
      ];
      options.push(
        '--rewriteRelativeImportExtensions',
        '--noCheck',
        '--esModuleInterop',
        '--rootDir',
        join(ROOT, 'src'),
        '--outDir',
        directory,
      );
      await promisify(execFile)(process.execPath, [tsc, ...options, ...sources], {
        cwd: ROOT,
        timeout: 120_000,
      });
      await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
      await writeFile(join(directory, 'package.json'), '{"type":"module"}');
      await writeFile(join(directory, 'child.js'), SCRIPT);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--max-old-space-size=48', join(directory, 'child.js')],
        { timeout: 150_000 },
      );
      expect(JSON.parse(stdout)).toEqual({
        json: [true, true, false],
        tags: [true, null],
        xml: [true, null],
        converted: true,
      });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
