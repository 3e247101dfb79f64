/**
 * The elements of an SPDX 3.0 document in JSON-LD (https://spdx.github.io/spdx-spec/v3.0.1/serializations/), in the compact form that
 * the official context gives. Contexts are never loaded: ids are taken as they stand.
 */
import { UpstreamError } from '../../../core/errors.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { listIn, own, textsIn, wordIn } from '../values.ts';

export const TERMS = 'https://spdx.org/rdf/3.0.1/terms';
export const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';
export const NO_ASSERTION_LICENSE = `${TERMS}/ExpandedLicensing/NoAssertionLicense`;
export const NONE_LICENSE = `${TERMS}/ExpandedLicensing/NoneLicense`;
export const NONE_ELEMENT = `${TERMS}/Core/NoneElement`;
export const NO_ASSERTION_ELEMENT = `${TERMS}/Core/NoAssertionElement`;

export interface Graph {
  elements: JsonDocument[];
  byId: ReadonlyMap<string, JsonDocument>;
}

export function idOf(element: JsonDocument): string | null {
  return wordIn(own(element, 'spdxId')) ?? wordIn(own(element, '@id'));
}

export function typeOf(element: JsonDocument): string {
  return wordIn(own(element, 'type')) ?? wordIn(own(element, '@type')) ?? '';
}

/** @throws UpstreamError `malformed` where there are no elements. */
export function graphOf(document: JsonDocument): Graph {
  const graph = own(document, '@graph');
  // A document of one element may do without the list.
  const elements =
    graph === undefined && typeOf(document) !== '' ? [document] : listIn(graph).filter(isJsonObject);
  if (graph !== undefined && !Array.isArray(graph))
    throw new UpstreamError('malformed', 'SPDX 3: @graph is no array');
  const byId = new Map<string, JsonDocument>();
  for (const element of elements) {
    const id = idOf(element);
    if (id !== null && !byId.has(id)) byId.set(id, element);
  }
  return { elements, byId };
}

/** What a member refers to: the element of an id, or one that stands there itself. */
export function referred(value: unknown, graph: Graph): JsonDocument | null {
  if (isJsonObject(value)) return value;
  return typeof value === 'string' ? (graph.byId.get(value) ?? null) : null;
}

/** The ids in a member that may hold one or many, as ids or as elements. */
export function idsIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.flatMap(each => (isJsonObject(each) ? (idOf(each) ?? []) : textsIn([each])));
}

const PACKAGES = new Set(['software_Package', 'software_File', 'dataset_DatasetPackage', 'ai_AIPackage']);

export function isComponent(element: JsonDocument): boolean {
  return PACKAGES.has(typeOf(element));
}
