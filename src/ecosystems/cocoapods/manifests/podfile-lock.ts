/**
 * `Podfile.lock`: https://guides.cocoapods.org/using/using-cocoapods.html#what-is-podfilelock. It looks like YAML; pods stand in lines of
 * their own with their version, what they need below. Subspecs are of their pod and are listed each: the alias tells which.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { podOf } from './podfile.ts';

interface Locked {
  /** With its subspec. */
  name: string;
  version: string;
  needs: string[];
}

interface Sections {
  pods: Locked[];
  direct: Set<string>;
  checksums: Map<string, string>;
  /** Of each pod what EXTERNAL SOURCES and, above it, CHECKOUT OPTIONS say: `git`, `tag`, `commit`, `path` ... */
  origins: Map<string, Map<string, string>>;
}

export const podfileLock: ManifestReader = {
  parse(input) {
    const { pods, direct, checksums, origins } = sectionsOf(input.text);
    const dependencies: ManifestDependency[] = pods.map(({ name, version }) => {
      const pod = podOf(name);
      const origin = origins.get(pod) ?? origins.get(name);
      const checksum = checksums.get(pod);
      return dependency(pod, version, 'runtime', {
        direct: direct.has(name),
        local: origin?.has('path') ? true : null,
        alias: pod === name ? null : name,
        source: origin === undefined ? null : sourceOf(origin),
        integrity: checksum === undefined ? null : `sha1=${checksum}`,
      });
    });
    return {
      dependencies,
      project: null,
      graph() {
        const graph = graphBuilder();
        const positions = new Map<string, number>();
        for (const { name, version } of pods) positions.set(name, graph.node(name, podOf(name), version));
        for (const { name, needs } of pods) {
          const from = positions.get(name) as number;
          if (direct.has(name)) graph.root(from);
          for (const needed of needs) {
            const to = positions.get(needed);
            if (to !== undefined) graph.edge(from, to);
          }
        }
        return graph.build();
      },
    };
  },
};

function sectionsOf(text: string): Sections {
  const found: Sections = { pods: [], direct: new Set(), checksums: new Map(), origins: new Map() };
  let section = '';
  let origin: Map<string, string> | null = null;
  let isLock = false;
  for (const line of linesOf(text)) {
    if (line === '' || line.trim() === '') continue;
    const indent = line.length - line.trimStart().length;
    if (indent === 0) {
      const colon = line.indexOf(':');
      section = colon < 0 ? '' : line.slice(0, colon);
      isLock ||= section === 'PODS' || section === 'DEPENDENCIES' || section === 'COCOAPODS';
      origin = null;
    } else if (section === 'PODS') readPod(found.pods, line, indent);
    else if (section === 'DEPENDENCIES' && indent === 2 && line.startsWith('- ', 2))
      found.direct.add(nameAndVersion(line.slice(4)).name);
    else if (section === 'SPEC CHECKSUMS' && indent === 2) {
      const [name, value] = pairIn(line);
      if (value !== '') found.checksums.set(name, value);
    } else if (section === 'EXTERNAL SOURCES' || section === 'CHECKOUT OPTIONS') {
      const [name, value] = pairIn(line);
      if (indent === 2) {
        origin = found.origins.get(name) ?? new Map();
        found.origins.set(name, origin);
      } else origin?.set(name.startsWith(':') ? name.slice(1) : name, value);
    }
  }
  if (!isLock) throw new ManifestError('not-this-format', 'no section PODS');
  return found;
}

/** Two spaces before a pod, four before what it needs. */
function readPod(pods: Locked[], line: string, indent: number): void {
  if (!line.startsWith('- ', indent)) return;
  const { name, version } = nameAndVersion(line.slice(indent + 2));
  if (name === '') return;
  if (indent === 2) {
    if (version !== '') pods.push({ name, version, needs: [] });
  } else pods.at(-1)?.needs.push(name);
}

/** `Name (1.0):`, in quotes where the name has signs. */
function nameAndVersion(written: string): { name: string; version: string } {
  let text = written.trim();
  if (text.endsWith(':')) text = text.slice(0, -1);
  text = unquoted(text);
  const open = text.indexOf(' (');
  if (open < 0) return { name: text.trim(), version: '' };
  const end = text.endsWith(')') ? text.length - 1 : text.length;
  return { name: text.slice(0, open).trim(), version: text.slice(open + 2, end) };
}

function pairIn(line: string): [string, string] {
  const text = line.trim();
  // The name may be a symbol (`:git: x`), the value an address.
  const colon = text.endsWith(':') && !text.includes(': ') ? text.length - 1 : text.indexOf(': ');
  if (colon < 0) return [unquoted(text), ''];
  return [unquoted(text.slice(0, colon)), unquoted(text.slice(colon + 1).trim())];
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

function sourceOf(origin: ReadonlyMap<string, string>): string | null {
  const address = ['path', 'git', 'http', 'podspec', 'hg', 'svn'].map(key => origin.get(key)).find(Boolean);
  const revision = ['commit', 'tag', 'branch'].map(key => origin.get(key)).find(Boolean);
  if (address === undefined) return null;
  return revision === undefined || origin.has('path') ? address : `${address}#${revision}`;
}
