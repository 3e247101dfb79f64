/**
 * What an application says of itself: `*.metainfo.xml` (https://www.freedesktop.org/software/appstream/docs/chap-Metadata.html), and `metadata` of an
 * installed flatpak (https://docs.flatpak.org/en/latest/flatpak-command-reference.html#flatpak-metadata).
 */
import { linesOf } from '../../../formats/text.ts';
import { childOf, childrenOf, parseXml, textOf } from '../../../formats/xml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const metainfo: ManifestReader = {
  parse(input) {
    const { root } = parseXml(input.bytes);
    if (root.name !== 'component' && root.name !== 'application')
      throw new ManifestError('not-this-format', 'the root element is not component');
    const dependencies: ManifestDependency[] = [];
    for (const bundle of childrenOf(root, 'bundle')) {
      if (bundle.attributes.get('type') !== 'flatpak') continue;
      for (const type of ['runtime', 'sdk'])
        dependencies.push(...referenceOf(bundle.attributes.get(type) ?? '', type));
    }
    // What it extends: an add-on is of no use without it.
    for (const extended of childrenOf(root, 'extends')) {
      const id = extended.text.trim();
      if (id !== '') dependencies.push(dependency(id, null, 'extends', { direct: true }));
    }
    // The newest release stands first.
    const release = childrenOf(childOf(root, 'releases'), 'release')[0];
    return {
      dependencies,
      project: {
        name: textOf(root, 'id'),
        version: release?.attributes.get('version')?.trim() || null,
        license: textOf(root, 'project_license'),
      },
    };
  },
};

export const flatpakMetadata: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    let name: string | null = null;
    let isFirst = true;
    for (const line of linesOf(input.text)) {
      // Groups behind the first are about permissions and extensions.
      if (line.startsWith('[')) {
        if (!isFirst) break;
        isFirst = false;
        continue;
      }
      const equals = line.indexOf('=');
      const [key, value] = [line.slice(0, Math.max(equals, 0)).trim(), line.slice(equals + 1).trim()];
      if (key === 'name') name ??= value || null;
      else if (key === 'runtime' || key === 'sdk') dependencies.push(...referenceOf(value, key));
    }
    return { dependencies, project: name === null ? null : { name, version: null, license: null } };
  },
};

/** `org.gnome.Platform/x86_64/45`: name, architecture and branch. */
function referenceOf(text: string, type: string): ManifestDependency[] {
  const [name, , branch] = text.split('/', 3);
  if (!name) return [];
  const kind = type === 'sdk' ? 'build' : 'runtime';
  return [dependency(name, branch || null, kind, { direct: true })];
}
