/** Ports and files as records: a port whose package is there is a record of one version. */
import type { DependencyRecord, MaintainerRecord, PackageRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { personOf, present, webUrl } from '../families/whole-index/text.ts';
import type { IndexedFile } from './index-file.ts';
import { categoryOf } from './names.ts';
import { splitPackageName } from './package-name.ts';
import type { Port, PortDependency, Sqlports } from './sqlports.ts';

/** By type: of libraries, at run time, to build, to test. */
const KINDS: readonly (string | undefined)[] = ['runtime', 'runtime', 'build', 'test'];
const MAX_DEPENDENCIES = 5_000;
const MAX_PEOPLE = 50;

/** A package: the port that names it, and its file. */
interface Built {
  port: Port;
  file: IndexedFile;
}

/** One record a package. Of several paths that build one package, one without a subpackage names it, else the shortest. */
export function* mapPorts(
  { ports, dependencies }: Sqlports,
  files: ReadonlyMap<string, IndexedFile>,
): Generator<PackageRecord> {
  const packages = new Map<string, Built>();
  const builtBy: (Built | undefined)[] = [];
  for (const port of ports) {
    let built = packages.get(port.fullpkgname);
    if (built === undefined) {
      const file = files.get(port.fullpkgname);
      if (file !== undefined) {
        built = { port, file };
        packages.set(port.fullpkgname, built);
      }
    } else if (comesBefore(port.path, built.port.path)) built.port = port;
    builtBy.push(built);
  }
  const nameOf = new Map<string, string>();
  for (const [i, { path }] of ports.entries()) {
    const built = builtBy[i];
    if (built !== undefined) nameOf.set(path, built.port.path);
  }
  const people = new Map<string | null, MaintainerRecord[]>();
  for (const { port, file } of packages.values()) {
    // Few maintain many ports.
    const maintainers = people.get(port.maintainer) ?? peopleOf(port.maintainer);
    people.set(port.maintainer, maintainers);
    const needed = dependencyRecords(dependencies.get(port.id) ?? [], nameOf);
    const record = packageRecord(port, file, needed, maintainers);
    if (record !== null) yield record;
  }
}

function comesBefore(a: string, b: string): boolean {
  const subpackages = Number(a.includes(',-')) - Number(b.includes(',-'));
  if (subpackages !== 0) return subpackages < 0;
  return a.length === b.length ? a < b : a.length < b.length;
}

function packageRecord(
  port: Port,
  file: IndexedFile,
  dependencies: DependencyRecord[],
  maintainers: readonly MaintainerRecord[],
): PackageRecord | null {
  const name = splitPackageName(port.fullpkgname);
  if (name === null) return null;
  const homepage = webUrl(port.homepage);
  const { fullpkgname, pkgstem, subpackage } = port;
  return {
    name: port.path,
    namespace: categoryOf(port.path),
    description: port.comment,
    homepage,
    ...chooseRepository([], [['homepage', port.homepage]]),
    licenses: null,
    keywords: [...new Set(port.categories?.split(/\s+/, 100))],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({ pkgstem, fullpkgname, subpackage }),
    latestVersion: name.version,
    versions: [
      {
        number: name.version,
        publishedAt: file.modified,
        licenses: null,
        integrity: null,
        status: null,
        metadata: present({
          fullpkgname,
          flavors: name.flavors.length > 0 ? name.flavors : undefined,
          size: file.size,
        }),
        dependencies,
      },
    ],
    versionsComplete: true,
    maintainers: maintainers.map(person => ({ ...person })),
  };
}

/** Dependencies on packages that there are, by the paths that name them. */
function dependencyRecords(
  dependencies: readonly PortDependency[],
  nameOf: ReadonlyMap<string, string>,
): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const { path, type, requirement } of dependencies) {
    const name = nameOf.get(path);
    const kind = KINDS[type];
    if (name === undefined || kind === undefined || records.size === MAX_DEPENDENCIES) continue;
    const key = `${kind} ${name} ${requirement ?? ''}`;
    if (!records.has(key)) records.set(key, { name, requirement, kind, optional: false });
  }
  return [...records.values()];
}

/** `Name <address>, Name <address>`. */
function peopleOf(maintainers: string | null): MaintainerRecord[] {
  const people = new Map<string, MaintainerRecord>();
  for (const text of maintainers?.split(',', MAX_PEOPLE) ?? []) {
    const person = personOf(text, 'maintainer');
    if (person !== null && !people.has(person.uuid)) people.set(person.uuid, person);
  }
  return [...people.values()];
}
