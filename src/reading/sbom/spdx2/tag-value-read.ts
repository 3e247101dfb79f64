/**
 * SPDX 2.2 and 2.3 in tag-value form (https://spdx.github.io/spdx-spec/v2.3/composition-of-an-SPDX-document/) to the JSON form:
 * lines of `Tag: value`, texts of several lines between `<text>` and `</text>`, comments after `#`. Fields belong to the element
 * that was opened last.
 */
import { UpstreamError } from '../../../core/errors.ts';
import type { JsonDocument } from '../../../formats/json.ts';
import { linesOf } from '../../../formats/text.ts';
import { CLASSES, type Field, fieldsOf } from './schema.ts';

export interface TagLine {
  tag: string;
  value: string;
  /** Of the tag, from 1. */
  line: number;
}

/** What a reader of tags hands over when it is complete. `owner` is the package that a file stands under. */
export interface TagElement {
  kind: 'package' | 'file' | 'snippet' | 'extractedLicense' | 'relationship' | 'annotation' | 'review';
  node: JsonDocument;
  /** `SPDXID` of the element that an annotation is about, or of the package that a file stands under; null: the document. */
  about: string | null;
}

const MAX_LINE = 1024 * 1024;
const MAX_TEXT = 16 * 1024 * 1024;

/**
 * The tags of lines as they come. Feed lines without their ends; `end` says that there are no more.
 *
 * @throws UpstreamError `malformed` for a line that is no tag, `too-large` beyond the limits.
 */
export function tagLines(onTag: (tag: TagLine) => void): { line(text: string): void; end(): void } {
  let number = 0;
  let open: { tag: string; parts: string[]; length: number; line: number } | null = null;
  const fail = (problem: string): never => {
    throw new UpstreamError('malformed', `SPDX tag-value: line ${number}: ${problem}`);
  };
  return {
    line(text) {
      number++;
      if (text.length > MAX_LINE)
        throw new UpstreamError('too-large', `SPDX tag-value: line ${number} is longer than ${MAX_LINE}`);
      if (open !== null) {
        const end = text.indexOf('</text>');
        open.parts.push(end === -1 ? text : text.slice(0, end));
        open.length += text.length;
        if (open.length > MAX_TEXT)
          throw new UpstreamError(
            'too-large',
            `SPDX tag-value: line ${number}: a text longer than ${MAX_TEXT}`,
          );
        if (end === -1) return;
        const { tag, parts, line } = open;
        open = null;
        onTag({ tag, value: parts.join('\n'), line });
        return;
      }
      const trimmed = text.trim();
      if (trimmed === '' || trimmed.startsWith('#')) return;
      const colon = trimmed.indexOf(':');
      const tag = colon === -1 ? '' : trimmed.slice(0, colon).trim();
      if (!isTag(tag)) fail('no tag');
      const value = trimmed.slice(colon + 1).trim();
      if (!value.startsWith('<text>')) {
        onTag({ tag, value, line: number });
        return;
      }
      const inside = value.slice('<text>'.length);
      const end = inside.indexOf('</text>');
      if (end !== -1) onTag({ tag, value: inside.slice(0, end), line: number });
      else open = { tag, parts: [inside], length: inside.length, line: number };
    },
    end() {
      if (open !== null) fail(`<text> of line ${open.line} has no end`);
    },
  };
}

function isTag(text: string): boolean {
  return text.length > 0 && text.length < 64 && /^[A-Za-z]\w*$/.test(text);
}

const byTag = (name: string) =>
  new Map(
    fieldsOf(name).flatMap((field): [string, Field][] => (field.tag === null ? [] : [[field.tag, field]])),
  );
const TAGS = new Map([...CLASSES.keys()].map(name => [name, byTag(name)]));
const OPENERS = new Map<string, TagElement['kind']>([
  ['PackageName', 'package'],
  ['FileName', 'file'],
  ['SnippetSPDXID', 'snippet'],
  ['LicenseID', 'extractedLicense'],
  ['Relationship', 'relationship'],
  ['Annotator', 'annotation'],
  ['Reviewer', 'review'],
]);

/**
 * Puts tags together to elements: each is handed over when the next one opens. What belongs to the document itself is in
 * `document` from the first tag on.
 */
export function tagReader(
  onElement: (element: TagElement) => void,
  onUnknown: (tag: TagLine) => void = () => {},
) {
  const document: JsonDocument = {};
  const creationInfo: JsonDocument = {};
  let current: TagElement | null = null;
  /** The element that holds fields, also while a relationship or an annotation is read. */
  let holder: TagElement | null = null;
  let lastReference: JsonDocument | null = null;
  let packageId: string | null = null;

  function finish(): void {
    if (current === null) return;
    if (current.kind === 'package')
      packageId = typeof current.node.SPDXID === 'string' ? current.node.SPDXID : null;
    if (current.kind === 'file') current.about = packageId;
    onElement(current);
    current = null;
  }

  function put(node: JsonDocument, field: Field, value: unknown): void {
    if (!field.isMany) {
      if (!Object.hasOwn(node, field.json)) node[field.json] = value;
      return;
    }
    const list = node[field.json];
    if (Array.isArray(list)) list.push(value);
    else node[field.json] = [value];
  }

  function take(tag: TagLine): void {
    const kind = OPENERS.get(tag.tag);
    if (kind !== undefined) {
      finish();
      current = { kind, node: kind === 'relationship' ? relationshipIn(tag) : {}, about: null };
      if (kind === 'package' || kind === 'file' || kind === 'snippet' || kind === 'extractedLicense')
        holder = current;
      if (kind === 'relationship') return;
    }
    if (tag.tag === 'SPDXREF' && current?.kind === 'annotation') {
      current.about = tag.value === document.SPDXID ? null : tag.value;
      return;
    }
    if (tag.tag === 'ExternalRefComment' && lastReference !== null) {
      lastReference.comment = tag.value;
      return;
    }
    if (current?.kind === 'snippet' && (tag.tag === 'SnippetByteRange' || tag.tag === 'SnippetLineRange')) {
      const list = Array.isArray(current.node.ranges) ? current.node.ranges : [];
      list.push(rangeIn(tag, current.node));
      current.node.ranges = list;
      return;
    }
    const places: [string, JsonDocument][] = [];
    if (current !== null) places.push([current.kind, current.node]);
    if (holder !== null && holder !== current) places.push([holder.kind, holder.node]);
    places.push(['document', document], ['creationInfo', creationInfo]);
    for (const [name, node] of places) {
      const field = TAGS.get(name)?.get(tag.tag);
      if (field === undefined) continue;
      const value = fieldValue(field, tag);
      if (field.type === 'externalRef') lastReference = value as JsonDocument;
      put(node, field, value);
      return;
    }
    onUnknown(tag);
  }

  return {
    document,
    take,
    end() {
      finish();
      if (Object.keys(creationInfo).length > 0) document.creationInfo = creationInfo;
    },
  };
}

/** A value as JSON has it. What is not of the form of its type stays a text, for the checks to find. */
function fieldValue(field: Field, tag: TagLine): unknown {
  const { value } = tag;
  switch (field.type) {
    case 'boolean':
      return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : value;
    case 'checksum': {
      const colon = value.indexOf(':');
      return {
        algorithm: value.slice(0, Math.max(0, colon)).trim(),
        checksumValue: value.slice(colon + 1).trim(),
      };
    }
    case 'externalRef': {
      const [referenceCategory = '', referenceType = '', ...locator] = value.split(/[ \t]+/);
      return { referenceCategory, referenceType, referenceLocator: locator.join(' ') };
    }
    case 'externalDocumentRef': {
      const [externalDocumentId = '', spdxDocument = '', ...checksum] = value.split(/[ \t]+/);
      const text = checksum.join(' ');
      const colon = text.indexOf(':');
      return {
        externalDocumentId,
        spdxDocument,
        checksum: {
          algorithm: text.slice(0, Math.max(0, colon)).trim(),
          checksumValue: text.slice(colon + 1).trim(),
        },
      };
    }
    case 'verification': {
      const open = value.indexOf('(');
      if (open === -1) return { packageVerificationCodeValue: value };
      const inside = value.slice(open + 1, value.endsWith(')') ? -1 : undefined).trim();
      const files = inside.startsWith('excludes:') ? inside.slice('excludes:'.length) : inside;
      return {
        packageVerificationCodeValue: value.slice(0, open).trim(),
        packageVerificationCodeExcludedFiles: files.split(',').map(each => each.trim()),
      };
    }
    case 'fileType':
      return value.toUpperCase();
    case 'purpose':
      // OPERATING-SYSTEM here is OPERATING_SYSTEM in JSON.
      return value.toUpperCase().replace('-', '_');
    default:
      return value;
  }
}

function relationshipIn(tag: TagLine): JsonDocument {
  const [spdxElementId = '', relationshipType = '', relatedSpdxElement = ''] = tag.value.split(/[ \t]+/);
  return { spdxElementId, relationshipType: relationshipType.toUpperCase(), relatedSpdxElement };
}

function rangeIn(tag: TagLine, snippet: JsonDocument): JsonDocument {
  const [start, end] = tag.value
    .split(':')
    .map(each => (/^\s*\d{1,15}\s*$/.test(each) ? Number(each) : each.trim()));
  const member = tag.tag === 'SnippetByteRange' ? 'offset' : 'lineNumber';
  const reference = snippet.snippetFromFile ?? '';
  return { startPointer: { reference, [member]: start }, endPointer: { reference, [member]: end } };
}

/**
 * The JSON form of a whole document.
 *
 * @throws UpstreamError as `tagLines`.
 */
export function readTagValue(text: string, onUnknown?: (tag: TagLine) => void): JsonDocument {
  const lists: Record<TagElement['kind'], JsonDocument[]> = {
    package: [],
    file: [],
    snippet: [],
    extractedLicense: [],
    relationship: [],
    annotation: [],
    review: [],
  };
  const byId = new Map<string, JsonDocument>();
  const annotations: TagElement[] = [];
  const reader = tagReader(element => {
    if (element.kind === 'annotation') annotations.push(element);
    else lists[element.kind].push(element.node);
    if (typeof element.node.SPDXID === 'string') byId.set(element.node.SPDXID, element.node);
    if (element.kind === 'file' && element.about !== null) {
      const owner = byId.get(element.about);
      if (owner !== undefined) append(owner, 'hasFiles', element.node.SPDXID);
    }
  }, onUnknown);
  const lines = tagLines(tag => reader.take(tag));
  for (const line of linesOf(text)) lines.line(line);
  lines.end();
  reader.end();
  const { document } = reader;
  for (const { node, about } of annotations)
    append((about === null ? null : byId.get(about)) ?? document, 'annotations', node);
  const members: [string, JsonDocument[]][] = [
    ['packages', lists.package],
    ['files', lists.file],
    ['snippets', lists.snippet],
    ['hasExtractedLicensingInfos', lists.extractedLicense],
    ['relationships', lists.relationship],
    ['revieweds', lists.review],
  ];
  for (const [name, list] of members) if (list.length > 0) document[name] = list;
  return document;
}

function append(node: JsonDocument, member: string, value: unknown): void {
  const list = node[member];
  if (Array.isArray(list)) list.push(value);
  else node[member] = [value];
}
