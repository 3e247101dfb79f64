import { describe, expect, it } from 'vitest';
import { toDependencies } from './dependencies.ts';
import { SPDX_23 } from './fixtures/documents.ts';
import { normaliseSbom } from './normalised.ts';
import { readSbom } from './read.ts';

const read = (value: unknown) => readSbom(Buffer.from(JSON.stringify(value)));
const bom = (members: object) => read({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, ...members });
const component = (ref: string, purl?: string, more: object = {}) => ({
  type: 'library',
  'bom-ref': ref,
  name: ref,
  purl,
  ...more,
});

describe('toDependencies', () => {
  it('walks breadth-first, takes the first of equal purls and counts what it skips', () => {
    const { sbom } = bom({
      components: [
        component('a', 'pkg:npm/a@1', {
          components: [component('inner', 'pkg:golang/example.com/inner@v1')],
        }),
        component('b', 'pkg:maven/org.example/b@2'),
        component('again', 'pkg:npm/a@1'),
        component('nameless'),
        component('broken', 'not a purl'),
      ],
    });
    const { dependencies, skipped } = toDependencies(sbom);
    expect(
      dependencies.map(({ ecosystem, name, requirement, direct }) => [ecosystem, name, requirement, direct]),
    ).toEqual([
      ['npm', 'a', '1', null],
      ['maven', 'org.example:b', '2', null],
      ['go', 'example.com/inner', 'v1', null],
    ]);
    expect(skipped).toEqual({ withoutPurl: 1, badPurl: 1, repeated: 1 });
  });

  it('tells direct ones by the subject, else by what nothing depends on', () => {
    const components = [component('a', 'pkg:npm/a@1'), component('b', 'pkg:npm/b@1')];
    const withSubject = bom({
      metadata: { component: component('root') },
      components,
      dependencies: [
        { ref: 'root', dependsOn: ['a', 'root', 'nowhere'] },
        { ref: 'a', dependsOn: ['b'] },
        { ref: 'b', dependsOn: ['a'] },
      ],
    }).sbom;
    expect(toDependencies(withSubject).dependencies.map(each => each.direct)).toEqual([true, false]);
    expect(withSubject.dropped).toEqual({ danglingEdges: 1, selfEdges: 1, duplicateIds: 0 });
    const without = bom({ components, dependencies: [{ ref: 'a', dependsOn: ['b'] }] }).sbom;
    expect(toDependencies(without).dependencies.map(each => each.direct)).toEqual([true, false]);
  });

  it('keeps what has no dependencies apart from what is not known to have any', () => {
    const { sbom } = bom({ components: [component('a'), component('b')], dependencies: [{ ref: 'a' }] });
    expect(sbom.stated).toEqual(['a']);
  });

  it('reads SPDX with its typed relations and hashes', () => {
    const [only] = toDependencies(read(SPDX_23).sbom).dependencies;
    expect(only).toEqual({
      ecosystem: 'npm',
      purlType: 'npm',
      name: 'left-pad',
      requirement: '1.3.0',
      type: 'development',
      direct: true,
      purl: 'pkg:npm/left-pad@1.3.0',
      // SHA-256 of nothing, from hexadecimal.
      integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    });
  });
});

describe('normaliseSbom', () => {
  it('gives packages and relations', () => {
    const { sbom, file } = read(SPDX_23);
    const normalised = normaliseSbom(sbom, file);
    expect(normalised).toMatchObject({
      sbom_type: 'spdx',
      format: 'spdx-json',
      version: '2.3',
      describes: ['SPDXRef-root'],
    });
    expect(normalised.packages.map(each => each.name)).toEqual([
      'example-project',
      'left-pad',
      './src/index.js',
    ]);
    expect(normalised.packages[1]).toMatchObject({
      license_declared: 'LicenseRef-1',
      license_concluded: 'NOASSERTION',
      purl_type: 'npm',
    });
    expect(normalised.relationships).toEqual([
      { source: 'SPDXRef-root', target: 'SPDXRef-left-pad', type: 'depends-on', scope: 'development' },
      { source: 'SPDXRef-root', target: 'SPDXRef-file', type: 'contains', scope: null },
    ]);
  });
});
