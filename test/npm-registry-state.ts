/**
 * The packages of the test registry and the history of their changes. Like the registry's own feed, the history keeps
 * one entry for each package, at the position of its last change.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

type Json = Record<string, unknown>;

export interface Packument extends Json {
  name: string;
  'dist-tags'?: Record<string, string>;
  versions?: Record<string, Json>;
  time?: Record<string, unknown>;
}

export interface Change {
  seq: number;
  id: string;
  changes: { rev: string }[];
  deleted?: true;
}

export interface RegistryState {
  packages: Map<string, Packument>;
  /** Names in order of publication, newest first, each with its date. */
  published: { name: string; date: string }[];
  /** Changes, oldest first. */
  changes(): Change[];
  seq(): number;
  put(packument: Packument): void;
  publish(name: string, version: string, manifest?: Json): void;
  unpublish(name: string, version?: string): void;
  deprecate(name: string, version: string | null, message: string): void;
}

const recordings = new URL('./recordings/npm/', import.meta.url);

/** The recorded packuments under test/recordings/npm, by name. */
export function recordedPackuments(): Packument[] {
  return readdirSync(recordings)
    .filter(file => file.endsWith('.json'))
    .map(file => JSON.parse(readFileSync(new URL(file, recordings), 'utf8')));
}

export function createState(packuments: Packument[], now: () => Date): RegistryState {
  const packages = new Map<string, Packument>();
  const published: { name: string; date: string }[] = [];
  const history = new Map<string, Change>();
  // A feed that has run for a while: positions neither start at 0 nor follow each other without gaps.
  let seq = 1000;

  const changed = (id: string, deleted: boolean) => {
    seq += 3;
    history.delete(id);
    const change: Change = { seq, id, changes: [{ rev: `${seq}-${digest('md5', `${id}${seq}`, 'hex')}` }] };
    history.set(id, deleted ? { ...change, deleted: true } : change);
    const packument = packages.get(id);
    if (packument) packument._rev = change.changes[0]?.rev;
  };
  const touched = (packument: Packument) => {
    packument.time = { ...packument.time, modified: now().toISOString() };
    changed(packument.name, false);
  };
  const known = (name: string): Packument => {
    const packument = packages.get(name);
    if (!packument) throw new Error(`the test registry has no package ${name}`);
    return packument;
  };
  const announced = (name: string) => {
    published.unshift({ name, date: now().toUTCString() });
    changed(name, false);
  };

  const state: RegistryState = {
    packages,
    published,
    changes: () => [...history.values()],
    seq: () => seq,
    put(packument) {
      packages.set(packument.name, structuredClone(packument));
      announced(packument.name);
    },
    publish(name, version, manifest = {}) {
      const date = now().toISOString();
      const packument = packages.get(name) ?? {
        _id: name,
        name,
        'dist-tags': {},
        versions: {},
        time: { created: date },
      };
      packages.set(name, packument);
      const base = name.replace(/^@[^/]*\//, '');
      const dist = {
        integrity: `sha512-${digest('sha512', `${name}@${version}`, 'base64')}`,
        shasum: digest('sha1', `${name}@${version}`, 'hex'),
        tarball: `https://registry.example/${name}/-/${base}-${version}.tgz`,
      };
      packument.versions = { ...packument.versions, [version]: { name, version, dist, ...manifest } };
      packument.time = { ...packument.time, modified: date, [version]: date };
      const tag = version.includes('-') && packument['dist-tags']?.latest ? 'next' : 'latest';
      packument['dist-tags'] = { ...packument['dist-tags'], [tag]: version };
      announced(name);
    },
    unpublish(name, version) {
      const packument = known(name);
      if (version !== undefined) {
        // The date of a version stays when the version goes.
        const { [version]: gone, ...versions } = packument.versions ?? {};
        if (!gone) throw new Error(`the test registry has no version ${name}@${version}`);
        packument.versions = versions;
        if (Object.keys(versions).length > 0) {
          const tags = packument['dist-tags'] ?? {};
          if (tags.latest === version) tags.latest = Object.keys(versions).at(-1) as string;
          return touched(packument);
        }
      }
      const time = {
        ...packument.time,
        unpublished: { time: now().toISOString(), versions: Object.keys(packument.versions ?? {}) },
      };
      packages.set(name, { _id: name, name, time });
      changed(name, true);
    },
    deprecate(name, version, message) {
      const packument = known(name);
      for (const [number, manifest] of Object.entries(packument.versions ?? {}))
        if (version === null || number === version) manifest.deprecated = message;
      touched(packument);
    },
  };
  changed('_design/app', false);
  for (const packument of packuments) state.put(packument);
  return state;
}

function digest(algorithm: string, text: string, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(text).digest(encoding);
}
