/**
 * `packages.config` (https://learn.microsoft.com/en-us/nuget/reference/packages-config) and `*.nuspec`
 * (https://learn.microsoft.com/en-us/nuget/reference/nuspec).
 */
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../../../formats/xml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const packagesConfig: ManifestReader = {
  parse(input) {
    const { root } = parseXml(input.bytes);
    if (root.name !== 'packages')
      throw new ManifestError('not-this-format', 'the root element is not packages');
    return { dependencies: childrenOf(root, 'package').flatMap(one => entryOf(one, null)), project: null };
  },
};

export const nuspec: ManifestReader = {
  parse(input) {
    const { root } = parseXml(input.bytes);
    const metadata = childOf(root, 'metadata');
    if (root.name !== 'package' || metadata === undefined)
      throw new ManifestError('not-this-format', 'no package with metadata');
    const list = childOf(metadata, 'dependencies');
    const dependencies = childrenOf(list, 'dependency').flatMap(one => entryOf(one, null));
    for (const group of childrenOf(list, 'group')) {
      const framework = group.attributes.get('targetFramework')?.trim() || null;
      dependencies.push(...childrenOf(group, 'dependency').flatMap(one => entryOf(one, framework)));
    }
    const license = childOf(metadata, 'license');
    return {
      dependencies,
      project: {
        name: textOf(metadata, 'id'),
        version: textOf(metadata, 'version'),
        license: license?.attributes.get('type') === 'expression' ? license.text.trim() || null : null,
      },
    };
  },
};

function entryOf(element: XmlElement, condition: string | null): ManifestDependency[] {
  const [id, version, development] = ['id', 'version', 'developmentDependency'].map(name =>
    element.attributes.get(name)?.trim(),
  );
  if (!id) return [];
  const type = development?.toLowerCase() === 'true' ? 'development' : 'runtime';
  return [
    dependency(id, version || null, type, {
      condition,
      unresolved: version?.includes('$') === true,
      direct: true,
    }),
  ];
}
