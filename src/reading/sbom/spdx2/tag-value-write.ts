/** The JSON form of SPDX 2.2 and 2.3 in tag-value form. */
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { objectsOf, own, textIn, textsIn } from '../values.ts';
import { type Field, fieldsOf } from './schema.ts';

/** `onRefused` gets the JSON pointer of what the notation has no way to say. */
export function writeTagValue(document: JsonDocument, onRefused: (path: string) => void): string {
  return [...tagValueLines(document, onRefused)].join('');
}

/** The same in pieces: one of an element each. */
function* tagValueLines(document: JsonDocument, onRefused: (path: string) => void): Generator<string> {
  const documentId = textIn(own(document, 'SPDXID')) ?? 'SPDXRef-DOCUMENT';
  yield tagsOf('document', document, '', onRefused);
  const creation = own(document, 'creationInfo');
  if (isJsonObject(creation)) yield tagsOf('creationInfo', creation, '/creationInfo', onRefused);
  yield* annotationsOf(document, documentId, '', onRefused);
  for (const [i, each] of objectsOf(own(document, 'revieweds')).entries())
    yield `\n${tagsOf('review', each, `/revieweds/${i}`, onRefused)}`;

  const files = new Map(
    objectsOf(own(document, 'files')).map((file, i) => [textIn(own(file, 'SPDXID')) ?? `${i}`, { file, i }]),
  );
  const packages = objectsOf(own(document, 'packages'));
  // A file stands under the package that holds it; those of no package come first.
  const owners = new Map<string, JsonDocument>();
  for (const each of packages)
    for (const id of textsIn(own(each, 'hasFiles')))
      if (files.has(id) && !owners.has(id)) owners.set(id, each);
  const further: string[] = [];
  const writeFile = function* (id: string): Generator<string> {
    const entry = files.get(id);
    if (entry === undefined) return;
    yield `\n${tagsOf('file', entry.file, `/files/${entry.i}`, onRefused)}`;
    yield* annotationsOf(entry.file, id, `/files/${entry.i}`, onRefused);
  };
  for (const id of files.keys()) if (!owners.has(id)) yield* writeFile(id);
  for (const [i, each] of packages.entries()) {
    const id = textIn(own(each, 'SPDXID')) ?? '';
    yield `\n${tagsOf('package', each, `/packages/${i}`, onRefused)}`;
    yield* annotationsOf(each, id, `/packages/${i}`, onRefused);
    for (const file of textsIn(own(each, 'hasFiles'))) {
      if (owners.get(file) === each) yield* writeFile(file);
      else further.push(`Relationship: ${id} CONTAINS ${file}\n`);
    }
  }
  for (const [i, each] of objectsOf(own(document, 'snippets')).entries()) {
    const path = `/snippets/${i}`;
    yield `\n${tagsOf('snippet', each, path, onRefused)}${rangesOf(each, path, onRefused)}`;
    yield* annotationsOf(each, textIn(own(each, 'SPDXID')) ?? '', path, onRefused);
  }
  for (const [i, each] of objectsOf(own(document, 'hasExtractedLicensingInfos')).entries())
    yield `\n${tagsOf('extractedLicense', each, `/hasExtractedLicensingInfos/${i}`, onRefused)}`;
  yield '\n';
  for (const id of textsIn(own(document, 'documentDescribes')))
    yield `Relationship: ${documentId} DESCRIBES ${oneLine(id)}\n`;
  for (const [i, each] of objectsOf(own(document, 'relationships')).entries())
    yield relationshipTag(each, `/relationships/${i}`, onRefused);
  yield* further;
}

function relationshipTag(node: JsonDocument, path: string, onRefused: (path: string) => void): string {
  const parts = [node.spdxElementId, node.relationshipType, node.relatedSpdxElement].map(each =>
    oneLine(textIn(each) ?? ''),
  );
  return `Relationship: ${parts.join(' ')}\n${tagsOf('relationship', node, path, onRefused)}`;
}

function* annotationsOf(
  node: JsonDocument,
  about: string,
  path: string,
  onRefused: (path: string) => void,
): Generator<string> {
  for (const [i, each] of objectsOf(own(node, 'annotations')).entries())
    yield `\n${tagsOf('annotation', each, `${path}/annotations/${i}`, onRefused)}SPDXREF: ${oneLine(about)}\n`;
}

/** The tags of one element, the one that opens it first. */
export function tagsOf(
  name: string,
  node: JsonDocument,
  path: string,
  onRefused: (path: string) => void,
): string {
  let out = '';
  const fields = fieldsOf(name);
  for (const key of Object.keys(node))
    if (!fields.some(field => field.json === key)) onRefused(`${path}/${key}`);
    else if (key === 'artifactOfs' || key === 'crossRefs') onRefused(`${path}/${key}`);
  for (const field of fields) {
    if (field.tag === null || !Object.hasOwn(node, field.json)) continue;
    const value = node[field.json];
    const values = Array.isArray(value) ? value : [value];
    for (const [i, each] of values.entries()) {
      const line = tagOf(field.tag, field, each);
      if (typeof each === 'string' && each.includes('</text>')) onRefused(`${path}/${field.json}`);
      if (line === null) onRefused(`${path}/${field.json}${Array.isArray(value) ? `/${i}` : ''}`);
      else out += line;
    }
  }
  return out;
}

function tagOf(tag: string, field: Field, value: unknown): string | null {
  if (isJsonObject(value)) {
    const text = (name: string) => oneLine(textIn(own(value, name)) ?? '');
    switch (field.type) {
      case 'checksum':
        return `${tag}: ${text('algorithm')}: ${text('checksumValue')}\n`;
      case 'externalRef': {
        const line = `${tag}: ${text('referenceCategory')} ${text('referenceType')} ${text('referenceLocator')}\n`;
        const comment = textIn(own(value, 'comment'));
        return comment === null ? line : `${line}ExternalRefComment: <text>${inText(comment)}</text>\n`;
      }
      case 'externalDocumentRef': {
        const checksum = isJsonObject(value.checksum) ? value.checksum : {};
        const sum = `${oneLine(textIn(own(checksum, 'algorithm')) ?? '')}: ${oneLine(textIn(own(checksum, 'checksumValue')) ?? '')}`;
        return `${tag}: ${text('externalDocumentId')} ${text('spdxDocument')} ${sum}\n`;
      }
      case 'verification': {
        const excluded = textsIn(own(value, 'packageVerificationCodeExcludedFiles'));
        const note = excluded.length > 0 ? ` (excludes: ${excluded.map(oneLine).join(', ')})` : '';
        return `${tag}: ${text('packageVerificationCodeValue')}${note}\n`;
      }
      default:
        return null;
    }
  }
  const text = textIn(value);
  if (text === null) return null;
  // OPERATING-SYSTEM, which JSON writes with an underscore.
  if (field.type === 'purpose') return `${tag}: ${oneLine(text).replace('_', '-')}\n`;
  // What would not be read back from one line is put between <text> marks.
  const isPlain = text === text.trim() && !/[\r\n]/.test(text) && !text.startsWith('<text>');
  return field.type === 'text' && (!isPlain || FREE.has(field.json))
    ? `${tag}: <text>${inText(text)}</text>\n`
    : `${tag}: ${oneLine(text)}\n`;
}

/** Free text, which is always written between marks. */
const FREE = new Set([
  'comment',
  'copyrightText',
  'description',
  'summary',
  'licenseComments',
  'extractedText',
  'noticeText',
  'sourceInfo',
  'attributionTexts',
]);

/** The notation has no way to write its own end mark. */
const inText = (text: string) => text.replaceAll('</text>', '</ text>');
const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ').trim();

function rangesOf(snippet: JsonDocument, path: string, onRefused: (path: string) => void): string {
  let out = '';
  for (const [i, range] of objectsOf(own(snippet, 'ranges')).entries()) {
    const start = isJsonObject(range.startPointer) ? range.startPointer : {};
    const end = isJsonObject(range.endPointer) ? range.endPointer : {};
    if (start.offset !== undefined) out += `SnippetByteRange: ${start.offset}:${end.offset}\n`;
    else if (start.lineNumber !== undefined)
      out += `SnippetLineRange: ${start.lineNumber}:${end.lineNumber}\n`;
    else onRefused(`${path}/ranges/${i}`);
  }
  return out;
}
