/**
 * Images that objects of Kubernetes name (https://kubernetes.io/docs/concepts/containers/images/), and the images that a kustomization puts in
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/). Objects are read line by line, as many files are templates of Helm, which are no YAML.
 */
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { linesOf } from '../../../formats/text.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';
import { imageDependency } from './image.ts';

const IMAGE = /^[ \t-]*(?:image|"image"|'image'):[ \t]+(\S.*)$/;
const MAX_LINE = 2048;
const FILES = ['resources', 'bases', 'components', 'crds'] as const;

export const kubernetes: ManifestReader = {
  parse(input) {
    const found = new Map<string, ManifestDependency>();
    const unresolved: Unresolved[] = [];
    let number = 0;
    let isObject = false;
    for (const line of linesOf(input.text)) {
      number++;
      isObject ||= line.startsWith('apiVersion:');
      if (line.length > MAX_LINE || !line.includes('image')) continue;
      const written = IMAGE.exec(line)?.[1];
      if (written === undefined) continue;
      const image = plainOf(written);
      if (image === '' || found.has(image)) continue;
      if (/\{\{|\$[({A-Z_]/.test(image)) {
        unresolved.push({ what: `the image "${image.slice(0, 100)}" is filled in`, line: number });
        continue;
      }
      // Charts and others have maps and lists there.
      if (!/^[\w.]/.test(image)) continue;
      const one = imageDependency({ text: image, isKnown: true }, 'runtime');
      if (one !== null) found.set(image, one);
    }
    if (!isObject) throw new ManifestError('not-this-format', 'no object of Kubernetes');
    return { dependencies: [...found.values()], project: null, unresolved };
  },
};

export const kustomization: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'kustomization.yaml', { scalars: 'text', duplicates: 'last' });
    if (!isJsonObject(document))
      throw new ManifestError(
        document === null ? 'empty' : 'not-this-format',
        'kustomization.yaml: no mapping',
      );
    const images = Array.isArray(document.images) ? document.images : [];
    return {
      dependencies: images.flatMap(one => {
        const [name, newName, tag, digest] = ['name', 'newName', 'newTag', 'digest'].map(key =>
          textOrNull(memberOf(one, key)),
        );
        const image = newName ?? name;
        if (!image) return [];
        const found = imageDependency({ text: image, isKnown: true }, 'runtime');
        if (found === null) return [];
        // Without either the tag of the objects stays.
        const requirement = tag ?? digest ?? null;
        return dependency(found.name, requirement, 'runtime', {
          direct: true,
          local: false,
          source: found.source,
          integrity: digest ?? null,
          alias: newName && name && newName !== name ? name : null,
        });
      }),
      project: null,
      includes: FILES.flatMap(key => {
        const list = document[key];
        return Array.isArray(list) ? list.filter(item => typeof item === 'string' && item !== '') : [];
      }),
    };
  },
};

/** Without quotes, and without a comment behind it. */
function plainOf(written: string): string {
  const quote = written[0];
  if (quote === '"' || quote === "'") {
    const end = written.indexOf(quote, 1);
    return end < 0 ? '' : written.slice(1, end).trim();
  }
  const comment = written.indexOf(' #');
  return (comment < 0 ? written : written.slice(0, comment)).trim();
}
