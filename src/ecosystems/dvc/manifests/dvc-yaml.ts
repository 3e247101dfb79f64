/** `dvc.yaml`, https://doc.dvc.org/user-guide/project-structure/dvcyaml-files: models among the artifacts, and files of models that stages make. */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const ENDINGS = ['.pkl', '.h5', '.pt', '.pth', '.onnx', '.joblib', '.model'];

export const dvcYaml: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'dvc.yaml', { scalars: 'text' });
    const found = new Map<string, ManifestDependency>();
    const add = (name: string, version: unknown) => {
      const requirement = typeof version === 'string' && version !== '' ? version : 'latest';
      if (name !== '' && !found.has(name))
        found.set(name, dependency(name, requirement, 'runtime', { direct: true, local: true }));
    };
    for (const artifact of valuesOf(memberOf(document, 'artifacts'))) {
      const path = memberOf(artifact, 'path');
      if (memberOf(artifact, 'type') === 'model' && typeof path === 'string')
        add(path, memberOf(memberOf(artifact, 'meta'), 'version'));
    }
    for (const stage of valuesOf(memberOf(document, 'stages'))) {
      const outs = memberOf(stage, 'outs');
      for (const out of Array.isArray(outs) ? outs : [])
        if (typeof out === 'string' && isModel(out)) add(out, null);
    }
    return { dependencies: [...found.values()], project: null };
  },
};

function isModel(path: string): boolean {
  return path.includes('model') || ENDINGS.some(ending => path.endsWith(ending));
}

function valuesOf(value: unknown): unknown[] {
  return isJsonObject(value) ? Object.values(value) : [];
}
