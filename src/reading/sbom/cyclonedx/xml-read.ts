/**
 * CycloneDX in XML to its JSON form (https://cyclonedx.org/docs/). What XML has beyond the members of the form, such as
 * elements of other namespaces and a signature, is kept in a member `$xml` of its element, so that it can be written again.
 */
import type { JsonDocument } from '../../../formats/json.ts';
import type { XmlElement } from '../../../formats/xml.ts';
import { readSpecial } from './xml-special.ts';
import { type Member, type Type, typeNamed, typeOf } from './xml-types.ts';

/** Foreign content of an element, by the name of the list for those that are arrays in JSON. */
export interface ForeignXml {
  attributes?: Record<string, string>;
  elements?: XmlNode[];
  lists?: Record<string, ForeignXml>;
}

/** An element as it was written, in plain data. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlNode[];
}

export const CYCLONEDX_NAMESPACE = 'http://cyclonedx.org/schema/bom/';

/** Prefixes in scope; the empty one is the default namespace. */
type Scope = ReadonlyMap<string, string>;

/** The version that the namespace of a root names: `1.5`; null when it is no CycloneDX element. */
export function versionOfRoot(root: XmlElement): string | null {
  const scope = scopeOf(root, new Map());
  const { prefix, local } = split(root.name);
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

export interface ReadContext {
  version: string;
  scope: Scope;
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
  if (type.startsWith('%')) return readSpecial(element, type.slice(1), context);
  const found = typeOf(type);
  if (found === null) return scalar(element.text, type);
  // Some types have elements in one version and text alone in another.
  const isText = found.text === null && element.children.length === 0 && element.text.trim() !== '';
  return isText ? element.text : readType(element, found, context);
}

/** The name within CycloneDX's namespace; null for other namespaces. A document without any namespace is taken as ours. */
export function localName(element: XmlElement, scope: Scope): string | null {
  const { prefix, local } = split(element.name);
  const namespace = scope.get(prefix);
  if (namespace === undefined) return prefix === '' ? local : null;
  return namespace.startsWith(CYCLONEDX_NAMESPACE) ? local : null;
}

export function scopeOf(element: XmlElement, outer: Scope): Scope {
  let scope: Map<string, string> | null = null;
  for (const [name, value] of element.attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    scope ??= new Map(outer);
    scope.set(name === 'xmlns' ? '' : name.slice(6), value);
  }
  return scope ?? outer;
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

function split(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':');
  return colon === -1
    ? { prefix: '', local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

function scalar(text: string, type: string): unknown {
  if (type === 'string') return text;
  const word = text.trim();
  if (type === 'boolean')
    return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : word;
  const number = word === '' ? Number.NaN : Number(word);
  return Number.isFinite(number) ? number : word;
}
