/** What a manifest, a lockfile or an SBOM asks for and holds, as far as resolving needs it. */
import { InputError, UpstreamError } from '../../core/errors.ts';
import { parsePurl } from '../../core/purl/index.ts';
import type { ReceivedFile, Tools } from '../../core/tools.ts';
import type { ManifestManagement } from '../../ecosystems/manifest.ts';
import { type Manifest, manifestSetOf, type ReadManifest } from '../../reading/manifests/index.ts';

export interface FileItem {
  /** Which of the files names it, from 0. */
  file: number;
  /** The name of that file: browsers send no folders, so that several may have the same. */
  path: string;
  purl: { type: string; namespace: string | null; name: string; qualifiers?: Record<string, string> } | null;
  requirement: string | null;
  /** Locked; null where only a requirement is known. */
  version: string | null;
  type: string | null;
  direct: boolean | null;
  optional: boolean;
  isForDevelopment: boolean;
  alias: string | null;
  source: string | null;
  condition: string | null;
  location: string | null;
  /** It is the project of another of the files, as members of a workspace are to one another. */
  isSent: boolean;
}

/** What manages versions, with the package that it is about; null where the ecosystem's names have no package URL. */
export interface ManagedItem extends ManifestManagement {
  /** As the parser names ecosystems. */
  platform: string;
  purl: FileItem['purl'];
}

export interface FileContents {
  name: string;
  items: FileItem[];
  manages: ManagedItem[];
  /** True where a manifest says what the project asks for itself. */
  hasManifest: boolean;
  project: { name: string | null; version: string | null } | null;
  problems: string[];
}

const DEVELOPMENT = new Set([
  'development',
  'dev',
  'test',
  'tests',
  'develop',
  'dev-dependencies',
  'require-dev',
  'docs',
]);

/** Of files that were sent together: a manifest and its lockfile, say. */
export async function contentsOfUploads(
  tools: Tools,
  files: readonly ReceivedFile[],
  as: string | undefined,
  signal: AbortSignal,
): Promise<FileContents> {
  const inputs = files.map(upload => ({ upload }));
  const name = files.map(file => file.name).join(', ');
  try {
    const options = { graph: true, manages: true, ...(as === undefined ? {} : { as }) };
    const read = JSON.parse(await tools.ask({ tool: 'parser', inputs, options }, signal)) as {
      manifests: Manifest[];
    };
    if (read.manifests.length > 0) return contentsOfManifests(name, read.manifests);
  } catch (error) {
    if (!(error instanceof InputError) || files.length !== 1) throw error;
  }
  if (files.length !== 1) throw unknown(name);
  const text = await tools.ask({ tool: 'sbom', inputs, options: {} }, signal).catch(error => {
    // What was sent is no answer of somebody else's server: who sent it is told.
    throw error instanceof UpstreamError ? unknown(name) : error;
  });
  return contentsOfSbom(name, JSON.parse(text) as { dependencies: SbomLine[] });
}

/** Of texts that came with a request. */
export async function contentsOfTexts(
  files: readonly { name: string; text: string }[],
): Promise<FileContents> {
  const { parse } = await import('../../reading/manifests/index.ts');
  const name = files.map(file => file.name).join(', ');
  const manifests: Manifest[] = [];
  const others: { name: string; bytes: Buffer }[] = [];
  for (const file of files) {
    const bytes = Buffer.from(file.text, 'utf8');
    const read = await parse(file.name, bytes, { graph: true, manages: true });
    manifests.push(...read);
    if (read.length === 0) others.push({ name: file.name, bytes });
  }
  const [other] = others;
  if (other === undefined) return contentsOfManifests(name, manifests);
  if (files.length > 1) throw unknown(other.name);
  const { readSbom, toDependencies } = await import('../../reading/sbom/index.ts');
  try {
    return contentsOfSbom(name, toDependencies(readSbom(other.bytes).sbom));
  } catch {
    throw unknown(other.name);
  }
}

function unknown(name: string): InputError {
  return new InputError(
    'files',
    `files: ${name.slice(0, 200)} is no manifest, lockfile or SBOM that is known`,
    422,
  );
}

/** @throws InputError (422) where none of them could be read. */
export function contentsOfManifests(name: string, manifests: readonly Manifest[]): FileContents {
  const read = manifests.filter(manifest => manifest.success);
  const problems = manifests.flatMap(({ path, ...of }) => {
    if (of.success) return [];
    // Some readers name the file themselves.
    const { message } = of.error;
    return [message.startsWith(`${path}: `) ? message : `${path}: ${message}`];
  });
  if (read.length === 0) throw new InputError('files', `files: ${problems.join('; ').slice(0, 500)}`, 422);
  const asking = read.filter(({ kind }) => kind === 'manifest');
  const sent = new Set(asking.map(({ project }) => project?.name));
  // A parent that was sent, too, says itself what it manages.
  const manages = asking.flatMap(managedBy).filter(of => of.kind !== 'parent' || !sent.has(of.name));
  const central = centralFiles(asking);
  const items = read.flatMap((manifest, file) => {
    const others = asking.filter(of => of !== manifest && of.ecosystem === manifest.ecosystem);
    const names = new Set(others.flatMap(({ project }) => project?.name ?? []));
    return itemsOf(manifest, asking.length > 0, central.has(manifest), names).map(item => ({
      ...item,
      file,
    }));
  });
  const project = read.find(of => of.project?.name)?.project ?? null;
  for (const { path, unresolved } of read)
    for (const { what } of unresolved.filter(({ what }) => !isManaged(what, manages)).slice(0, 20))
      problems.push(`${path}: ${what}`);
  return { name, items, manages, hasManifest: asking.length > 0, project, problems };
}

function managedBy({ ecosystem: platform, manages = [] }: ReadManifest): ManagedItem[] {
  const set = manifestSetOf(platform);
  return manages.map(one => ({ ...one, platform, purl: set?.purl?.(one.name) ?? null }));
}

/**
 * Files that say which versions projects take, sent with one that says of which packages. Alone, such a file is taken as a project that
 * asks for all that it names.
 */
function centralFiles(asking: readonly ReadManifest[]): Set<ReadManifest> {
  const isCentral = ({ manages = [] }: ReadManifest) => manages.some(({ kind }) => kind === 'central');
  const central = asking.filter(isCentral);
  return new Set(
    central.filter(({ ecosystem }) =>
      asking.some(other => other.ecosystem === ecosystem && !isCentral(other)),
    ),
  );
}

/** What a BOM manages is no riddle where the resolver reads it. */
function isManaged(what: string, manages: readonly ManagedItem[]): boolean {
  return manages.some(({ kind, name }) => kind === 'import' && what.startsWith(`what the BOM ${name}:`));
}

/** @param others names of the projects of the other manifests. */
function itemsOf(
  manifest: ReadManifest,
  hasManifest: boolean,
  isCentral: boolean,
  others: ReadonlySet<string>,
): Omit<FileItem, 'file'>[] {
  const set = manifestSetOf(manifest.ecosystem);
  const isLock = manifest.kind === 'lockfile';
  const locations = isLock ? locationsOf(manifest) : null;
  const rooted = isLock && !hasManifest ? rootsOf(manifest) : null;
  return manifest.dependencies
    .map(each => ({ each, location: locations?.(each) ?? null }))
    .filter(({ each: { local, direct } }) => local !== true && !(isCentral && direct === null))
    .map(({ each, location }) => {
      const key = `${each.name}@${each.requirement}`;
      const direct = hasManifest && isLock ? false : rooted ? rooted.has(key) : each.direct;
      return {
        path: manifest.path,
        purl: set?.purl?.(each.name) ?? null,
        requirement: isLock || each.requirement === '*' ? null : each.requirement,
        version: isLock && each.requirement !== '*' ? each.requirement : null,
        type: each.type,
        // A manifest's own dependencies are what the project asks for.
        direct: isLock ? direct : (each.direct ?? true),
        optional: each.optional === true,
        isForDevelopment: DEVELOPMENT.has(each.type?.toLowerCase() ?? ''),
        alias: each.alias,
        source: isLock ? null : each.source,
        condition: isLock ? null : each.condition,
        location,
        isSent: !isLock && others.has(each.name),
      };
    });
}

/**
 * Where a lockfile that knows places has them: npm's. A version that lies in several is told of once for each, in the order of the
 * file; so is its place.
 */
function locationsOf({
  graph,
}: ReadManifest): ((of: { name: string; requirement: string }) => string | null) | null {
  if (!graph) return null;
  const places = new Map<string, string[]>();
  for (const { id, name, version } of graph.nodes.toReversed()) {
    if (version === null || !id.includes('node_modules/')) continue;
    const key = `${name}@${version}`;
    const known = places.get(key);
    if (known) known.push(id);
    else places.set(key, [id]);
  }
  return ({ name, requirement }) => {
    const place = places.get(`${name}@${requirement}`)?.pop();
    return place?.startsWith('node_modules/') ? place : null;
  };
}

function rootsOf({ graph }: ReadManifest): Set<string> | null {
  if (!graph?.roots) return null;
  return new Set(graph.roots.map(at => `${graph.nodes[at]?.name}@${graph.nodes[at]?.version}`));
}

interface SbomLine {
  purl: string;
  requirement: string | null;
  type: string | null;
  direct: boolean | null;
}

function contentsOfSbom(name: string, { dependencies }: { dependencies: readonly SbomLine[] }): FileContents {
  const items = dependencies.flatMap(({ purl: text, type, direct }): FileItem[] => {
    try {
      const { version, qualifiers, ...purl } = parsePurl(text, { lenient: true });
      return [
        {
          file: 0,
          path: name,
          purl: { ...purl, qualifiers },
          requirement: null,
          version,
          type: null,
          direct,
          optional: type === 'optional',
          isForDevelopment: DEVELOPMENT.has(type?.toLowerCase() ?? ''),
          alias: null,
          source: null,
          condition: null,
          location: null,
          isSent: false,
        },
      ];
    } catch (error) {
      if (error instanceof InputError) return [];
      throw error;
    }
  });
  return { name, items, manages: [], hasManifest: false, project: null, problems: [] };
}
