/**
 * CycloneDX in XML to its JSON form (https://cyclonedx.org/docs/). What XML has beyond the members of the form, such as
 * elements of other namespaces and a signature, is kept in a member `$xml` of its element, so that it can be written again.
 */
import type { JsonDocument } from '../../../formats/json.ts';
import type { XmlElement } from '../../../formats/xml.ts';
import {
  CYCLONEDX_NAMESPACE,
  type ForeignXml,
  localName,
  type ReadContext,
  type Scope,
  scopeOf,
  splitName,
  type XmlNode,
} from './xml-names.ts';
import { readSpecial } from './xml-special.ts';
import { type Member, type Type, typeNamed, typeOf } from './xml-types.ts';

/** The version that the namespace of a root names: `1.5`; null when it is no CycloneDX element. */
export function versionOfRoot(root: XmlElement): string | null {
  const scope = scopeOf(root, new Map());
  const { prefix, local } = splitName(root.name);
  const namespace = scope.get(prefix) ?? '';
  return local === 'bom' && namespace.startsWith(CYCLONEDX_NAMESPACE)
    ? namespace.slice(CYCLONEDX_NAMESPACE.length)
    : null;
}

/** The JSON form of a whole document. */
export function readXmlBom(root: XmlElement, version: string): JsonDocument {
  return { bomFormat: 'CycloneDX', specVersion: version, ...readElement(root, 'bom', version) };
}

/** The JSON form of one element, as of a stream of components; `scope` as at the root. */
export function readElement(
  element: XmlElement,
  type: string,
  version: string,
  scope: Scope = new Map(),
): JsonDocument {
  return readType(element, typeNamed(type), { version, scope: scopeOf(element, scope) });
}

export function readType(element: XmlElement, type: Type, context: ReadContext): JsonDocument {
  const out: JsonDocument = {};
  const foreign: ForeignXml = {};
  readAttributes(element, type, out, foreign);
  for (const child of element.children) {
    const scope = scopeOf(child, context.scope);
    const local = localName(child, scope);
    const member = local === null ? undefined : type.elements.get(local);
    const inner = { version: context.version, scope };
    if (member === undefined || !take(out, member, child, inner, foreign)) {
      foreign.elements ??= [];
      foreign.elements.push(plain(child, local));
    }
  }
  if (type.text !== null) out[type.text.json] = scalar(element.text, type.text.items[0]?.type ?? 'string');
  if (Object.keys(foreign).length > 0) out.$xml = foreign;
  return out;
}

function readAttributes(element: XmlElement, type: Type, out: JsonDocument, foreign: ForeignXml): void {
  for (const [name, value] of element.attributes) {
    const member = type.attributes.get(name);
    if (member !== undefined) out[member.json] = scalar(value, member.items[0]?.type ?? 'string');
    else if (!isOwnDeclaration(name, value)) {
      foreign.attributes ??= {};
      foreign.attributes[name] = value;
    }
  }
}

/** Puts a child where it belongs; false when there is no place for it. */
function take(
  out: JsonDocument,
  member: Member,
  child: XmlElement,
  context: ReadContext,
  foreign: ForeignXml,
): boolean {
  const [item] = member.items;
  if (item === undefined) return false;
  if (member.place === 'many') {
    const before = Object.hasOwn(out, member.json) ? out[member.json] : undefined;
    const value = readValue(child, item.type, context);
    // Up to 1.5 a component has one identity, which JSON writes without an array.
    const isSingle = member.json === 'identity' && context.version <= '1.5';
    if (before === undefined) out[member.json] = isSingle ? value : [value];
    else if (Array.isArray(before)) before.push(value);
    else return false;
    return true;
  }
  if (Object.hasOwn(out, member.json)) return false;
  if (item.type === '%classification') {
    // Its two parts are members of what is around it.
    Object.assign(out, readValue(child, item.type, context));
    return true;
  }
  if (member.place === 'one') {
    out[member.json] = readValue(child, item.type, context);
    return true;
  }
  const values: unknown[] = [];
  const rest: ForeignXml = {};
  readAttributes(child, typeNamed(''), {}, rest);
  for (const each of child.children) {
    const scope = scopeOf(each, context.scope);
    const local = localName(each, scope);
    const found = member.items.find(option => option.xml === local);
    if (found === undefined) {
      rest.elements ??= [];
      rest.elements.push(plain(each, local));
    } else {
      const value = readValue(each, found.type, { version: context.version, scope });
      values.push(found.isWrapped ? { [found.xml]: value } : value);
    }
  }
  out[member.json] = values;
  if (Object.keys(rest).length > 0) {
    foreign.lists ??= {};
    foreign.lists[member.json] = rest;
  }
  return true;
}

export function readValue(element: XmlElement, type: string, context: ReadContext): unknown {
  if (type === 'ref') return element.attributes.get('ref') ?? element.text.trim();
  if (type.startsWith('%')) return readSpecial(element, type.slice(1), context, { readType, readValue });
  const found = typeOf(type);
  if (found === null) return scalar(element.text, type);
  // Some types have elements in one version and text alone in another.
  const isText = found.text === null && element.children.length === 0 && element.text.trim() !== '';
  return isText ? element.text : readType(element, found, context);
}

function isOwnDeclaration(name: string, value: string): boolean {
  return name === 'xmlns' || (name.startsWith('xmlns:') && value.startsWith(CYCLONEDX_NAMESPACE));
}

/** Elements of our namespace are written without prefix, whatever the document wrote. */
function plain(element: XmlElement, local: string | null): XmlNode {
  return {
    name: local ?? element.name,
    attributes: Object.fromEntries(element.attributes),
    text: element.text,
    children: element.children.map(child => plain(child, null)),
  };
}

function scalar(text: string, type: string): unknown {
  if (type === 'string') return text;
  const word = text.trim();
  if (type === 'boolean')
    return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : word;
  const number = word === '' ? Number.NaN : Number(word);
  return Number.isFinite(number) ? number : word;
}
