/**
 * vendor/modules.txt, https://go.dev/ref/mod#vendoring: `# module version [=> module version]`, then `## explicit` where go.mod
 * names the module, then its packages. Modules without packages here are not built.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { isPath } from './mod-lines.ts';

export const modulesTxt: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    let current: ManifestDependency | null = null;
    for (let at = 0; at < text.length; ) {
      let end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      if (text.startsWith('## ', at)) {
        // Since Go 1.17 a go.mod names the indirect ones as well.
        if (current && text.startsWith('explicit', at + 3)) current.direct = null;
      } else if (text.startsWith('# ', at)) {
        current = moduleOf(text.slice(at + 2, end).trim());
        if (current) dependencies.push(current);
      }
      at = end + 1;
    }
    return { dependencies, project: null };
  },
};

/** Lines at the end that only repeat a replacement of all versions have no version and are left out. */
function moduleOf(line: string): ManifestDependency | null {
  const [name, version, arrow, target, targetVersion] = line.split(' ', 5);
  if (!name || !version || version === '=>') return null;
  if (arrow !== '=>' || !target) return dependency(name, version, 'runtime', { direct: false });
  if (isPath(target))
    return dependency(name, version, 'runtime', { direct: false, local: true, source: target });
  return dependency(target, targetVersion, 'runtime', { direct: false, alias: name });
}
