/**
 * Packages of a project with Unity: `Packages/manifest.json` (https://docs.unity3d.com/Manual/upm-manifestPrj.html) and `Packages/packages-lock.json`
 * (https://docs.unity3d.com/Manual/upm-conflicts-auto.html).
 */
import { isJsonObject, memberOf, textMembers, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export const packagesManifest: ManifestReader = {
  parse(input) {
    const list = listOf(input.text, 'manifest.json');
    const testable = memberOf(parseJsonText(input.text, 'manifest.json'), 'testables');
    const tested = new Set(Array.isArray(testable) ? testable : []);
    return {
      dependencies: textMembers(list).map(([name, value]) => {
        const isPath = value.startsWith('file:');
        return dependency(name, value, tested.has(name) ? 'test' : 'runtime', {
          direct: true,
          local: isPath,
          source: isPath || /^[\w+.-]+:\/\/|\.git(?:[?#]|$)|^git@/.test(value.slice(0, 2048)) ? value : null,
        });
      }),
      project: null,
    };
  },
};

export const packagesLock: ManifestReader = {
  parse(input) {
    const list = Object.entries(listOf(input.text, 'packages-lock.json')).filter(([name]) => name !== '');
    return {
      dependencies: list.map(([name, value]) => {
        const [source, version, hash] = ['source', 'version', 'hash'].map(key =>
          textOrNull(memberOf(value, key)),
        );
        const isLocal = source === 'embedded' || source === 'local' || source === 'local-tarball';
        // Of a package from git the version is its address; the hash is the commit.
        return dependency(
          name,
          source === 'git' && hash ? hash : version,
          source === 'builtin' ? 'builtin' : 'runtime',
          {
            direct: typeof memberOf(value, 'depth') === 'number' ? memberOf(value, 'depth') === 0 : null,
            local: isLocal,
            source: source === 'git' || isLocal ? (version ?? null) : textOrNull(memberOf(value, 'url')),
          },
        );
      }),
      project: null,
      graph: () => {
        const graph = graphBuilder();
        const positions = new Map(
          list.map(([name, value]) => [name, graph.node(name, name, textOrNull(memberOf(value, 'version')))]),
        );
        for (const [name, value] of list) {
          const from = positions.get(name) as number;
          if (memberOf(value, 'depth') === 0) graph.root(from);
          for (const [other] of textMembers(memberOf(value, 'dependencies'))) {
            const to = positions.get(other);
            if (to !== undefined) graph.edge(from, to);
          }
        }
        return graph.build();
      },
    };
  },
};

function listOf(text: string, what: string) {
  const list = memberOf(parseJsonText(text, what), 'dependencies');
  if (!isJsonObject(list)) throw new ManifestError('not-this-format', `${what}: no dependencies`);
  return list;
}
