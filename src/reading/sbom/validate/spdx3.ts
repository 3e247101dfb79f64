/**
 * SPDX 3.0 in JSON-LD by rules written from the specification (https://spdx.github.io/spdx-spec/v3.0.1/): the classes of the Core,
 * Software, SimpleLicensing and Security profiles that are read here. The official JSON schema is not among the packages that
 * this program can have. Elements of other profiles are checked as elements alone.
 */
import { tryParseExpression } from '../../../core/licenses/index.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { graphOf, idOf, idsIn, typeOf } from '../spdx3/graph.ts';
import { RELATIONSHIP_TYPES } from '../spdx3/relationships.ts';
import { ALL_ALGORITHMS, ALL_PURPOSES } from '../spdx3/words.ts';
import { listIn, objectsOf, own, textIn } from '../values.ts';
import type { ProblemList } from './problem.ts';

/** Members that an element of a type must have. */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    CreationInfo: ['specVersion', 'created', 'createdBy'],
    Relationship: ['from', 'relationshipType', 'to'],
    LifecycleScopedRelationship: ['from', 'relationshipType', 'to'],
    software_Package: ['name'],
    software_File: ['name'],
    simplelicensing_LicenseExpression: ['simplelicensing_licenseExpression'],
    expandedlicensing_CustomLicense: ['simplelicensing_licenseText'],
    Annotation: ['annotationType', 'subject'],
  }),
);
const SCOPES = new Set(['design', 'development', 'build', 'test', 'runtime', 'other']);
const COMPLETENESS = new Set(['complete', 'incomplete', 'noAssertion']);
/** Classes that stand inside elements and have no id. */
const INNER = new Set([
  'CreationInfo',
  'Hash',
  'ExternalRef',
  'ExternalIdentifier',
  'ExternalMap',
  'NamespaceMap',
  'DictionaryEntry',
  'PackageVerificationCode',
  'PositiveIntegerRange',
]);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

export function checkSpdx3(document: JsonDocument, list: ProblemList): void {
  const context = own(document, '@context');
  const contexts = Array.isArray(context) ? context : [context];
  if (
    !contexts.some(
      each =>
        typeof each === 'string' &&
        /^https:\/\/spdx\.org\/rdf\/3\.0(?:\.\d+)?\/spdx-context\.jsonld$/.test(each),
    )
  )
    list.add('/@context', 'must be the context of SPDX 3.0');
  const graph = graphOf(document);
  const seen = new Set<string>();
  const infos = new Set(
    graph.elements.filter(each => typeOf(each) === 'CreationInfo').flatMap(each => idOf(each) ?? []),
  );
  let documents = 0;
  for (const [i, element] of graph.elements.entries()) {
    if (list.isFull) return;
    const path = own(document, '@graph') === undefined ? '' : `/@graph/${i}`;
    const type = typeOf(element);
    if (type === 'SpdxDocument') documents++;
    if (type === '') {
      list.add(path, 'has no type');
      continue;
    }
    const id = idOf(element);
    if (id !== null && seen.has(id)) list.add(`${path}/spdxId`, 'is taken already');
    if (id !== null) seen.add(id);
    if (!INNER.has(type)) checkElement(element, path, infos, list);
    for (const member of REQUIRED.get(type) ?? [])
      if (isEmpty(own(element, member))) list.add(`${path}/${member}`, 'is missing');
    checkMembers(element, path, list);
  }
  if (documents > 1) list.add('/@graph', 'more than one SpdxDocument');
  for (const [i, each] of listIn(own(document, '@graph')).entries())
    if (!isJsonObject(each)) list.add(`/@graph/${i}`, 'must be an object');
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function checkElement(
  element: JsonDocument,
  path: string,
  infos: ReadonlySet<string>,
  list: ProblemList,
): void {
  const id = own(element, 'spdxId');
  if (typeof id !== 'string' || !/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(id))
    list.add(`${path}/spdxId`, 'must be an absolute URI');
  const info = own(element, 'creationInfo');
  if (info === undefined) list.add(`${path}/creationInfo`, 'is missing');
  else if (typeof info === 'string' && !infos.has(info))
    list.add(`${path}/creationInfo`, 'refers to nothing in the document');
}

function checkMembers(element: JsonDocument, path: string, list: ProblemList): void {
  const word = (member: string, words: ReadonlySet<string>) => {
    const value = own(element, member);
    if (value !== undefined && !(typeof value === 'string' && words.has(value)))
      list.add(
        `${path}/${member}`,
        `${JSON.stringify(textIn(value)?.slice(0, 60) ?? null)} is none of its words`,
      );
  };
  word('software_primaryPurpose', ALL_PURPOSES);
  word('relationshipType', RELATIONSHIP_TYPES);
  word('completeness', COMPLETENESS);
  if (typeOf(element) === 'LifecycleScopedRelationship') word('scope', SCOPES);
  for (const member of ['created', 'builtTime', 'releaseTime', 'validUntilTime']) {
    const value = own(element, member);
    if (
      value !== undefined &&
      !(typeof value === 'string' && TIME.test(value) && Number.isFinite(Date.parse(value)))
    )
      list.add(`${path}/${member}`, 'must be a time like 2024-01-31T12:00:00Z');
  }
  for (const [i, each] of objectsOf(own(element, 'verifiedUsing')).entries()) {
    if (own(each, 'type') !== 'Hash') continue;
    if (!ALL_ALGORITHMS.has(textIn(own(each, 'algorithm')) ?? ''))
      list.add(`${path}/verifiedUsing/${i}/algorithm`, 'is none of its words');
    if (isEmpty(own(each, 'hashValue'))) list.add(`${path}/verifiedUsing/${i}/hashValue`, 'is missing');
  }
  const expression = own(element, 'simplelicensing_licenseExpression');
  if (expression !== undefined && (typeof expression !== 'string' || tryParseExpression(expression) === null))
    list.add(`${path}/simplelicensing_licenseExpression`, 'must be an SPDX licence expression');
  const version = own(element, 'specVersion');
  if (version !== undefined && !(typeof version === 'string' && /^3\.0(?:\.\d+)?$/.test(version)))
    list.add(`${path}/specVersion`, 'must be 3.0');
  if (own(element, 'to') !== undefined && idsIn(own(element, 'to')).length === 0)
    list.add(`${path}/to`, 'names no element');
}
