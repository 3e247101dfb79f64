/**
 * An SBOM that is larger than memory should hold, element by element: CycloneDX in JSON and XML, SPDX 2 in JSON and tag-value,
 * SPDX 3 in JSON-LD. What only the whole document tells is not known here: texts of licences that a document defines behind
 * its packages, and the parties and licences of SPDX 3, which are elements of their own.
 *
 * SPDX in YAML and RDF cannot be read in parts; up to `MAX_SBOM_BYTES` it is read as a whole.
 */
import { UpstreamError } from '../../../core/errors.ts';
import { peek } from '../../../formats/peek.ts';
import { DETECTION_BYTES, detectSbom } from '../detect.ts';
import type { NotationId } from '../notations.ts';
import { MAX_SBOM_BYTES, readSbom } from '../read.ts';
import { cycloneDxJson, cycloneDxXml } from './cyclonedx.ts';
import { capped, counted, type Parts, type SbomSink, type StreamLimits } from './parts.ts';
import { spdxJson, spdxTags } from './spdx2.ts';
import { spdx3Json } from './spdx3.ts';

export type { SbomSink, StreamLimits } from './parts.ts';

export interface StreamedSbom {
  notation: NotationId;
  version: string;
  components: number;
  edges: number;
}

const LIMITS: StreamLimits = { bytes: 2 * 1024 ** 3, components: 2_000_000, edges: 10_000_000 };

/**
 * Hands the parts of an SBOM to `sink`; memory holds one element at a time, and the ids.
 *
 * @throws UpstreamError `malformed` for what is no SBOM or damaged, `too-large` beyond the limits.
 */
export async function readSbomStream(
  source: AsyncIterable<Uint8Array>,
  sink: SbomSink,
  limits: Partial<StreamLimits> = {},
): Promise<StreamedSbom> {
  const bounds = { ...LIMITS, ...limits };
  const { head, whole } = await peek(capped(source, bounds.bytes), DETECTION_BYTES);
  const notation = detectSbom(head);
  if (notation === null) throw new UpstreamError('malformed', 'SBOM: of no format that is known');
  const text = head.toString('utf8');
  const parts = counted(sink, bounds);
  const version = versionIn(text, notation);
  if (notation === 'cyclonedx-json') await cycloneDxJson(whole, version, parts);
  else if (notation === 'cyclonedx-xml') await cycloneDxXml(whole, text, version, parts, bounds);
  else if (notation === 'spdx-json') await spdxJson(whole, version as '2.2' | '2.3', parts);
  else if (notation === 'spdx3-json') await spdx3Json(whole, parts);
  else if (notation === 'spdx-tag-value') await spdxTags(whole, version as '2.2' | '2.3', parts);
  else await atOnce(whole, parts);
  return { notation, version, ...parts.counts };
}

/** From the first bytes; the newest where they do not say, since newer versions only add. */
function versionIn(head: string, notation: NotationId): string {
  if (notation === 'cyclonedx-json')
    return /"specVersion"\s{0,20}:\s{0,20}"(1\.[2-7])"/.exec(head)?.[1] ?? '1.7';
  if (notation === 'cyclonedx-xml')
    return /cyclonedx\.org\/schema\/bom\/(1\.[2-7])["']/.exec(head)?.[1] ?? '1.7';
  if (notation === 'spdx3-json') return '3.0.1';
  return /SPDX-(2\.[23])/.exec(head)?.[1] ?? '2.3';
}

async function atOnce(source: AsyncIterable<Uint8Array>, parts: Parts): Promise<void> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > MAX_SBOM_BYTES)
      throw new UpstreamError(
        'too-large',
        `SBOM: more than ${MAX_SBOM_BYTES} bytes of a notation that is read as a whole`,
      );
    chunks.push(chunk);
  }
  const { sbom } = readSbom(Buffer.concat(chunks));
  for (const id of sbom.subjects) parts.sink.subject?.(id);
  for (const component of sbom.components) await parts.component(component);
  parts.edges(sbom.edges);
  for (const id of sbom.stated) parts.sink.stated?.(id);
  parts.sink.head?.(sbom);
}
