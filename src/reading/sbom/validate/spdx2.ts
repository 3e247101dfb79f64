/**
 * SPDX 2.2 and 2.3 by rules written from the specification (https://spdx.github.io/spdx-spec/v2.3/): what must be there, types, words,
 * the form of ids, times and checksums, licence expressions, and whether what is referred to exists: what the official JSON schema cannot
 * see, and what tag-value and RDF are held to.
 */
import { tryParseExpression } from '../../../core/licenses/index.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { pointer } from '../overlay.ts';
import { type Field, fieldsOf, isClass, WORDS } from '../spdx2/schema.ts';
import { objectsOf, own, textIn, textsIn } from '../values.ts';
import type { ProblemList } from './problem.ts';

const ID = /^SPDXRef-[A-Za-z0-9.-]+$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const PARTY = /^(?:Person|Organization|Tool): \S/;
const DIGITS: Record<string, number> = {
  ADLER32: 8,
  MD2: 32,
  MD4: 32,
  MD5: 32,
  SHA1: 40,
  SHA224: 56,
  SHA256: 64,
  SHA384: 96,
  SHA512: 128,
  'SHA3-256': 64,
  'SHA3-384': 96,
  'SHA3-512': 128,
  'BLAKE2b-256': 64,
  'BLAKE2b-384': 96,
  'BLAKE2b-512': 128,
};

export function checkSpdx2(document: JsonDocument, version: string, list: ProblemList): void {
  const at = { version, list, licenses: new Set<string>() };
  for (const each of objectsOf(own(document, 'hasExtractedLicensingInfos')))
    at.licenses.add(textIn(own(each, 'licenseId')) ?? '');
  checkClass(document, 'document', '', at);
  if (document.dataLicense !== 'CC0-1.0') list.add('/dataLicense', 'must be CC0-1.0');
  if (typeof document.SPDXID === 'string' && document.SPDXID !== 'SPDXRef-DOCUMENT')
    list.add('/SPDXID', 'must be SPDXRef-DOCUMENT');
  const namespace = document.documentNamespace;
  if (
    typeof namespace === 'string' &&
    (!/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(namespace) || namespace.includes('#'))
  )
    list.add('/documentNamespace', 'must be an absolute URI without "#"');
  checkReferences(document, list);
}

interface At {
  version: string;
  list: ProblemList;
  /** Licences that the document defines. */
  licenses: ReadonlySet<string>;
}

function checkClass(node: JsonDocument, name: string, path: string, at: At): void {
  if (at.list.isFull) return;
  const fields = fieldsOf(name);
  for (const key of Object.keys(node))
    if (!fields.some(field => field.json === key) && key !== '$schema')
      at.list.add(`${path}/${pointer(key)}`, `SPDX ${at.version} has no such field`);
  for (const field of fields) {
    const value = Object.hasOwn(node, field.json) ? node[field.json] : undefined;
    const here = `${path}/${field.json}`;
    if (value === undefined) {
      if (field.required === 'always' || field.required === at.version) at.list.add(here, 'is missing');
    } else if (field.since === '2.3' && at.version === '2.2') at.list.add(here, 'came with SPDX 2.3');
    else if (field.isMany) {
      if (!Array.isArray(value)) at.list.add(here, 'must be an array');
      else if (value.length === 0 && field.required === 'always') at.list.add(here, 'must not be empty');
      else for (const [i, each] of value.entries()) checkValue(each, field, `${here}/${i}`, at);
    } else checkValue(value, field, here, at);
  }
  if (name === 'checksum') checkDigits(node, path, at.list);
  if (
    name === 'package' &&
    own(node, 'filesAnalyzed') === false &&
    own(node, 'packageVerificationCode') !== undefined
  )
    at.list.add(`${path}/packageVerificationCode`, 'must not be there when filesAnalyzed is false');
  if (name === 'file' && !objectsOf(own(node, 'checksums')).some(each => each.algorithm === 'SHA1'))
    at.list.add(`${path}/checksums`, 'a file must have a SHA1');
}

function checkValue(value: unknown, field: Field, path: string, at: At): void {
  const { type } = field;
  if (type === 'any') return;
  if (isClass(type)) {
    if (isJsonObject(value)) checkClass(value, type, path, at);
    else at.list.add(path, 'must be an object');
    return;
  }
  if (type === 'boolean' || type === 'integer') {
    const isFine =
      type === 'boolean' ? typeof value === 'boolean' : Number.isSafeInteger(value) && (value as number) >= 0;
    if (!isFine) at.list.add(path, type === 'boolean' ? 'must be true or false' : 'must be a whole number');
    return;
  }
  if (typeof value !== 'string') {
    at.list.add(path, 'must be a text');
    return;
  }
  const problem = problemOf(value, type, at);
  if (problem !== null) at.list.add(path, problem);
}

function problemOf(text: string, type: string, at: At): string | null {
  const words = WORDS.get(type);
  if (words !== undefined) {
    if (words.always.includes(text)) return null;
    if (words.since23.includes(text)) return at.version === '2.2' ? `"${text}" came with SPDX 2.3` : null;
    return `"${text.slice(0, 60)}" is none of its words`;
  }
  switch (type) {
    case 'id':
      return ID.test(text) ? null : 'must be SPDXRef- and letters, digits, "." or "-"';
    case 'date':
      return TIME.test(text) && Number.isFinite(Date.parse(text))
        ? null
        : 'must be a time like 2024-01-31T12:00:00Z';
    case 'creator':
      return PARTY.test(text) ? null : 'must begin with "Person: ", "Organization: " or "Tool: "';
    case 'party':
      return text === 'NOASSERTION' || PARTY.test(text)
        ? null
        : 'must be NOASSERTION or begin with "Person: ", "Organization: " or "Tool: "';
    case 'uri':
      return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text) ? null : 'must be an absolute URI';
    case 'location':
      return text === 'NONE' || text === 'NOASSERTION' || /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)
        ? null
        : 'must be a URI, NONE or NOASSERTION';
    case 'license':
      return licenseProblem(text, at.licenses);
    default:
      return null;
  }
}

function licenseProblem(text: string, defined: ReadonlySet<string>): string | null {
  if (text === 'NONE' || text === 'NOASSERTION') return null;
  const expression = tryParseExpression(text);
  if (expression === null) return 'must be an SPDX licence expression, NONE or NOASSERTION';
  const queue = [expression];
  for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
    if ('operands' in each) queue.push(...each.operands);
    else if (each.id.startsWith('LicenseRef-') && !defined.has(each.id))
      return `${each.id.slice(0, 100)} is not defined in the document`;
  }
  return null;
}

function checkDigits(node: JsonDocument, path: string, list: ProblemList): void {
  const { algorithm, checksumValue } = node;
  if (typeof checksumValue !== 'string') return;
  const digits =
    typeof algorithm === 'string' && Object.hasOwn(DIGITS, algorithm) ? DIGITS[algorithm] : undefined;
  const isHex = /^[0-9a-fA-F]+$/.test(checksumValue);
  if (!isHex || (digits !== undefined && checksumValue.length !== digits))
    list.add(
      `${path}/checksumValue`,
      digits === undefined ? 'must be hexadecimal' : `must be ${digits} hexadecimal digits`,
    );
}

function checkReferences(document: JsonDocument, list: ProblemList): void {
  const ids = new Set<string>(['SPDXRef-DOCUMENT']);
  const externals = new Set(
    objectsOf(own(document, 'externalDocumentRefs')).map(
      each => textIn(own(each, 'externalDocumentId')) ?? '',
    ),
  );
  for (const member of ['packages', 'files', 'snippets']) {
    for (const [i, each] of objectsOf(own(document, member)).entries()) {
      const id = textIn(own(each, 'SPDXID'));
      if (id === null) continue;
      if (ids.has(id)) list.add(`/${member}/${i}/SPDXID`, 'is taken already');
      ids.add(id);
    }
  }
  const check = (value: unknown, path: string) => {
    if (typeof value !== 'string' || value === 'NONE' || value === 'NOASSERTION') return;
    if (value.startsWith('DocumentRef-')) {
      if (!externals.has(value.split(':')[0] ?? ''))
        list.add(path, 'refers to a document that is not among externalDocumentRefs');
    } else if (!ids.has(value)) list.add(path, 'refers to nothing in the document');
  };
  for (const [i, each] of objectsOf(own(document, 'relationships')).entries()) {
    check(own(each, 'spdxElementId'), `/relationships/${i}/spdxElementId`);
    check(own(each, 'relatedSpdxElement'), `/relationships/${i}/relatedSpdxElement`);
  }
  for (const [i, id] of textsIn(own(document, 'documentDescribes')).entries())
    check(id, `/documentDescribes/${i}`);
  for (const [i, each] of objectsOf(own(document, 'snippets')).entries())
    check(own(each, 'snippetFromFile'), `/snippets/${i}/snippetFromFile`);
  const isAlone = objectsOf(own(document, 'packages')).length <= 1;
  const describes =
    textsIn(own(document, 'documentDescribes')).length > 0 ||
    objectsOf(own(document, 'relationships')).some(
      each => each.relationshipType === 'DESCRIBES' || each.relationshipType === 'DESCRIBED_BY',
    );
  if (!isAlone && !describes) list.add('/relationships', 'the document does not say what it DESCRIBES');
}
