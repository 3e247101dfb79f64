/**
 * SPDX 3.0 in JSON-LD: its elements by the official JSON schema, and what no schema can say by rules written from the specification
 * (https://spdx.github.io/spdx-spec/v3.0.1/). Documents of 3.0.0 are held against the schema of 3.0.1 as well, which mends it.
 */
import { tryParseExpression } from '../../../core/licenses/index.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { idOf, typeOf } from '../spdx3/graph.ts';
import { own } from '../values.ts';
import type { ProblemList } from './problem.ts';
import { spdx3ElementCheck } from './spdx3-schema.ts';

const CONTEXT = /^https:\/\/spdx\.org\/rdf\/3\.0\.\d+\/spdx-context\.jsonld$/;
/** Classes whose elements must have a name, though all elements may. */
const NAMED = new Set(['software_Package', 'software_File', 'ai_AIPackage', 'dataset_DatasetPackage']);
const TIMES =
  `created builtTime releaseTime validUntilTime startTime endTime build_buildStartTime build_buildEndTime
  security_modifiedTime security_publishedTime security_withdrawnTime`.split(/\s+/);
const DAY = /^\d{4}-\d{2}-\d{2}/;

export async function checkSpdx3(document: JsonDocument, list: ProblemList): Promise<void> {
  const context = own(document, '@context');
  if (typeof context !== 'string' || !CONTEXT.test(context))
    list.add('/@context', 'must be the context of SPDX 3.0');
  const graph = own(document, '@graph');
  if (graph === undefined) {
    // A document of one element may do without the list.
    const { '@context': _, ...element } = document;
    return checkElements([element], () => '', list);
  }
  for (const member of Object.keys(document))
    if (!['@context', '@graph', '$schema'].includes(member))
      list.add(`/${member.slice(0, 100)}`, 'is no member of a document: all else is in @graph');
  if (!Array.isArray(graph)) return list.add('/@graph', 'must be an array');
  await checkElements(graph, i => `/@graph/${i}`, list);
}

async function checkElements(
  elements: readonly unknown[],
  pathOf: (i: number) => string,
  list: ProblemList,
): Promise<void> {
  const check = await spdx3ElementCheck();
  const infos = new Set<unknown>();
  for (const each of elements)
    if (isJsonObject(each) && typeOf(each) === 'CreationInfo') infos.add(idOf(each));
  const ids = new Set<string>();
  let documents = 0;
  for (const [i, element] of elements.entries()) {
    if (list.isFull) return;
    const path = pathOf(i);
    if (!isJsonObject(element)) {
      list.add(path, 'must be an object');
      continue;
    }
    const known = new Set<string>();
    for (const problem of check(element)) {
      known.add(problem.path);
      list.add(path + problem.path, problem.message);
    }
    // Of a place that the schema objects to, the rules have nothing to add.
    const add = (at: string, message: string) => {
      if (!known.has(at)) list.add(path + at, message);
    };
    checkRules(element, infos, add);
    const id = idOf(element);
    if (id !== null && ids.has(id)) add('/spdxId', 'is taken already');
    if (id !== null) ids.add(id);
    if (typeOf(element) === 'SpdxDocument' && ++documents === 2) add('', 'is a second SpdxDocument');
  }
}

/** What the schema does not say of an element. */
function checkRules(
  element: JsonDocument,
  infos: ReadonlySet<unknown>,
  add: (at: string, message: string) => void,
): void {
  const name = own(element, 'name');
  if (NAMED.has(typeOf(element)) && (name === undefined || name === '')) add('/name', 'is missing');
  const id = own(element, 'spdxId');
  if (typeof id === 'string' && !/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(id))
    add('/spdxId', 'must be an absolute URI');
  const info = own(element, 'creationInfo');
  if (typeof info === 'string' && !infos.has(info)) add('/creationInfo', 'refers to nothing in the document');
  for (const member of TIMES) {
    const value = own(element, member);
    if (typeof value === 'string' && !isTime(value)) add(`/${member}`, 'is no time that exists');
  }
  const expression = own(element, 'simplelicensing_licenseExpression');
  if (typeof expression === 'string' && tryParseExpression(expression) === null)
    add('/simplelicensing_licenseExpression', 'must be an SPDX licence expression');
  const version = own(element, 'specVersion');
  if (typeof version === 'string' && !version.startsWith('3.0.')) add('/specVersion', 'must be of 3.0');
}

/** The schema knows how a time is written, and lets the 39th of a month pass; `Date` lets the 31st of every month pass. */
function isTime(text: string): boolean {
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(DAY.exec(text)?.[0] ?? ' ');
}
