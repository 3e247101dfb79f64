/**
 * `Chart.yaml` and, of charts for Helm 2, `requirements.yaml`, with their locks:
 * https://helm.sh/docs/topics/charts/#chart-dependencies.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const FILE = 'file://';

export const chart: ManifestReader = {
  parse(input) {
    const document = documentOf(input.text, 'Chart.yaml');
    const [name, version] = [textOrNull(document.name), textOrNull(document.version)];
    return {
      dependencies: dependenciesOf(document.dependencies),
      project: name === null && version === null ? null : { name, version, license: null },
    };
  },
};

/** A lock holds the versions of what the chart itself asks for, not of what these ask for. */
export const chartLock: ManifestReader = {
  parse: input => ({
    dependencies: dependenciesOf(documentOf(input.text, 'Chart.lock').dependencies),
    project: null,
  }),
};

function documentOf(text: string, what: string) {
  const document = parseYaml(text, what, { scalars: 'text', duplicates: 'last' });
  if (isJsonObject(document)) return document;
  throw new ManifestError(document === null ? 'empty' : 'not-this-format', `${what}: no mapping`);
}

function dependenciesOf(list: unknown): ManifestDependency[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap(item => {
    const name = textOrNull(memberOf(item, 'name'));
    if (name === null) return [];
    const repository = textOrNull(memberOf(item, 'repository'));
    // Without a repository the chart lies in the folder `charts`.
    const local = repository === null || repository.startsWith(FILE);
    return dependency(name, textOrNull(memberOf(item, 'version')), 'runtime', {
      direct: true,
      local,
      alias: textOrNull(memberOf(item, 'alias')),
      source: repository?.startsWith(FILE)
        ? repository.slice(FILE.length)
        : repository && withoutCredentials(repository),
      condition: conditionOf(item),
    });
  });
}

/** A value of the chart, or any of some tags, that switches the dependency on. */
function conditionOf(item: unknown): string | null {
  const tags = memberOf(item, 'tags');
  const texts = Array.isArray(tags) ? tags.map(textOrNull).filter(Boolean) : [];
  return textOrNull(memberOf(item, 'condition')) ?? (texts.length > 0 ? `tags: ${texts.join(', ')}` : null);
}
