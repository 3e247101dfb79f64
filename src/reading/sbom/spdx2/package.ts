/** A package of SPDX 2.2 or 2.3 as the model has it, and back (https://spdx.github.io/spdx-spec/v2.3/package-information/). */
import type { JsonDocument } from '../../../formats/json.ts';
import { CARRIED, carriedBy, carriedIn } from '../carried.ts';
import type { SbomComponent, SbomHash } from '../model.ts';
import { type Group, writeList } from '../overlay.ts';
import { objectsOf, own, textIn, unlessEmpty, wordIn } from '../values.ts';
import type { Spdx2Context } from './context.ts';
import { NO_ASSERTION, NONE, readLicense, writeLicense } from './license.ts';
import { readParty, writeParty } from './party.ts';
import { readAnnotated, writeAnnotated } from './properties.ts';
import { referencesOfPackage } from './references.ts';
import { WORDS } from './schema.ts';

export type PackageGroup = Group<SbomComponent, Spdx2Context>;

/** A text that is not there, NONE or NOASSERTION is absent. */
function assertedIn(value: unknown): string | null {
  const text = wordIn(value);
  return text === NO_ASSERTION || text === NONE ? null : text;
}

const name: PackageGroup = {
  fields: ['name', 'namespace'],
  members: ['name'],
  read: node => ({ name: textIn(own(node, 'name')) ?? '', namespace: null }),
  write(component, context) {
    if (component.namespace !== null)
      context.lose('group', 'SPDX has no namespaces: it is put before the name');
    return { name: fullName(component) };
  },
};

/** The name with its namespace before it, as the ecosystem writes it. */
export function fullName({ namespace, name, purl }: SbomComponent): string {
  if (namespace === null) return name;
  return `${namespace}${purl?.startsWith('pkg:maven/') ? ':' : '/'}${name}`;
}

const version: PackageGroup = {
  fields: ['version'],
  members: ['versionInfo'],
  read: node => ({ version: assertedIn(own(node, 'versionInfo')) }),
  write: component => ({ versionInfo: component.version }),
};

const kind: PackageGroup = {
  fields: ['kind'],
  members: ['primaryPackagePurpose'],
  read: node => ({
    kind: wordIn(own(node, 'primaryPackagePurpose'))?.toLowerCase().replace('_', '-') ?? null,
  }),
  write({ kind }, context) {
    if (kind === null) return {};
    // OPERATING_SYSTEM in JSON, by the official schema.
    const word = kind.toUpperCase().replace('-', '_');
    if (context.version === '2.2') context.lose('type', 'no purpose of a package before SPDX 2.3');
    else if (WORDS.get('purpose')?.since23.includes(word)) return { primaryPackagePurpose: word };
    else context.lose('type', 'no such purpose in SPDX', kind);
    return {};
  },
};

const hashes: PackageGroup = {
  fields: ['hashes'],
  members: ['checksums'],
  read: node => ({ hashes: objectsOf(own(node, 'checksums')).flatMap(each => readChecksum(each) ?? []) }),
  write: ({ hashes }, context, native) => ({
    checksums: writeList(hashes, objectsOf(native?.checksums), readChecksum, each =>
      writeChecksum(each, context),
    ),
  }),
};

/** SPDX writes SHA-2 and SHA-1 without the hyphen that CycloneDX has. */
function readChecksum(node: JsonDocument): SbomHash | null {
  const algorithm = wordIn(own(node, 'algorithm'));
  const value = wordIn(own(node, 'checksumValue'));
  if (algorithm === null || value === null) return null;
  return { algorithm: /^SHA\d+$/.test(algorithm) ? `SHA-${algorithm.slice(3)}` : algorithm, value };
}

function writeChecksum({ algorithm, value }: SbomHash, context: Spdx2Context): JsonDocument | null {
  const word = /^SHA-\d+$/.test(algorithm) ? `SHA${algorithm.slice(4)}` : algorithm;
  const known = WORDS.get('algorithm');
  if (known?.always.includes(word) || (context.version === '2.3' && known?.since23.includes(word)))
    return { algorithm: word, checksumValue: value };
  context.lose('hashes', `no such checksum algorithm in SPDX ${context.version}`, algorithm);
  return null;
}

const supplier: PackageGroup = {
  fields: ['supplier'],
  members: ['supplier'],
  read: node => ({ supplier: readParty(own(node, 'supplier')) }),
  write({ supplier }, context) {
    if (supplier !== null && supplier.url !== null && supplier.name !== null)
      context.lose('supplier/url', 'SPDX has name and mail of a supplier alone');
    return { supplier: supplier === null ? undefined : writeParty(supplier) };
  },
};

const originator: PackageGroup = {
  fields: ['manufacturer', 'authors', 'publisher'],
  members: ['originator'],
  read(node) {
    const party = readParty(own(node, 'originator'));
    return {
      manufacturer: party?.kind === 'organization' ? party : null,
      authors: party?.kind === 'person' ? [party] : [],
      publisher: null,
    };
  },
  write({ manufacturer, authors, publisher }, context) {
    const parties = [...(manufacturer === null ? [] : [manufacturer]), ...authors];
    if (publisher !== null) parties.push({ kind: 'organization', name: publisher, email: null, url: null });
    const [first, ...others] = parties;
    if (others.length > 0)
      context.lose('originator', 'SPDX names one originator of a package; the others are left out');
    return { originator: first === undefined ? undefined : writeParty(first) };
  },
};

function license(field: 'declared' | 'concluded', member: string): PackageGroup {
  return {
    fields: [field],
    members: [member],
    read: (node, context) => ({ [field]: readLicense(own(node, member), context.extracted) }),
    write: (component, context) => ({
      [member]:
        writeLicense(component[field], context) ?? (context.version === '2.2' ? NO_ASSERTION : undefined),
    }),
  };
}

const copyright: PackageGroup = {
  fields: ['copyright'],
  members: ['copyrightText'],
  read: node => ({ copyright: assertedIn(own(node, 'copyrightText')) }),
  write: ({ copyright }, context) => ({
    copyrightText: copyright ?? (context.version === '2.2' ? NO_ASSERTION : undefined),
  }),
};

const description: PackageGroup = {
  fields: ['description'],
  members: ['description'],
  read: node => ({ description: wordIn(own(node, 'description')) }),
  write: component => ({ description: component.description }),
};

/** Whether files were looked at: never, as far as the model knows. */
const analysis: PackageGroup = {
  fields: [],
  members: ['filesAnalyzed'],
  read: () => ({}),
  write: () => ({ filesAnalyzed: false }),
};

const properties: PackageGroup = {
  fields: CARRIED,
  members: ['annotations'],
  read: node => carriedIn(readAnnotated(node)),
  write: (component, context, native) => ({
    annotations: writeAnnotated(carriedBy(component), native, context),
  }),
};

/** In the order in which members are written. */
export const PACKAGE_GROUPS: readonly PackageGroup[] = [
  name,
  version,
  supplier,
  originator,
  referencesOfPackage,
  analysis,
  hashes,
  license('concluded', 'licenseConcluded'),
  license('declared', 'licenseDeclared'),
  copyright,
  description,
  kind,
  properties,
];

/** Files are components of their own, of which less is known. */
export const FILE_GROUPS: readonly PackageGroup[] = [
  {
    fields: ['name'],
    members: ['fileName'],
    read: node => ({ name: textIn(own(node, 'fileName')) ?? '', kind: 'file' }),
    write: component => ({ fileName: component.name }),
  },
  hashes,
  license('concluded', 'licenseConcluded'),
  copyright,
  {
    fields: ['authors'],
    members: ['fileContributors'],
    read: node => ({
      authors: objectlessTexts(own(node, 'fileContributors')).map(each => ({
        kind: 'person',
        name: each,
        email: null,
        url: null,
      })),
    }),
    write: ({ authors }) => ({
      fileContributors: unlessEmpty(authors.map(each => each.name ?? each.email ?? '')),
    }),
  },
  properties,
];

function objectlessTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
