/**
 * `environment.yml`, https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html#create-env-file-manually. Its `pip:`
 * list is read as a manifest of Python.
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { ManifestError, type ManifestReader } from '../../manifest.ts';
import { matchSpec } from './match-spec.ts';

export const environmentYml: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'environment.yml', { scalars: 'text' });
    if (document === null) throw new ManifestError('empty', 'empty');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'no mapping');
    const listed = Array.isArray(document.dependencies) ? document.dependencies : [];
    const specs = listed.filter(entry => typeof entry === 'string');
    const name = memberOf(document, 'name');
    return {
      dependencies: specs.map(spec => matchSpec(spec, 'runtime')).filter(one => one !== null),
      project: typeof name === 'string' && name !== '' ? { name, version: null, license: null } : null,
    };
  },
};
