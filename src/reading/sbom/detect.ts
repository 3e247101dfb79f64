/** Which notation a text is in, by its content. */
import { decodeText } from '../../formats/text.ts';
import type { NotationId } from './notations.ts';

/** Bytes that are looked at. */
export const DETECTION_BYTES = 64 * 1024;

/**
 * The notation of a file that begins like this; null for what is none. Envelopes (GitHub's `sbom`, in-toto statements) are told by
 * what is in them, DSSE by nothing: `readSbom` opens them.
 */
export function detectSbom(head: Uint8Array): NotationId | null {
  const text = decodeText(head.subarray(0, DETECTION_BYTES)).trimStart();
  if (text.startsWith('{')) return ofJson(text);
  if (text.startsWith('<')) return ofXml(text);
  return ofLines(text);
}

function ofJson(text: string): NotationId | null {
  if (/"bomFormat"\s{0,20}:\s{0,20}"CycloneDX"/.test(text)) return 'cyclonedx-json';
  if (/"spdxVersion"\s{0,20}:/.test(text)) return 'spdx-json';
  if (/"@context"\s{0,20}:/.test(text) && /spdx-context\.jsonld|"(?:spdxId|SpdxDocument)"/.test(text))
    return 'spdx3-json';
  // Members may stand in any order: these are as good as certain.
  if (/"SPDXID"\s{0,20}:/.test(text)) return 'spdx-json';
  if (/"specVersion"\s{0,20}:/.test(text) && /"(?:components|serialNumber)"\s{0,20}:/.test(text))
    return 'cyclonedx-json';
  return null;
}

function ofXml(text: string): NotationId | null {
  if (text.includes('http://cyclonedx.org/schema/bom/')) return 'cyclonedx-xml';
  return text.includes('http://spdx.org/rdf/terms') ? 'spdx-rdf' : null;
}

function ofLines(text: string): NotationId | null {
  if (/^SPDXVersion:[^\S\n]{0,20}SPDX-/m.test(text)) return 'spdx-tag-value';
  return /^["']?spdxVersion["']?:/m.test(text) || /^["']?SPDXID["']?:/m.test(text) ? 'spdx-yaml' : null;
}
