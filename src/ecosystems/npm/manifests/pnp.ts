/**
 * Plug'n'Play of yarn (https://yarnpkg.com/advanced/pnp-spec): `.pnp.data.json`, and `.pnp.cjs`, a program that holds the same data, as a text
 * since yarn 3 and as an object before. It is not run. A package is there once for each set of peers; it is listed once.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Located {
  name: string;
  /** Without what makes copies of it. */
  reference: string;
  /** `name` and `reference` of what it requires. */
  requires: [name: string, reference: string][];
  isProject: boolean;
}

const TEXT = 'RAW_RUNTIME_STATE =';
const OBJECT = 'hydrateRuntimeState(';

export const pnpData: ManifestReader = { parse: input => read(input.text) };

export const pnpProgram: ManifestReader = { parse: input => read(dataIn(input.text)) };

function read(text: string) {
  const document = parseJsonText(text, 'data of Plug’n’Play');
  const registry = memberOf(document, 'packageRegistryData');
  if (!Array.isArray(registry))
    throw new ManifestError('not-this-format', 'no packageRegistryData in the data of Plug’n’Play');
  const located = new Map<string, Located>();
  for (const entry of registry) for (const one of locatedIn(entry)) keep(located, one);
  const all = [...located.values()];
  const direct = new Set(all.flatMap(one => (one.isProject ? one.requires.map(keyOf) : [])));
  const packages = all.filter(one => !one.isProject);
  return {
    dependencies: packages.map(one => {
      const version = versionOf(one.reference);
      return dependency(one.name, version ?? withoutCredentials(one.reference), null, {
        direct: direct.has(keyOf([one.name, one.reference])),
        local: /^(?:file|link|portal):/.test(one.reference),
        source: one.reference.startsWith('npm:') ? null : withoutCredentials(one.reference),
      });
    }),
    project: null,
    graph: () => graphOf(all, located),
  };
}

function graphOf(all: readonly Located[], located: ReadonlyMap<string, Located>) {
  const graph = graphBuilder();
  const node = ({ name, reference }: Located) =>
    graph.node(`${name}@${reference}`, name, versionOf(reference));
  for (const one of all) if (!one.isProject) node(one);
  for (const one of all) {
    for (const wanted of one.requires) {
      const to = located.get(keyOf(wanted));
      if (to === undefined || to.isProject || to === one) continue;
      if (one.isProject) graph.root(node(to));
      else graph.edge(node(one), node(to));
    }
  }
  return graph.build();
}

/** Copies for other peers require the same and more. */
function keep(located: Map<string, Located>, one: Located): void {
  const key = keyOf([one.name, one.reference]);
  const known = located.get(key);
  if (known) known.requires.push(...one.requires);
  else located.set(key, one);
}

/** `[name, [[reference, {packageDependencies, linkType}]]]`; name and reference of the project's root are null. */
function locatedIn(entry: unknown): Located[] {
  if (!Array.isArray(entry) || !Array.isArray(entry[1])) return [];
  const [name, list] = entry;
  return list.flatMap(item => {
    if (!Array.isArray(item) || !isJsonObject(item[1])) return [];
    const reference = typeof item[0] === 'string' ? plain(item[0]) : '';
    const isProject = name === null || reference === '' || reference.startsWith('workspace:');
    if (!isProject && (typeof name !== 'string' || name === '')) return [];
    const requires = requiredIn(item[1].packageDependencies);
    return [{ name: typeof name === 'string' ? name : '', reference, requires, isProject }];
  });
}

/** `[name, reference]`, `[name, [real name, reference]]` of an alias, `[name, null]` of a peer that is not there. */
function requiredIn(list: unknown): [string, string][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item): [string, string][] => {
    if (!Array.isArray(item)) return [];
    const [name, reference] = Array.isArray(item[1]) ? item[1] : item;
    return typeof name === 'string' && typeof reference === 'string' ? [[name, plain(reference)]] : [];
  });
}

/** `virtual:<hash>#npm:1.0.0` is a copy of `npm:1.0.0`. */
function plain(reference: string): string {
  return reference.startsWith('virtual:') ? reference.slice(reference.indexOf('#') + 1) : reference;
}

/** null for what comes from git or an archive. A patch names the version that it is for. */
function versionOf(reference: string): string | null {
  if (reference.startsWith('npm:')) return reference.slice(4).split('::', 1)[0] || null;
  const at = reference.startsWith('patch:') ? reference.indexOf('::version=') : -1;
  return at < 0 ? null : reference.slice(at + '::version='.length).split('&', 1)[0] || null;
}

function keyOf([name, reference]: readonly [string, string]): string {
  return `${name}\0${reference}`;
}

/** The data in the program: a text in single quotes over many lines, or JSON that is the argument of a call. */
function dataIn(program: string): string {
  const text = program.indexOf(TEXT);
  if (text >= 0) {
    const start = program.indexOf("'", text);
    return start < 0 ? '' : unquoted(program, start + 1);
  }
  const call = program.indexOf(OBJECT);
  const end = call < 0 ? -1 : program.indexOf(', {basePath', call);
  if (end < 0) throw new ManifestError('not-this-format', 'no data of Plug’n’Play in it');
  return program.slice(call + OBJECT.length, end);
}

/** What a literal of JavaScript says: a backslash before a line break says nothing, before another character the character. */
function unquoted(program: string, start: number): string {
  const pieces: string[] = [];
  let kept = start;
  for (let at = start; at < program.length; at++) {
    const code = program.charCodeAt(at);
    if (code === 39) {
      pieces.push(program.slice(kept, at));
      return pieces.join('');
    }
    if (code !== 92) continue;
    pieces.push(program.slice(kept, at));
    at++;
    kept = program[at] === '\n' ? at + 1 : at;
    if (program[at] === '\r') kept = program[at + 1] === '\n' ? at + 2 : at + 1;
  }
  throw new ManifestError('malformed', 'the data of Plug’n’Play does not end');
}
