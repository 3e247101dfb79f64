/** `conda-lock.yml`, https://conda.github.io/conda-lock/: packages of conda for each platform. Those of pip are read as Python's. */
import { memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';
import { type Installed, installedGraph } from './installed-graph.ts';

const MAX_PACKAGES = 200_000;
const TYPES: ReadonlyMap<unknown, string> = new Map([
  [undefined, 'runtime'],
  ['main', 'runtime'],
  ['dev', 'development'],
]);

export const condaLock: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'conda-lock.yml', { scalars: 'text' });
    const packages = objectsIn(memberOf(document, 'package'), MAX_PACKAGES).filter(
      ({ manager, name }) => manager === 'conda' && typeof name === 'string' && name !== '',
    );
    const dependencies = packages.map(({ name, version, platform, hash, category, optional }) => {
      const sha256 = textOrNull(memberOf(hash, 'sha256'));
      const md5 = textOrNull(memberOf(hash, 'md5'));
      return dependency(
        name as string,
        textOrNull(version),
        TYPES.get(category) ?? textOrNull(category) ?? 'runtime',
        {
          optional: optional === 'true' ? true : null,
          integrity: sha256 !== null ? `sha256:${sha256}` : md5 !== null ? `md5:${md5}` : null,
          condition: textOrNull(platform),
        },
      );
    });
    const installed = (): Installed[] =>
      packages.map(({ name, version, platform, dependencies: required }) => ({
        name: name as string,
        version: textOrNull(version),
        platform: textOrNull(platform),
        requires: typeof required === 'object' && required !== null ? Object.keys(required) : [],
      }));
    return { dependencies, project: null, graph: () => installedGraph(installed()) };
  },
};
