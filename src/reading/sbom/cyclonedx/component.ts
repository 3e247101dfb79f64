/** A component of CycloneDX as the model has it, and back (https://cyclonedx.org/docs/1.7/json/#components). */
import type { JsonDocument } from '../../../formats/json.ts';
import type { Party, SbomComponent, SbomHash, SbomProperty, SbomReference } from '../model.ts';
import { type Group, writeList } from '../overlay.ts';
import { integerIn, objectIn, objectsOf, own, textIn, textsIn, unlessEmpty, wordIn } from '../values.ts';
import { type CycloneDxContext, since } from './context.ts';
import { licenses } from './licenses.ts';
import { wordsOf } from './xml-types.ts';

type ComponentGroup = Group<SbomComponent, CycloneDxContext>;
type TextField = 'namespace' | 'version' | 'purl' | 'cpe' | 'publisher' | 'description' | 'copyright';

/** A range where CycloneDX has no member for it (before 1.7). */
export const RANGE_PROPERTY = 'ecosystems:versionRange';

function text(field: TextField, member: string): ComponentGroup {
  return {
    fields: [field],
    members: [member],
    read: node => ({ [field]: wordIn(own(node, member)) }),
    write: component => ({ [member]: component[field] }),
  };
}

const kind: ComponentGroup = {
  fields: ['kind'],
  members: ['type'],
  read: node => ({ kind: wordIn(own(node, 'type')) }),
  write({ kind }, context) {
    const known = wordsOf('component', 'type');
    if (kind !== null && known?.has(kind)) return { type: kind };
    if (kind !== null) context.lose('kind', 'no such type in CycloneDX; written as library');
    return { type: 'library' };
  },
};

const name: ComponentGroup = {
  fields: ['name'],
  members: ['name'],
  read: node => ({ name: textIn(own(node, 'name')) ?? '' }),
  write: component => ({ name: component.name }),
};

const SCOPES = new Set(['required', 'optional', 'excluded']);
const scope: ComponentGroup = {
  fields: ['scope'],
  members: ['scope'],
  read(node) {
    const word = wordIn(own(node, 'scope'));
    return { scope: word !== null && SCOPES.has(word) ? (word as SbomComponent['scope']) : null };
  },
  write: component => ({ scope: component.scope }),
};

const hashes: ComponentGroup = {
  fields: ['hashes'],
  members: ['hashes'],
  read: node => ({ hashes: objectsOf(own(node, 'hashes')).flatMap(each => readHash(each) ?? []) }),
  write: ({ hashes }, context, native) => ({
    hashes: writeList(hashes, objectsOf(native?.hashes), readHash, hash => {
      if (wordsOf('hashType', 'alg')?.has(hash.algorithm))
        return { alg: hash.algorithm, content: hash.value };
      context.lose('hashes', `no hash algorithm ${hash.algorithm.slice(0, 40)} in CycloneDX`);
      return null;
    }),
  }),
};

function readHash(node: JsonDocument): SbomHash | null {
  const algorithm = wordIn(own(node, 'alg'));
  const value = wordIn(own(node, 'content'));
  return algorithm === null || value === null ? null : { algorithm, value };
}

const supplier: ComponentGroup = {
  fields: ['supplier'],
  members: ['supplier'],
  read: node => ({ supplier: readOrganization(own(node, 'supplier')) }),
  write: component => ({ supplier: writeOrganization(component.supplier) }),
};

const manufacturer: ComponentGroup = {
  fields: ['manufacturer'],
  members: ['manufacturer'],
  read: node => ({ manufacturer: readOrganization(own(node, 'manufacturer')) }),
  write: component => ({ manufacturer: writeOrganization(component.manufacturer) }),
};

const authors: ComponentGroup = {
  fields: ['authors'],
  members: ['authors', 'author'],
  read(node) {
    const people = objectsOf(own(node, 'authors'));
    const single = wordIn(own(node, 'author'));
    if (people.length > 0 || single === null) return { authors: people.map(readPerson) };
    return { authors: [{ kind: 'person', name: single, email: null, url: null }] };
  },
  write: ({ authors }, context) =>
    since(context, '1.6')
      ? { authors: unlessEmpty(authors.map(writePerson)) }
      : { author: authors.map(each => each.name ?? each.email ?? '').join(', ') || undefined },
};

const references: ComponentGroup = {
  fields: ['references'],
  members: ['externalReferences'],
  read: node => ({
    references: objectsOf(own(node, 'externalReferences')).flatMap(each => readReference(each) ?? []),
  }),
  write: ({ references }, context, native) => ({
    externalReferences: writeList(references, objectsOf(native?.externalReferences), readReference, each =>
      writeReference(each, context),
    ),
  }),
};

export function readReference(node: JsonDocument): SbomReference | null {
  const url = wordIn(own(node, 'url'));
  return url === null
    ? null
    : { type: wordIn(own(node, 'type')) ?? 'other', url, comment: wordIn(own(node, 'comment')) };
}

function writeReference({ type, url, comment }: SbomReference, context: CycloneDxContext): JsonDocument {
  const isKnown = wordsOf('externalReference', 'type')?.has(type);
  if (!isKnown)
    context.lose(
      'references',
      `no external reference of type ${type.slice(0, 60)} in CycloneDX; written as other`,
    );
  const note = isKnown ? comment : (comment ?? type);
  return { type: isKnown ? type : 'other', url, ...(note === null ? {} : { comment: note }) };
}

const properties: ComponentGroup = {
  fields: ['properties', 'versionRange', 'isExternal'],
  members: ['properties', 'versionRange', 'isExternal'],
  read(node) {
    const all = objectsOf(own(node, 'properties')).flatMap(each => readProperty(each) ?? []);
    const range = all.find(each => each.name === RANGE_PROPERTY)?.value ?? null;
    const isExternal = own(node, 'isExternal');
    return {
      properties: all.filter(each => each.name !== RANGE_PROPERTY),
      versionRange: wordIn(own(node, 'versionRange')) ?? range,
      isExternal: typeof isExternal === 'boolean' ? isExternal : null,
    };
  },
  write({ properties, versionRange, isExternal, version }, context, native) {
    const isOwn = since(context, '1.7') && version === null;
    const list =
      versionRange === null || isOwn
        ? properties
        : [...properties, { name: RANGE_PROPERTY, value: versionRange }];
    if (list.length > 0 && !since(context, '1.3'))
      context.lose('properties', 'no properties before CycloneDX 1.3');
    if (isExternal === true && !since(context, '1.7'))
      context.lose('isExternal', 'no external components before CycloneDX 1.7');
    return {
      properties: writeList(list, objectsOf(native?.properties), readProperty, each => ({ ...each })),
      ...(versionRange !== null && isOwn ? { versionRange } : {}),
      // A range may only stand where the component is external.
      isExternal: versionRange !== null && isOwn ? true : isExternal,
    };
  },
};

export function readProperty(node: JsonDocument): SbomProperty | null {
  const named = wordIn(own(node, 'name'));
  return named === null ? null : { name: named, value: textIn(own(node, 'value')) ?? '' };
}

const occurrences: ComponentGroup = {
  fields: ['occurrences'],
  members: ['evidence'],
  read: node => ({
    occurrences: objectsOf(own(objectIn(own(node, 'evidence')), 'occurrences')).flatMap(each => {
      const location = wordIn(own(each, 'location'));
      return location === null ? [] : [{ location, line: integerIn(own(each, 'line')) }];
    }),
  }),
  write({ occurrences }, context, native) {
    if (occurrences.length > 0 && !since(context, '1.5')) {
      context.lose('occurrences', 'no occurrences before CycloneDX 1.5');
      return { evidence: native?.evidence };
    }
    const list = occurrences.map(each => ({
      location: each.location,
      ...(each.line === null || !since(context, '1.6') ? {} : { line: each.line }),
    }));
    const evidence = { ...objectIn(native?.evidence), occurrences: unlessEmpty(list) };
    return evidence.occurrences === undefined && native?.evidence === undefined ? {} : { evidence };
  },
};

/** In the order in which members are written. */
export const COMPONENT_GROUPS: readonly ComponentGroup[] = [
  kind,
  supplier,
  manufacturer,
  authors,
  text('publisher', 'publisher'),
  text('namespace', 'group'),
  name,
  text('version', 'version'),
  text('description', 'description'),
  scope,
  hashes,
  licenses,
  text('copyright', 'copyright'),
  text('cpe', 'cpe'),
  text('purl', 'purl'),
  references,
  properties,
  occurrences,
];

export function readOrganization(value: unknown): Party | null {
  const node = objectIn(value);
  const contact = objectsOf(own(node, 'contact'))[0] ?? {};
  const party: Party = {
    kind: 'organization',
    name: wordIn(own(node, 'name')),
    email: wordIn(own(contact, 'email')),
    url: textsIn(own(node, 'url'))[0] ?? null,
  };
  return party.name === null && party.email === null && party.url === null ? null : party;
}

export function writeOrganization(party: Party | null): JsonDocument | undefined {
  if (party === null) return undefined;
  return {
    ...(party.name === null ? {} : { name: party.name }),
    ...(party.url === null ? {} : { url: [party.url] }),
    ...(party.email === null ? {} : { contact: [{ email: party.email }] }),
  };
}

export function readPerson(node: JsonDocument): Party {
  return { kind: 'person', name: wordIn(own(node, 'name')), email: wordIn(own(node, 'email')), url: null };
}

export function writePerson(party: Party): JsonDocument {
  return {
    ...(party.name === null ? {} : { name: party.name }),
    ...(party.email === null ? {} : { email: party.email }),
  };
}
