/** Reading an SBOM in any notation. */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, parseJsonObject } from '../../formats/json.ts';
import { decodeText } from '../../formats/text.ts';
import { parseXml, type XmlElement } from '../../formats/xml.ts';
import { parseYamlObject } from '../../formats/yaml.ts';
import { CYCLONEDX_VERSIONS } from './cyclonedx/context.ts';
import { readCycloneDx } from './cyclonedx/document.ts';
import { readXmlBom, versionOfRoot } from './cyclonedx/xml-read.ts';
import type { Sbom } from './model.ts';
import type { NotationId } from './notations.ts';
import { readSpdx2 } from './spdx2/document.ts';
import { readRdfDocument } from './spdx2/rdf-read.ts';
import { readTagValue, type TagLine } from './spdx2/tag-value-read.ts';
import { typed } from './spdx2/typed.ts';
import { graphOf, typeOf } from './spdx3/graph.ts';
import { readSpdx3 } from './spdx3/read.ts';
import { objectIn, own, wordIn } from './values.ts';

export interface SbomFile {
  notation: NotationId;
  /** `1.5`, `2.3`, `3.0.1`. */
  version: string;
  /** What it was wrapped in. */
  envelope: 'github' | 'in-toto' | 'dsse' | null;
  /** The JSON form of the document, whatever notation it was in. Not to be changed. */
  document: JsonDocument;
  /** Tags of a tag-value document that SPDX does not know. */
  unknownTags: TagLine[];
}

export interface ReadOptions {
  /** Largest accepted file; larger ones are for `readSbomStream`. */
  maxBytes?: number;
}

/** Bytes of a document that is held in memory as a whole. */
export const MAX_SBOM_BYTES = 64 * 1024 * 1024;
const XML_LIMITS = { bytes: MAX_SBOM_BYTES, nodes: 3_000_000 };
const MAX_UNKNOWN = 100;

/**
 * The model of an SBOM, and the file that it was read from.
 *
 * @throws UpstreamError `malformed` for what is no SBOM, damaged or of a version that is not read, `too-large` beyond the limits.
 */
export function readSbom(bytes: Uint8Array, options: ReadOptions = {}): { sbom: Sbom; file: SbomFile } {
  const file = openSbom(bytes, options);
  return { sbom: modelOf(file), file };
}

/** The file alone: its notation, its version and its JSON form. @throws UpstreamError as `readSbom`. */
export function openSbom(bytes: Uint8Array, { maxBytes = MAX_SBOM_BYTES }: ReadOptions = {}): SbomFile {
  if (bytes.length > maxBytes) throw new UpstreamError('too-large', `SBOM: more than ${maxBytes} bytes`);
  const first = firstSign(bytes);
  if (first === '{') {
    // JSON is UTF-8; what a byte order mark says is another encoding is made so.
    const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return openJson(parseJsonObject(isWide ? Buffer.from(decodeText(bytes)) : bytes, 'SBOM'), null, 0);
  }
  if (first === '<') return openXml(parseXml(bytes, { limits: XML_LIMITS }).root);
  const text = decodeText(bytes);
  if (text.includes('\0')) throw malformed('a NUL character');
  return openText(text);
}

export function modelOf({
  notation,
  version,
  document,
}: Pick<SbomFile, 'notation' | 'version' | 'document'>): Sbom {
  if (notation.startsWith('cyclonedx')) return readCycloneDx(document, version);
  return notation === 'spdx3-json'
    ? readSpdx3(document, version)
    : readSpdx2(document, version as '2.2' | '2.3');
}

function firstSign(bytes: Uint8Array): string {
  return decodeText(bytes.subarray(0, 64 * 1024))
    .trimStart()
    .charAt(0);
}

function openJson(document: JsonDocument, envelope: SbomFile['envelope'], depth: number): SbomFile {
  const file = (notation: NotationId, version: string): SbomFile => ({
    notation,
    version,
    envelope,
    document,
    unknownTags: [],
  });
  if (own(document, 'bomFormat') === 'CycloneDX')
    return file('cyclonedx-json', cycloneDxVersion(own(document, 'specVersion')));
  if (own(document, 'spdxVersion') !== undefined)
    return file('spdx-json', spdx2Version(own(document, 'spdxVersion')));
  if (
    own(document, '@graph') !== undefined ||
    (own(document, '@context') !== undefined && typeOf(document) !== '')
  )
    return file('spdx3-json', spdx3Version(document));
  if (depth < 3) {
    const inner = own(document, 'sbom');
    if (isJsonObject(inner)) return openJson(inner, envelope ?? 'github', depth + 1);
    const predicate = own(document, 'predicate');
    if (isJsonObject(predicate) && own(document, 'predicateType') !== undefined)
      return openJson(predicate, envelope ?? 'in-toto', depth + 1);
    const payload = own(document, 'payload');
    if (typeof payload === 'string' && own(document, 'payloadType') !== undefined)
      return openJson(
        parseJsonObject(Buffer.from(payload, 'base64'), 'SBOM in a DSSE envelope'),
        'dsse',
        depth + 1,
      );
  }
  if (own(document, 'bomFormat') !== undefined) throw malformed('bomFormat is not "CycloneDX"');
  throw malformed('JSON of no format that is known: neither bomFormat, spdxVersion nor @graph');
}

function openXml(root: XmlElement): SbomFile {
  const version = versionOfRoot(root);
  if (version !== null) {
    const known = cycloneDxVersion(version);
    const document = readXmlBom(root, known);
    return { notation: 'cyclonedx-xml', version: known, envelope: null, document, unknownTags: [] };
  }
  const isSpdx = [...root.attributes.values()].some(each => each.startsWith('http://spdx.org/rdf/terms'));
  if (!isSpdx) throw malformed('XML of no format that is known: neither CycloneDX nor SPDX RDF');
  const document = readRdfDocument(root);
  return {
    notation: 'spdx-rdf',
    version: spdx2Version(own(document, 'spdxVersion')),
    envelope: null,
    document,
    unknownTags: [],
  };
}

function openText(text: string): SbomFile {
  if (/^SPDXVersion:/m.test(text)) {
    const unknownTags: TagLine[] = [];
    const document = readTagValue(text, tag => {
      if (unknownTags.length < MAX_UNKNOWN) unknownTags.push(tag);
    });
    return {
      notation: 'spdx-tag-value',
      version: spdx2Version(own(document, 'spdxVersion')),
      envelope: null,
      document,
      unknownTags,
    };
  }
  if (!/^["']?(?:spdxVersion|SPDXID)["']?[^\S\n]{0,20}:/m.test(text))
    throw malformed('text of no format that is known');
  const document = typed(parseYamlObject(text, 'SBOM', { scalars: 'text' }));
  return {
    notation: 'spdx-yaml',
    version: spdx2Version(own(document, 'spdxVersion')),
    envelope: null,
    document,
    unknownTags: [],
  };
}

function cycloneDxVersion(value: unknown): string {
  const version = wordIn(value) ?? '';
  if ((CYCLONEDX_VERSIONS as readonly string[]).includes(version)) return version;
  throw malformed(`CycloneDX ${shown(version)} is not read: only 1.2 to 1.7`);
}

function spdx2Version(value: unknown): '2.2' | '2.3' {
  const version = wordIn(value)?.trim() ?? '';
  if (version === 'SPDX-2.2' || version === 'SPDX-2.3') return version.slice(5) as '2.2' | '2.3';
  throw malformed(`SPDX version ${shown(version)} is not read: only SPDX-2.2, SPDX-2.3 and 3.0`);
}

function spdx3Version(document: JsonDocument): string {
  const { elements } = graphOf(document);
  const info = elements.find(each => typeOf(each) === 'CreationInfo');
  const version = wordIn(own(info ?? objectIn(elements[0]?.creationInfo), 'specVersion')) ?? '3.0.1';
  if (/^3\.0(?:\.\d{1,3})?$/.test(version)) return version;
  throw malformed(`SPDX ${shown(version)} is not read: only 2.2, 2.3 and 3.0`);
}

const shown = (text: string) => (text === '' ? 'without a version' : JSON.stringify(text.slice(0, 40)));

function malformed(problem: string): UpstreamError {
  return new UpstreamError('malformed', `SBOM: ${problem}`);
}
