/** `compose.yaml` and `docker-compose*.yml`: the images of services, https://docs.docker.com/reference/compose-file/services/#image. */
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import {
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';
import { imageDependency } from './image.ts';
import { expand } from './variables.ts';

const NO_VALUES: ReadonlyMap<string, string> = new Map();

export const compose: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const document = parseYaml(input.text, 'docker-compose.yml', { scalars: 'text', duplicates: 'last' });
    if (!isJsonObject(document))
      throw new ManifestError(
        document === null ? 'empty' : 'not-this-format',
        'docker-compose.yml: no mapping',
      );
    // Files of the first version have the services at the top.
    const services = Object.hasOwn(document, 'services') ? document.services : document;
    for (const service of isJsonObject(services) ? Object.values(services) : []) {
      const image = textOrNull(memberOf(service, 'image'));
      if (image === null) continue;
      const found = imageDependency(expand(image, NO_VALUES), 'runtime', {
        condition: textOrNull(memberOf(service, 'platform')),
        // What is built here only gets this name.
        local: memberOf(service, 'build') !== undefined,
      });
      if (found === null) continue;
      dependencies.push(found);
      if (found.unresolved)
        unresolved.push({ what: `the image "${image.slice(0, 100)}" is set outside`, line: null });
    }
    return {
      dependencies,
      project: projectOf(document.name),
      unresolved,
      includes: includesOf(document, services),
    };
  },
};

function projectOf(name: unknown) {
  const text = textOrNull(name);
  return text === null ? null : { name: text, version: null, license: null };
}

/** Files that are included, and those of services that a service extends. */
function includesOf(document: Record<string, unknown>, services: unknown): string[] {
  const included = Array.isArray(document.include) ? document.include : [];
  const extended = isJsonObject(services) ? Object.values(services) : [];
  const paths = [
    ...included.flatMap(item => (isJsonObject(item) ? item.path : item)),
    ...extended.map(service => memberOf(memberOf(service, 'extends'), 'file')),
  ];
  return [...new Set(paths.filter(path => typeof path === 'string' && path !== ''))];
}
