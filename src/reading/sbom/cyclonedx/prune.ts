/**
 * A document, in its JSON form, brought to an older version: members and words that the version does not know are left out
 * or put in the version's own way. What goes is said.
 */
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import type { Losses } from '../losses.ts';
import { pointer } from '../overlay.ts';
import { objectsOf, wordIn } from '../values.ts';
import { type Item, typeOf, wordsOf } from './xml-types.ts';

export function prune(document: JsonDocument, version: string, losses: Losses): JsonDocument {
  return pruneType(document, 'bom', '', version, losses);
}

function pruneType(
  node: JsonDocument,
  typeName: string,
  path: string,
  version: string,
  losses: Losses,
): JsonDocument {
  const type = typeOf(typeName);
  if (type === null) return node;
  const out: JsonDocument = {};
  for (const [name, value] of Object.entries(inOldWays(node, typeName, version))) {
    if (name === '__proto__') continue;
    if (name === 'signature' && version < '1.4') {
      losses.add(`${path}/signature`, 'came with CycloneDX 1.4');
      continue;
    }
    const member = type.byName.get(name);
    const at = `${path}/${pointer(name)}`;
    if (member?.since != null && member.since > version) {
      losses.add(at, `came with CycloneDX ${member.since}`);
      continue;
    }
    const word = typeof value === 'string' ? wordsOf(typeName, name)?.get(value) : undefined;
    if (word !== undefined && word > version) {
      losses.add(at, `"${value}" came with CycloneDX ${word}`);
      const instead = INSTEAD.get(`${typeName}.${name}`);
      if (instead !== undefined) out[name] = instead;
      continue;
    }
    if (version === '1.2' && typeName === 'component' && typeof value === 'string' && /[\r\n]/.test(value)) {
      losses.add(at, 'one line in CycloneDX 1.2: line ends become spaces');
      out[name] = value.replace(/[\r\n]+/g, ' ');
      continue;
    }
    out[name] = member === undefined ? value : pruneValue(value, member.items, at, version, losses);
  }
  return required(out, typeName, version);
}

/** What stands for a word that a version does not know; without one, the member goes. */
const INSTEAD = new Map([
  ['component.type', 'library'],
  ['externalReference.type', 'other'],
  ['compositionType.aggregate', 'unknown'],
  ['ratingType.method', 'other'],
]);

function pruneValue(value: unknown, items: Item[], path: string, version: string, losses: Losses): unknown {
  if (Array.isArray(value)) {
    const list = value.map((each, i) => pruneValue(each, items, `${path}/${i}`, version, losses));
    // A hash without algorithm says nothing.
    return list.filter(
      (each, i) =>
        !isJsonObject(each) ||
        Object.keys(each).length > 0 ||
        !isJsonObject(value[i]) ||
        Object.keys(value[i]).length === 0,
    );
  }
  if (!isJsonObject(value)) return value;
  const [first] = items;
  if (first === undefined) return value;
  if (first.type === '%licenses') return pruneChoice(value, path, version, losses);
  if (first.type === '%tools')
    return Object.hasOwn(value, 'components') || Object.hasOwn(value, 'services')
      ? pruneType(value, 'bom', path, version, losses)
      : pruneType(value, 'toolType', path, version, losses);
  const keys = Object.keys(value).filter(key => key !== '$xml');
  const typed = items.filter(each =>
    each.isWrapped ? Object.hasOwn(value, each.xml) : typeOf(each.type) !== null,
  );
  const item = typed.find(each => keys.every(key => typeOf(each.type)?.byName.has(key))) ?? typed.at(-1);
  return item === undefined || item.isWrapped ? value : pruneType(value, item.type, path, version, losses);
}

function pruneChoice(choice: JsonDocument, path: string, version: string, losses: Losses): JsonDocument {
  if (isJsonObject(choice.license))
    return {
      ...choice,
      license: pruneType(choice.license, 'licenseType', `${path}/license`, version, losses),
    };
  const out: JsonDocument = {};
  for (const [name, value] of Object.entries(choice)) {
    const from =
      name === 'expression' ? '1.2' : name === 'bom-ref' ? '1.5' : name === 'acknowledgement' ? '1.6' : '1.7';
    if (from <= version) out[name] = value;
    else losses.add(`${path}/${pointer(name)}`, `came with CycloneDX ${from}`);
  }
  return out;
}

/** What older versions say otherwise, before it is looked at member by member. */
function inOldWays(node: JsonDocument, typeName: string, version: string): JsonDocument {
  if (
    (typeName === 'metadata' || typeName === 'vulnerabilityType') &&
    version < '1.5' &&
    isJsonObject(node.tools)
  ) {
    const { components, services } = node.tools;
    const tools = [...objectsOf(components), ...objectsOf(services)].map(
      ({ group, name, version, hashes }) => ({
        ...(typeof group === 'string' ? { vendor: group } : {}),
        ...(name === undefined ? {} : { name }),
        ...(version === undefined ? {} : { version }),
        ...(hashes === undefined ? {} : { hashes }),
      }),
    );
    return { ...node, tools };
  }
  if (typeName === 'component' && version < '1.6' && Array.isArray(node.authors)) {
    const { authors, ...rest } = node;
    const names = objectsOf(authors)
      .map(each => wordIn(each.name) ?? wordIn(each.email) ?? '')
      .join(', ');
    return { ...rest, author: rest.author ?? names };
  }
  if (typeName === 'componentEvidenceType' && version < '1.6' && Array.isArray(node.identity))
    return { ...node, identity: node.identity[0] };
  return node;
}

/** What older versions demand. An unknown version is an empty text there. */
function required(node: JsonDocument, typeName: string, version: string): JsonDocument {
  if (typeName === 'component' && version < '1.4' && node.version === undefined)
    return { ...node, version: '' };
  if (typeName === 'bom' && version < '1.5' && node.version === undefined) return { ...node, version: 1 };
  if (typeName === 'hashType' && node.alg === undefined) return {};
  return node;
}
