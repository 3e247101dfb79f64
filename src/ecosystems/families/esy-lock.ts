/**
 * `esy.lock/index.json` (https://esy.sh/docs/en/lockfile.html): nodes by their ids, each with name, version, where it is from and the ids of what it
 * depends on. Packages of opam are called `@opam/name` and have versions `opam:1.0`; the others are npm's.
 */
import { isJsonObject, memberOf, textOrNull } from '../../formats/json.ts';
import { parseJsonText } from '../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../manifest.ts';
import { graphBuilder } from '../manifest-graph.ts';

const OPAM = '@opam/';

interface EsyNode {
  id: string;
  name: string;
  version: string | null;
  /** Ids. */
  requires: string[];
  integrity: string | null;
}

/** The packages that are from opam, or those that are not. */
export function esyLock(isOpam: boolean): ManifestReader {
  return {
    parse(input) {
      const document = parseJsonText(input.text, 'index.json');
      const nodes = memberOf(document, 'node');
      const root = textOrNull(memberOf(document, 'root'));
      if (!isJsonObject(nodes) || root === null)
        throw new ManifestError('not-this-format', 'index.json: no lock of esy');
      const all = Object.entries(nodes).map(([id, node]) => nodeOf(id, node));
      const asked = new Set(all.find(one => one.id === root)?.requires);
      const own = all.filter(
        one => one.id !== root && one.name !== '' && one.name.startsWith(OPAM) === isOpam,
      );
      const nameOf = (name: string) => (isOpam ? name.slice(OPAM.length) : name);
      const dependencies: ManifestDependency[] = own
        .filter(one => nameOf(one.name) !== '')
        .map(one =>
          dependency(nameOf(one.name), one.version, 'runtime', {
            direct: asked.has(one.id),
            integrity: one.integrity,
          }),
        );
      return {
        dependencies,
        project: null,
        graph: () => {
          const graph = graphBuilder();
          const ids = new Set(own.map(({ id }) => id));
          const put = (one: EsyNode) => graph.node(one.id, nameOf(one.name), one.version);
          const byId = new Map(own.map(one => [one.id, put(one)]));
          for (const one of own) {
            if (asked.has(one.id)) graph.root(put(one));
            for (const id of one.requires) if (ids.has(id)) graph.edge(put(one), byId.get(id) as number);
          }
          return graph.build();
        },
      };
    },
  };
}

function nodeOf(id: string, node: unknown): EsyNode {
  const listIn = (key: string) => {
    const list = memberOf(node, key);
    return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
  };
  const source = memberOf(memberOf(node, 'source'), 'source');
  const address = Array.isArray(source) && typeof source[0] === 'string' ? source[0] : '';
  // `archive:https://...#sha1:<hex>`
  const digest = /#((?:md5|sha1|sha256|sha512):[0-9a-f]{1,128})$/.exec(address.slice(-200))?.[1] ?? null;
  return {
    id,
    name: textOrNull(memberOf(node, 'name')) ?? '',
    version: textOrNull(memberOf(node, 'version'))?.replace(/^opam:/, '') || null,
    requires: [...listIn('dependencies'), ...listIn('devDependencies')],
    integrity: digest,
  };
}
