/** Names of elements in CycloneDX's XML: which are its own, and what is kept of the others. */
import type { XmlElement } from '../../../formats/xml.ts';

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
export type Scope = ReadonlyMap<string, string>;

/** The name within CycloneDX's namespace; null for other namespaces. A document without any namespace is taken as ours. */
export function localName(element: XmlElement, scope: Scope): string | null {
  const { prefix, local } = splitName(element.name);
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

export function splitName(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':');
  return colon === -1
    ? { prefix: '', local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

export interface ReadContext {
  version: string;
  scope: Scope;
}
