/**
 * RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/) as far as SPDX documents use it: typed nodes and `rdf:Description`, nested or
 * named by `rdf:about`, `rdf:ID` and `rdf:nodeID`, with literals, nested nodes or `rdf:resource` as values. Nothing is fetched.
 * `rdf:parseType` and containers are not read.
 */
import { UpstreamError } from '../../../core/errors.ts';
import type { XmlElement } from '../../../formats/xml.ts';

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

export type RdfValue = { node: RdfNode } | { resource: string } | { text: string };

export interface RdfNode {
  /** A URI, `_:x` for a blank node with a name, null for one without. */
  id: string | null;
  /** URI of its class; null where it is not said. */
  type: string | null;
  /** By the URI of the property, in the order of the document. */
  properties: Map<string, RdfValue[]>;
}

const MAX_NODES = 2_000_000;

/** All nodes, those that are named once each whatever the number of places that describe them. */
export function readRdf(root: XmlElement): RdfNode[] {
  const nodes: RdfNode[] = [];
  const named = new Map<string, RdfNode>();
  const base = root.attributes.get('xml:base') ?? '';

  function nodeOf(element: XmlElement, outer: ReadonlyMap<string, string>): RdfNode {
    const scope = scopeOf(element, outer);
    const attribute = (name: string) => attributeOf(element, scope, `${RDF}${name}`);
    const local = attribute('ID');
    const blank = attribute('nodeID');
    const about = attribute('about') ?? (local === null ? null : `#${local}`);
    const id = blank === null ? (about === null ? null : absolute(about, base)) : `_:${blank}`;
    const node = (id === null ? undefined : named.get(id)) ?? { id, type: null, properties: new Map() };
    if (id !== null) named.set(id, node);
    if (!known.has(node)) {
      known.add(node);
      nodes.push(node);
      if (nodes.length > MAX_NODES)
        throw new UpstreamError('too-large', `SPDX RDF: more than ${MAX_NODES} nodes`);
    }
    const type = expand(element.name, scope);
    if (type !== `${RDF}Description`) node.type ??= type;
    for (const [name, value] of element.attributes) {
      const property = name.includes(':') ? expand(name, scope) : '';
      if (property === '' || property.startsWith(RDF) || name.startsWith('xmlns:') || name.startsWith('xml:'))
        continue;
      add(node, property, { text: value });
    }
    for (const child of element.children) readProperty(node, child, scope);
    return node;
  }

  function readProperty(node: RdfNode, element: XmlElement, outer: ReadonlyMap<string, string>): void {
    const scope = scopeOf(element, outer);
    const property = expand(element.name, scope);
    const resource = attributeOf(element, scope, `${RDF}resource`);
    const blank = attributeOf(element, scope, `${RDF}nodeID`);
    if (property === `${RDF}type`) {
      if (resource !== null) node.type = resource;
    } else if (resource !== null) add(node, property, { resource: absolute(resource, base) });
    else if (blank !== null) add(node, property, { resource: `_:${blank}` });
    else if (element.children.length > 0)
      for (const child of element.children) add(node, property, { node: nodeOf(child, scope) });
    else add(node, property, { text: element.text });
  }

  const known = new Set<RdfNode>();
  const scope = scopeOf(root, new Map());
  if (expand(root.name, scope) === `${RDF}RDF`) for (const child of root.children) nodeOf(child, scope);
  else nodeOf(root, new Map());
  return nodes;
}

function add(node: RdfNode, property: string, value: RdfValue): void {
  const values = node.properties.get(property);
  if (values === undefined) node.properties.set(property, [value]);
  else values.push(value);
}

function scopeOf(element: XmlElement, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  let scope: Map<string, string> | null = null;
  for (const [name, value] of element.attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    scope ??= new Map(outer);
    scope.set(name === 'xmlns' ? '' : name.slice(6), value);
  }
  return scope ?? outer;
}

function expand(name: string, scope: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  return `${scope.get(prefix) ?? ''}${name.slice(colon + 1)}`;
}

function attributeOf(element: XmlElement, scope: ReadonlyMap<string, string>, uri: string): string | null {
  for (const [name, value] of element.attributes)
    if (name.includes(':') && expand(name, scope) === uri) return value;
  return null;
}

/** References are whole or fragments; others do not occur in SPDX documents. */
function absolute(reference: string, base: string): string {
  return reference.startsWith('#') && base !== '' ? `${base.replace(/#$/, '')}${reference}` : reference;
}
