/** A package or file of SPDX 3.0 as the model has it, and back (https://spdx.github.io/spdx-spec/v3.0.1/model/Software/). */
import type { JsonDocument } from '../../../formats/json.ts';
import { CARRIED, carriedBy, carriedIn } from '../carried.ts';
import type { Party, SbomComponent, SbomHash, SbomProperty, SbomReference } from '../model.ts';
import { type Group, writeList } from '../overlay.ts';
import { fullName } from '../spdx2/package.ts';
import { objectsOf, own, textIn, textsIn, unlessEmpty, wordIn } from '../values.ts';
import type { Spdx3Context } from './context.ts';
import { readAgent } from './party.ts';
import {
  algorithmName,
  algorithmWord,
  kindOfPurpose,
  purposeOfKind,
  referenceName,
  referenceWord,
} from './words.ts';

type PackageGroup = Group<SbomComponent, Spdx3Context>;

function text(field: 'version' | 'description' | 'copyright', member: string): PackageGroup {
  return {
    fields: [field],
    members: [member],
    read: node => ({ [field]: wordIn(own(node, member)) }),
    write: component => ({ [member]: component[field] }),
  };
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

const kind: PackageGroup = {
  fields: ['kind'],
  members: ['software_primaryPurpose'],
  read(node) {
    const purpose = wordIn(own(node, 'software_primaryPurpose'));
    return {
      kind:
        purpose === null ? (own(node, 'type') === 'software_File' ? 'file' : null) : kindOfPurpose(purpose),
    };
  },
  write({ kind }, context, native) {
    if (kind === null || (kind === 'file' && native?.type === 'software_File')) return {};
    const purpose = purposeOfKind(kind);
    if (purpose === null) context.lose('type', 'no such purpose in SPDX 3', kind);
    return { software_primaryPurpose: purpose };
  },
};

const identifiers: PackageGroup = {
  fields: ['purl', 'cpe'],
  members: ['software_packageUrl', 'externalIdentifier'],
  read(node) {
    const all = objectsOf(own(node, 'externalIdentifier'));
    const first = (...types: string[]) => {
      const found = all.find(each => types.includes(wordIn(own(each, 'externalIdentifierType')) ?? ''));
      return found === undefined ? null : wordIn(own(found, 'identifier'));
    };
    return {
      purl: wordIn(own(node, 'software_packageUrl')) ?? first('packageUrl'),
      cpe: first('cpe23', 'cpe22'),
    };
  },
  write({ purl, cpe }, _, native) {
    const others = objectsOf(native?.externalIdentifier).filter(
      each => !['packageUrl', 'cpe23', 'cpe22'].includes(wordIn(own(each, 'externalIdentifierType')) ?? ''),
    );
    const cpeType = cpe?.startsWith('cpe:2.3:') ? 'cpe23' : 'cpe22';
    const list = [
      ...(cpe === null
        ? []
        : [{ type: 'ExternalIdentifier', externalIdentifierType: cpeType, identifier: cpe }]),
      ...others,
    ];
    return { software_packageUrl: purl, externalIdentifier: unlessEmpty(list) };
  },
};

const hashes: PackageGroup = {
  fields: ['hashes'],
  members: ['verifiedUsing'],
  read: node => ({ hashes: objectsOf(own(node, 'verifiedUsing')).flatMap(each => readHash(each) ?? []) }),
  write: ({ hashes }, context, native) => ({
    verifiedUsing: writeList(hashes, objectsOf(native?.verifiedUsing), readHash, each => {
      const algorithm = algorithmWord(each.algorithm);
      if (algorithm !== null) return { type: 'Hash', algorithm, hashValue: each.value };
      context.lose('hashes', 'no such hash algorithm in SPDX 3', each.algorithm);
      return null;
    }),
  }),
};

function readHash(node: JsonDocument): SbomHash | null {
  const algorithm = wordIn(own(node, 'algorithm'));
  const value = wordIn(own(node, 'hashValue'));
  return algorithm === null || value === null ? null : { algorithm: algorithmName(algorithm), value };
}

const supplier: PackageGroup = {
  fields: ['supplier'],
  members: ['suppliedBy'],
  read: (node, { graph }) => ({ supplier: readAgent(own(node, 'suppliedBy'), graph) }),
  write: ({ supplier }, context) => ({ suppliedBy: supplier === null ? undefined : context.party(supplier) }),
};

const originators: PackageGroup = {
  fields: ['manufacturer', 'authors', 'publisher'],
  members: ['originatedBy'],
  read(node, { graph }) {
    const value = own(node, 'originatedBy');
    const parties = (Array.isArray(value) ? value : [value]).flatMap(each => readAgent(each, graph) ?? []);
    const [manufacturer = null] = parties.filter(each => each.kind === 'organization');
    return { manufacturer, authors: parties.filter(each => each !== manufacturer), publisher: null };
  },
  write({ manufacturer, authors, publisher }, context) {
    const parties: Party[] = [...(manufacturer === null ? [] : [manufacturer]), ...authors];
    if (publisher !== null) {
      context.lose('publisher', 'SPDX does not tell publishers from other originators');
      parties.push({ kind: 'organization', name: publisher, email: null, url: null });
    }
    return { originatedBy: unlessEmpty(parties.map(context.party)) };
  },
};

const references: PackageGroup = {
  fields: ['references'],
  members: ['software_downloadLocation', 'software_homePage', 'externalRef'],
  read(node) {
    const out: SbomReference[] = [];
    const download = wordIn(own(node, 'software_downloadLocation'));
    if (download !== null) out.push({ type: 'distribution', url: download, comment: null });
    const home = wordIn(own(node, 'software_homePage'));
    if (home !== null) out.push({ type: 'website', url: home, comment: null });
    for (const each of objectsOf(own(node, 'externalRef'))) {
      const type = referenceName(wordIn(own(each, 'externalRefType')) ?? 'other');
      const comment = wordIn(own(each, 'comment'));
      for (const url of textsIn(own(each, 'locator'))) out.push({ type, url, comment });
    }
    return { references: out };
  },
  write({ references }, context) {
    const rest = [...references];
    const take = (type: string) => {
      const index = rest.findIndex(each => each.type === type && each.comment === null);
      return index === -1 ? undefined : rest.splice(index, 1)[0]?.url;
    };
    const download = take('distribution');
    const home = take('website');
    const refs = rest.map(({ type, url, comment }) => {
      const word = referenceWord(type);
      if (word === null)
        context.lose('externalReferences', 'no such type of reference in SPDX 3: written as other', type);
      const note = word === null ? (comment ?? type) : comment;
      return {
        type: 'ExternalRef',
        externalRefType: word ?? 'other',
        locator: [url],
        ...(note === null ? {} : { comment: note }),
      };
    });
    return { software_downloadLocation: download, software_homePage: home, externalRef: unlessEmpty(refs) };
  },
};

const EXTENSION = 'extension_CdxPropertiesExtension';

/** The Extension profile has a class for the properties of CycloneDX; what else has no place goes there as well. */
const properties: PackageGroup = {
  fields: CARRIED,
  members: ['extension'],
  read: node => carriedIn(readProperties(node)),
  write: (component, _, native) => ({ extension: writeProperties(carriedBy(component), native) }),
};

export function readProperties(node: JsonDocument): SbomProperty[] {
  return objectsOf(own(node, 'extension'))
    .filter(each => own(each, 'type') === EXTENSION)
    .flatMap(each => objectsOf(own(each, 'extension_cdxProperty')))
    .flatMap(each => {
      const named = wordIn(own(each, 'extension_cdxPropName'));
      return named === null
        ? []
        : [{ name: named, value: textIn(own(each, 'extension_cdxPropValue')) ?? '' }];
    });
}

export function writeProperties(
  all: SbomProperty[],
  native: JsonDocument | null,
): JsonDocument[] | undefined {
  const others = objectsOf(native?.extension).filter(each => own(each, 'type') !== EXTENSION);
  if (all.length === 0) return unlessEmpty(others);
  const entries = all.map(each => ({
    type: 'extension_CdxPropertyEntry',
    extension_cdxPropName: each.name,
    extension_cdxPropValue: each.value,
  }));
  return [...others, { type: EXTENSION, extension_cdxProperty: entries }];
}

/** In the order in which members are written. Licences are relationships. */
export const ELEMENT_GROUPS: readonly PackageGroup[] = [
  name,
  text('description', 'description'),
  text('version', 'software_packageVersion'),
  identifiers,
  kind,
  references,
  text('copyright', 'software_copyrightText'),
  hashes,
  supplier,
  originators,
  properties,
];
