/**
 * `meta/snap.yaml` in a snap, https://snapcraft.io/docs/snap-format: the base that it runs on, and the snaps which provide contents that its plugs ask for
 * (https://snapcraft.io/docs/content-interface).
 */
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const snapYaml: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'snap.yaml', { scalars: 'text', duplicates: 'last' });
    const name = textOrNull(memberOf(document, 'name'));
    if (!isJsonObject(document) || name === null)
      throw new ManifestError('not-this-format', 'snap.yaml: no name');
    const dependencies: ManifestDependency[] = [];
    const base = textOrNull(document.base);
    // `none` and `bare` are no systems.
    if (base !== null && base !== 'none' && base !== 'bare')
      dependencies.push(dependency(base, null, 'base', { direct: true }));
    const seen = new Set<string>();
    for (const plug of isJsonObject(document.plugs) ? Object.values(document.plugs) : []) {
      const provider = textOrNull(memberOf(plug, 'default-provider'));
      // `snap:slot` of old.
      const snap = provider?.split(':', 1)[0] ?? '';
      if (snap === '' || seen.has(snap)) continue;
      seen.add(snap);
      dependencies.push(dependency(snap, null, 'content', { direct: true, optional: true }));
    }
    const [version, license] = [textOrNull(document.version), textOrNull(document.license)];
    return { dependencies, project: { name, version, license } };
  },
};
