/** `action.yml`: what an action runs, https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs. */
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { isExpression, stepsIn, usedBy } from './uses.ts';

export const action: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'action.yml', { scalars: 'text', duplicates: 'last' });
    if (!isJsonObject(document)) return { dependencies: [], project: null };
    const name = textOrNull(document.name);
    const unresolved: Unresolved[] = [];
    return {
      dependencies: dependenciesOf(document.runs, unresolved),
      unresolved,
      project: name === null ? null : { name, version: null, license: null },
    };
  },
};

/** A script and the Node it is for, an image, or the actions of steps. */
function dependenciesOf(runs: unknown, unresolved: Unresolved[]): ManifestDependency[] {
  const using = textOrNull(memberOf(runs, 'using')) ?? '';
  if (using.startsWith('node')) {
    const main = textOrNull(memberOf(runs, 'main'));
    return main === null ? [] : [dependency(main, using, 'javascript', { direct: true, local: true })];
  }
  if (using === 'docker') {
    const image = textOrNull(memberOf(runs, 'image'));
    if (image === null) return [];
    if (image.startsWith('docker://')) return [usedBy(image, 'docker')].filter(one => one !== null);
    // A Dockerfile of the repository.
    return [dependency(image, null, 'docker', { direct: true, local: true })];
  }
  if (using !== 'composite') return [];
  return stepsIn({ steps: memberOf(runs, 'steps') }).flatMap(uses => {
    const found = isExpression(uses) ? null : usedBy(uses, 'composite');
    if (found === null) unresolved.push({ what: `what "${uses.slice(0, 100)}" uses`, line: null });
    return found ?? [];
  });
}
