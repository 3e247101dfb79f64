/** Reads POMs of a repository with what they depend on: parents and BOMs. Each file is asked for once. */
import { UpstreamError } from '../../../core/errors.ts';
import type { ConnectorContext, RawDocument } from '../../ecosystem.ts';
import { rawDocument } from '../registry-api/answers.ts';
import { dateOf } from '../registry-api/values.ts';
import {
  artifactProblem,
  type Coordinates,
  fileUrl,
  isSnapshot,
  isVersion,
  keyOf,
  versionDirectory,
} from './coordinates.ts';
import { type EffectivePom, effectivePom } from './effective.ts';
import { snapshotFile } from './metadata.ts';
import { managementKey, type Pom, type PomDependency, type PomReference, parsePom } from './pom.ts';

const MAX_POM = 4 * 1024 * 1024;
const MAX_PARENTS = 8;
const MAX_RELOCATIONS = 5;
const MAX_IMPORTS = 12;
/** Of one package, parents and BOMs of all its versions included. */
const MAX_REQUESTS = 80;

export interface ReadVersion {
  pom: EffectivePom;
  /** What imported BOMs say, by `managementKey`; asked for only where a dependency has no version otherwise. */
  imported: ReadonlyMap<string, PomDependency>;
  /** Of the version's own POM. */
  publishedAt: string | null;
  /** Where the artifact went, when the facts are those of another one. */
  relocatedTo: Coordinates | null;
}

export interface PomReader {
  /** Null where the repository has no POM for it, or one that no one can read. */
  version(coordinates: Coordinates): Promise<ReadVersion | null>;
  /** SHA-1 in hexadecimal of a file beside the POM; null where the repository does not have it. */
  sha1(coordinates: Coordinates, extension: string): Promise<string | null>;
  /** What was read so far. */
  documents: RawDocument[];
}

interface ReadPom {
  pom: Pom;
  publishedAt: string | null;
}

export function pomReader(context: ConnectorContext): PomReader {
  const { io, registry, signal } = context;
  const documents: RawDocument[] = [];
  const read = new Map<string, ReadPom | null>();
  const files = new Map<string, string>();
  let requests = 0;

  async function ask(url: string, maxBytes: number) {
    requests += 1;
    const response = await io.http.request({ url, maxBytes, accept: [404, 410], signal });
    return response.status === 200 ? response : null;
  }

  /** The version in file names; that of a snapshot is in its own metadata. */
  async function fileOf(coordinates: Coordinates): Promise<string> {
    const { version } = coordinates;
    if (!isSnapshot(version)) return version;
    const key = keyOf(coordinates);
    const known = files.get(key);
    if (known !== undefined) return known;
    const answer = await ask(`${versionDirectory(registry.url, coordinates)}/maven-metadata.xml`, MAX_POM);
    const file = (answer && snapshotFile(answer.body, version)) ?? version;
    files.set(key, file);
    return file;
  }

  async function pomOf(coordinates: Coordinates): Promise<ReadPom | null> {
    const key = keyOf(coordinates);
    const known = read.get(key);
    if (known !== undefined) return known;
    if (requests >= MAX_REQUESTS || artifactProblem(coordinates) !== null || !isVersion(coordinates.version))
      return null;
    const answer = await ask(fileUrl(registry.url, coordinates, 'pom', await fileOf(coordinates)), MAX_POM);
    const pom = answer && unlessMalformed(answer.body);
    if (answer) documents.push(rawDocument(answer, 'application/xml'));
    const found = answer && pom ? { pom, publishedAt: dateOf(answer.headers['last-modified']) } : null;
    read.set(key, found);
    return found;
  }

  /** The POM with its parents, as far as they can be read. */
  async function lineageOf(own: Pom): Promise<Pom[]> {
    const lineage = [own];
    const seen = new Set<string>();
    for (let next = own.parent; next !== null && lineage.length <= MAX_PARENTS; ) {
      const coordinates = complete(next);
      if (coordinates === null || seen.has(keyOf(coordinates))) break;
      seen.add(keyOf(coordinates));
      const found = await pomOf(coordinates);
      if (found === null) break;
      lineage.push(found.pom);
      next = found.pom.parent;
    }
    return lineage;
  }

  /** What BOMs manage: the first one first, and what it imports before the next. */
  async function importsOf(pom: EffectivePom): Promise<Map<string, PomDependency>> {
    const managed = new Map<string, PomDependency>();
    const stack: PomReference[] = [...pom.imports].reverse();
    const seen = new Set<string>();
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const coordinates = complete(next);
      if (coordinates === null || seen.has(keyOf(coordinates)) || seen.size >= MAX_IMPORTS) continue;
      seen.add(keyOf(coordinates));
      const found = await pomOf(coordinates);
      if (found === null) continue;
      const bom = effectivePom(await lineageOf(found.pom));
      for (const [key, entry] of bom.managed) if (!managed.has(key)) managed.set(key, entry);
      stack.push(...[...bom.imports].reverse());
    }
    return managed;
  }

  async function version(coordinates: Coordinates): Promise<ReadVersion | null> {
    const own = await pomOf(coordinates);
    if (own === null) return null;
    let pom = effectivePom(await lineageOf(own.pom));
    let relocatedTo: Coordinates | null = null;
    const seen = new Set([keyOf(coordinates)]);
    for (let at = coordinates; pom.relocation !== null && seen.size <= MAX_RELOCATIONS; ) {
      const { group, artifact, version: number } = pom.relocation;
      const target = {
        group: group ?? at.group,
        artifact: artifact ?? at.artifact,
        version: number ?? at.version,
      };
      if (seen.has(keyOf(target)) || artifactProblem(target) !== null || !isVersion(target.version)) break;
      seen.add(keyOf(target));
      relocatedTo = target;
      const next = await pomOf(target);
      if (next === null) break;
      pom = effectivePom(await lineageOf(next.pom));
      at = target;
    }
    const needsImports = pom.dependencies.some(
      dependency =>
        dependency.version === null && pom.managed.get(managementKey(dependency))?.version == null,
    );
    const imported = needsImports ? await importsOf(pom) : new Map<string, PomDependency>();
    return { pom, imported, publishedAt: own.publishedAt, relocatedTo };
  }

  return {
    documents,
    version,
    async sha1(coordinates, extension) {
      const url = `${fileUrl(registry.url, coordinates, extension, await fileOf(coordinates))}.sha1`;
      const answer = await ask(url, 64 * 1024);
      // Some hold the name of the file after the digest.
      return (
        /^[0-9a-f]{40}(?![0-9a-f])/i.exec(answer?.body.toString('latin1').trim() ?? '')?.[0].toLowerCase() ??
        null
      );
    },
  };
}

/** A few old POMs are no XML. They say nothing, and must not keep the rest of the package from being known. */
function unlessMalformed(bytes: Uint8Array): Pom | null {
  try {
    return parsePom(bytes);
  } catch (error) {
    if (error instanceof UpstreamError) return null;
    throw error;
  }
}

function complete({ group, artifact, version }: PomReference): Coordinates | null {
  return group !== null && artifact !== null && version !== null ? { group, artifact, version } : null;
}
