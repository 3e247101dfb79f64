import { expect, it } from 'vitest';
import { readSbom } from '../sbom/index.ts';
import { inventoryOfSbom } from './from-sbom.ts';

it('takes packages, versions, edges and the project from an SBOM', () => {
  const component = (ref: string, purl?: string) => ({ type: 'library', 'bom-ref': ref, name: ref, purl });
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'app',
        name: 'app',
        version: '2',
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: [
      component('1', 'pkg:golang/example.org/a@v1.0.0'),
      component('2', 'pkg:npm/%40scope/b@2.0.0'),
      component('3'),
      component('4', 'pkg:npm/c'),
    ],
    dependencies: [
      { ref: 'app', dependsOn: ['1'] },
      { ref: '1', dependsOn: ['2', '3'] },
    ],
  };
  const { sbom } = readSbom(Buffer.from(JSON.stringify(document)));
  const { items, edges, project } = inventoryOfSbom(sbom, 'bom.json');
  expect(
    items.map(({ purl, packagePurl, ecosystem, version, direct }) => [
      purl,
      packagePurl,
      ecosystem,
      version,
      direct,
    ]),
  ).toEqual([
    ['pkg:golang/example.org/a@v1.0.0', 'pkg:golang/example.org/a', 'go', 'v1.0.0', true],
    ['pkg:npm/%40scope/b@2.0.0', 'pkg:npm/%40scope/b', 'npm', '2.0.0', false],
    ['pkg:npm/c', 'pkg:npm/c', 'npm', null, false],
  ]);
  expect(items[0]?.manifests).toEqual(['bom.json']);
  expect(edges).toEqual([
    [null, 'pkg:golang/example.org/a@v1.0.0'],
    ['pkg:golang/example.org/a@v1.0.0', 'pkg:npm/%40scope/b@2.0.0'],
  ]);
  expect(project).toEqual({ name: 'app', version: '2', license: 'MIT', ecosystem: 'sbom' });
});
