/** From what was asked, to what a resolver is asked: which registry, which roots, which locked versions. */
import { InputError } from '../../core/errors.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import type { Locked, Override, ResolutionProblem } from '../../resolving/types.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';
import { exactly } from './exact.ts';
import type { FileContents, FileItem, ManagedItem } from './file-contents.ts';
import { type Candidate, purlCandidates, purlPlaces } from './places.ts';
import type { ResolveBody } from './schemas.ts';

export interface Wanted {
  registry: IndexedRegistry;
  roots: WantedRoot[];
  /** Of kinds by which resolvers tell what manages versions and is no dependency. */
  managing: WantedRoot[];
  /** What the files say themselves; what the request says goes before. */
  overrides: Override[];
  locked: Locked[];
  /** What of the input could not be taken into account. */
  problems: ResolutionProblem[];
  subject: { name: string; version: string | null; purl: string | null };
}

export interface WantedRoot {
  name: string;
  /** null: the latest version, or what manages it says. */
  requirement: string | null;
  /** True where no version is stated and something manages versions: the latest is not meant. */
  managed?: boolean;
  /** null: the resolver's first. */
  kind: string | null;
  optional: boolean;
  qualifiers?: Record<string, string>;
}

type Asked = Pick<ResolveBody, 'registry' | 'ecosystem' | 'locked' | 'development'>;

/** @throws InputError naming `purls`, `registry` or `ecosystem`; with 404 for what no registry here can hold. */
export function wantedOfPurls(
  directory: RegistryDirectory,
  purls: NonNullable<ResolveBody['purls']>,
  asked: Asked,
): Wanted {
  let registry: IndexedRegistry | null =
    asked.registry === undefined ? null : registryNamed(directory, asked.registry);
  const roots: WantedRoot[] = [];
  const found: { place: Candidate; version: string | null }[] = [];
  for (const [i, each] of purls.entries()) {
    const { purl, requirement = null } = typeof each === 'string' ? { purl: each } : each;
    const field = `purls[${i}]`;
    const { places, version, extras } = purlPlaces(directory, purl, field);
    const place = chosenPlace(places, registry, purl, field);
    registry ??= place.registry;
    if (requirement !== null && version !== null)
      throw new InputError(field, `${field}: a version and a requirement; one of them`);
    found.push({ place, version });
    roots.push({
      name: place.name,
      requirement: requirement ?? (version === null ? null : exactly(registry, version)),
      kind: null,
      optional: false,
      ...(extras === null ? {} : { qualifiers: extras }),
    });
  }
  const { ecosystem } = asked;
  if (ecosystem !== undefined && registry !== null && !isOf(registry, ecosystem))
    throw new InputError(
      'ecosystem',
      `ecosystem: what is asked for is of ${registry.ecosystem}, not of ${ecosystem.slice(0, 100)}`,
    );
  const [first] = found;
  if (registry === null || !first) throw new InputError('purls', 'purls: at least one is needed');
  const isOne = found.length === 1;
  return {
    registry,
    roots,
    managing: [],
    overrides: [],
    locked: lockedOf(registry, asked.locked),
    problems: [],
    subject: {
      name: isOne ? first.place.name : `${found.length} packages`,
      version: isOne ? first.version : null,
      purl: isOne ? purlOf(registry, first.place.name, first.version) : null,
    },
  };
}

/** @throws InputError naming `registry` or `ecosystem`. */
export function registryNamed(
  directory: RegistryDirectory,
  name: string,
  field = 'registry',
): IndexedRegistry {
  const found = directory.byName(name);
  if (!found) throw new InputError(field, `${field}: there is no registry ${name.slice(0, 100)}`);
  return found.registry;
}

/** The default registry of an ecosystem or purl type. @throws InputError naming `ecosystem`. */
export function registryOfEcosystem(directory: RegistryDirectory, ecosystem: string): IndexedRegistry {
  const [found] = directory.ofEcosystem(ecosystem);
  const [ofType] = found ? [found] : directory.ofPurlType(ecosystem);
  if (!ofType)
    throw new InputError('ecosystem', `ecosystem: no registry of ${ecosystem.slice(0, 100)} is known`);
  return ofType;
}

/** An ecosystem is named by its id, or by the type of its package URLs. */
function isOf({ ecosystem, purlType }: IndexedRegistry, named: string): boolean {
  return ecosystem === named || purlType === named;
}

function chosenPlace(
  places: readonly Candidate[],
  registry: IndexedRegistry | null,
  purl: string,
  field: string,
): Candidate {
  const [first] = places;
  if (!first)
    throw new InputError(
      field,
      `${field}: ${purl.slice(0, 200)} names no package of any registry of this index`,
      404,
    );
  if (registry === null) return first;
  const same = places.find(place => place.registry.id === registry.id);
  if (!same)
    throw new InputError(
      field,
      `${field}: ${purl.slice(0, 200)} is not of ${registry.name}; what is resolved together is of one registry`,
    );
  return same;
}

/** @throws InputError naming `files` or `ecosystem` (422): nothing to resolve, or of several ecosystems. */
export function wantedOfFile(directory: RegistryDirectory, contents: FileContents, asked: Asked): Wanted {
  const resolver = byType(directory, contents.items, asked);
  const { registry } = resolver;
  const own = resolver.items;
  const locked: Locked[] = [];
  const problems: ResolutionProblem[] = [];
  const roots = new Map<string, WantedRoot>();
  const { managing, overrides, artifacts, isManaged } = managementOf(registry, contents.manages);
  const isStated = own.some(({ item }) => item.direct === true);
  const isFolders = registry.definition.id === 'npm';
  const withArtifacts = new Set(artifacts.keys());
  const askedFirst = new Map<string, FileItem>();
  for (const { item, name } of own) {
    if (item.version !== null) locked.push({ name, version: item.version, location: item.location });
    const isRoot = isStated
      ? item.direct === true
      : contents.hasManifest
        ? false
        : item.version !== null || item.direct !== false;
    if (!isRoot) continue;
    if (item.isSent) {
      problems.push(
        leftOut(
          name,
          item.requirement,
          `${name} is the project of another of the files: no registry is asked for it`,
        ),
      );
      continue;
    }
    const folder = item.alias ?? name;
    const isWhole = item.version !== null || withArtifacts.has(name);
    // All that is asked for has to be met, each where its condition holds; a resolver knows what counts of two sections of one file.
    const key = isWhole ? folder : JSON.stringify([folder, item.requirement, item.condition, item.type]);
    if (roots.has(key)) continue;
    const first = askedFirst.get(folder);
    if (isFolders && first !== undefined && first.file !== item.file) {
      // Each member of a workspace may have a folder of its own; here all are one project, which has one.
      if (first.requirement !== item.requirement)
        problems.push(
          leftOut(
            name,
            item.requirement,
            `${folder} is asked for by several files: ${first.requirement ?? '*'} of ${first.path} counts, ${item.requirement ?? '*'} of ${item.path} does not`,
          ),
        );
      continue;
    }
    if (first === undefined) askedFirst.set(folder, item);
    const told = item.condition === null ? artifacts.get(name) : undefined;
    if (told !== undefined) {
      artifacts.delete(name);
      for (const [at, one] of told.entries()) {
        if (one.kind === 'test' && asked.development === false) continue;
        const managed = one.requirement === null && isManaged(name) ? { managed: true } : {};
        roots.set(at === 0 ? key : `${key}\n${at}`, { ...one, ...managed });
      }
      continue;
    }
    if (item.isForDevelopment && asked.development === false) continue;
    if (item.source !== null && item.version === null && !isAddressOf(item.source, name)) {
      problems.push(
        leftOut(
          name,
          item.requirement,
          `${name} comes from ${item.source.slice(0, 200)}, which no registry holds`,
        ),
      );
      continue;
    }
    const requirement = item.requirement ?? (item.version === null ? null : exactly(registry, item.version));
    roots.set(key, {
      name,
      requirement,
      ...(requirement === null && isManaged(name) ? { managed: true } : {}),
      kind: item.type !== null && registry.definition.dependencyKinds.includes(item.type) ? item.type : null,
      optional: item.optional,
      ...qualifiersOf(registry, item),
    });
  }
  for (const message of contents.problems) problems.push(leftOut(null, null, message));
  if (roots.size === 0)
    throw new InputError(
      'files',
      `files: ${contents.name.slice(0, 100)} asks for no package of ${registry.ecosystem}`,
      422,
    );
  return {
    registry,
    roots: [...roots.values()],
    managing,
    overrides,
    locked: [...lockedOf(registry, asked.locked), ...locked],
    problems,
    subject: {
      name: contents.project?.name ?? contents.name,
      version: contents.project?.version ?? null,
      purl: null,
    },
  };
}

/** What files say of versions that others take, for a registry. */
function managementOf(registry: IndexedRegistry, items: readonly ManagedItem[]) {
  const managing: WantedRoot[] = [];
  const overrides: Override[] = [];
  const artifacts = new Map<string, WantedRoot[]>();
  for (const { kind, name, requirement, purl, platform, qualifiers, within = [] } of items) {
    if (kind === 'override') {
      if (platform === registry.definition.id)
        overrides.push({ within, name, requirement: requirement ?? '*' });
      continue;
    }
    const [place] = purl === null ? [] : placesIn([registry], purl);
    if (!place) continue;
    if (kind === 'artifact') {
      const list = artifacts.get(place.name) ?? [];
      const { optional, ...rest } = qualifiers ?? {};
      const scope =
        rest.scope !== undefined && registry.definition.dependencyKinds.includes(rest.scope)
          ? rest.scope
          : null;
      list.push({
        name: place.name,
        requirement,
        kind: scope,
        optional: optional === 'true',
        qualifiers: rest,
      });
      artifacts.set(place.name, list);
      continue;
    }
    managing.push({
      name: place.name,
      requirement,
      kind,
      optional: false,
      ...(qualifiers ? { qualifiers } : {}),
    });
  }
  const named = new Set(managing.map(({ name }) => name));
  const isOpen = managing.some(({ kind }) => kind === 'import' || kind === 'parent');
  return { managing, overrides, artifacts, isManaged: (name: string) => isOpen || named.has(name) };
}

function placesIn(
  registries: readonly IndexedRegistry[],
  purl: NonNullable<FileItem['purl']>,
): readonly Candidate[] {
  return purlCandidates(registries, {
    ...purl,
    version: null,
    qualifiers: purl.qualifiers ?? {},
    subpath: null,
  });
}

/** Names of aliases and conditions, as maps of these ecosystems write them. */
function qualifiersOf(
  { definition }: IndexedRegistry,
  { alias, condition }: FileItem,
): { qualifiers?: Record<string, string> } {
  const qualifiers: Record<string, string> = {};
  if (alias !== null) qualifiers.alias = alias;
  if (condition !== null) qualifiers[definition.id === 'pypi' ? 'marker' : 'condition'] = condition;
  return Object.keys(qualifiers).length === 0 ? {} : { qualifiers };
}

/** True where packages are named by where they come from: `https://github.com/a/b.git` of `github.com/a/b`. */
function isAddressOf(source: string, name: string): boolean {
  const bare = source
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
    .replace(':', '/');
  return bare.toLowerCase() === name.toLowerCase();
}

function leftOut(name: string | null, requirement: string | null, message: string): ResolutionProblem {
  return {
    kind: 'unsupported',
    severity: 'warning',
    message,
    name,
    requirement,
    from: null,
    explanation: [],
  };
}

/** The items of the one registry that is meant. */
function byType(
  directory: RegistryDirectory,
  items: readonly FileItem[],
  asked: Asked,
): { registry: IndexedRegistry; items: { item: FileItem; name: string }[] } {
  const named = asked.registry === undefined ? null : registryNamed(directory, asked.registry);
  const meant =
    named ?? (asked.ecosystem === undefined ? null : registryOfEcosystem(directory, asked.ecosystem));
  const groups = new Map<IndexedRegistry, { item: FileItem; name: string }[]>();
  for (const item of items) {
    if (item.purl === null) continue;
    const found = placesIn(meant === null ? directory.ofPurlType(item.purl.type) : [meant], item.purl);
    const place = found.find(each => each.registry.isDefault) ?? found[0];
    if (!place) continue;
    const group = groups.get(place.registry);
    if (group) group.push({ item, name: place.name });
    else groups.set(place.registry, [{ item, name: place.name }]);
  }
  const all = [...groups].sort((a, b) => b[1].length - a[1].length);
  const [first] = all;
  if (!first) {
    throw new InputError('files', 'files: it names no package of a registry of this index', 422);
  }
  if (meant === null && all.length > 1)
    throw new InputError(
      'ecosystem',
      `ecosystem: the file names packages of ${all.map(([registry]) => registry.ecosystem).join(', ')}; say which are meant`,
      422,
    );
  return { registry: first[0], items: first[1] };
}

function lockedOf({ definition }: IndexedRegistry, locked: ResolveBody['locked']): Locked[] {
  return (locked ?? []).map(({ name, version }) => ({
    name: definition.names.normalise(name),
    version,
    location: null,
  }));
}
