/**
 * lib/apk/db/installed, https://wiki.alpinelinux.org/wiki/Apk_spec#Installed_Database_V2: a stanza a package, of lines `K:value`. P name,
 * V version, C checksum, D what it depends on, p what it provides; F, R, a and Z are its files.
 */
import { splitAtOperator } from '../../../formats/version-operators.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Installed {
  name: string;
  version: string | null;
  checksum: string | null;
  depends: string;
  provides: string;
}

const NEWLINE = 0x0a;
const COLON = 0x3a;
const [UPPER_C, UPPER_D, UPPER_P, UPPER_V, LOWER_P] = [0x43, 0x44, 0x50, 0x56, 0x70];

export const installed: ManifestReader = {
  parse({ text }) {
    const packages = packagesIn(text);
    if (packages.length === 0 && text.trim() !== '')
      throw new ManifestError('not-this-format', 'no package in it');
    const dependencies: ManifestDependency[] = packages.map(({ name, version, checksum }) =>
      dependency(name, version, null, { integrity: integrityOf(checksum) }),
    );
    return { dependencies, project: null, graph: () => graphOf(packages) };
  },
};

function packagesIn(text: string): Installed[] {
  const packages: Installed[] = [];
  let current = emptyPackage();
  const finish = () => {
    if (current.name !== '') packages.push(current);
    current = emptyPackage();
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      finish();
      at++;
      continue;
    }
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (text.charCodeAt(at + 1) === COLON) {
      if (code === UPPER_P) current.name = text.slice(at + 2, end).trim();
      else if (code === UPPER_V) current.version = text.slice(at + 2, end).trim() || null;
      else if (code === UPPER_C) current.checksum = text.slice(at + 2, end).trim();
      else if (code === UPPER_D) current.depends = text.slice(at + 2, end);
      else if (code === LOWER_P) current.provides = text.slice(at + 2, end);
    }
    at = end + 1;
  }
  finish();
  return packages;
}

function emptyPackage(): Installed {
  return { name: '', version: null, checksum: null, depends: '', provides: '' };
}

/** `Q1` is a SHA-1 in base64, `Q2` a SHA-256. */
function integrityOf(checksum: string | null): string | null {
  if (checksum?.startsWith('Q1')) return `sha1-${checksum.slice(2)}`;
  if (checksum?.startsWith('Q2')) return `sha256-${checksum.slice(2)}`;
  return null;
}

/** A name is a package's own, or what the first one provides (`so:libc.so.6`). */
function graphOf(packages: readonly Installed[]) {
  const graph = graphBuilder();
  const providers = new Map<string, number>();
  const nodes = packages.map(({ name, version }) => graph.node(name, name, version));
  for (const [i, { name }] of packages.entries()) providers.set(name, nodes[i] as number);
  for (const [i, { provides }] of packages.entries())
    for (const name of namesIn(provides)) if (!providers.has(name)) providers.set(name, nodes[i] as number);
  for (const [i, { depends }] of packages.entries()) {
    for (const name of namesIn(depends)) {
      const to = providers.get(name);
      if (to !== undefined && to !== nodes[i]) graph.edge(nodes[i] as number, to);
    }
  }
  return graph.build();
}

function namesIn(field: string): string[] {
  return field.split(/\s+/).flatMap(word => splitAtOperator(word.split('@', 1)[0] as string).name || []);
}
