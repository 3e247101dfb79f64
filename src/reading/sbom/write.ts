/** Writing an SBOM in any notation, and saying what that loses. */
import { DEFAULT_SCHEMA, dump } from 'js-yaml';
import { InputError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';
import { writeCycloneDx } from './cyclonedx/document.ts';
import { writeXmlBom } from './cyclonedx/xml-write.ts';
import { addUnheld } from './held.ts';
import { type Loss, type Losses, lossCollector } from './losses.ts';
import type { Sbom } from './model.ts';
import { type Notation, type NotationId, notationOf } from './notations.ts';
import { pointer } from './overlay.ts';
import { writeSpdx2 } from './spdx2/document.ts';
import { writeRdf } from './spdx2/rdf-write.ts';
import { writeTagValue } from './spdx2/tag-value-write.ts';
import { writeSpdx3 } from './spdx3/write.ts';

export interface WriteOptions {
  notation: NotationId;
  /** Left out: that of the document that was read, where the family is the same, else the newest. */
  version?: string;
}

export interface WrittenSbom {
  notation: NotationId;
  version: string;
  text: string;
  losses: Loss[];
}

/**
 * The text of an SBOM. What was read in the same notation and has not been changed comes back with every member it had.
 *
 * @throws InputError with field `notation` or `version` for what is not written.
 */
export function writeSbom(sbom: Sbom, options: WriteOptions): WrittenSbom {
  const { notation, version } = targetOf(sbom, options);
  const losses = lossCollector();
  if (sbom.source !== null && sbom.source.family !== notation.family) addUnheld(sbom, losses);
  const document = documentOf(sbom, notation, version, losses);
  return {
    notation: notation.id,
    version,
    text: textOf(document, notation.id, version, losses),
    losses: losses.list(),
  };
}

export function targetOf(
  sbom: Pick<Sbom, 'source'>,
  options: WriteOptions,
): { notation: Notation; version: string } {
  const notation = notationOf(options.notation);
  if (notation === null)
    throw new InputError(
      'notation',
      `unknown SBOM notation ${JSON.stringify(String(options.notation).slice(0, 60))}`,
    );
  const same =
    sbom.source?.family === notation.family && notation.versions.includes(sbom.source.version)
      ? sbom.source.version
      : null;
  const version = options.version ?? same ?? (notation.versions.at(-1) as string);
  if (!notation.versions.includes(version))
    throw new InputError('version', `${notation.label} is written in ${notation.versions.join(', ')}`);
  return { notation, version };
}

function documentOf(sbom: Sbom, { family }: Notation, version: string, losses: Losses): JsonDocument {
  if (family === 'cyclonedx') return writeCycloneDx(sbom, version, losses);
  return family === 'spdx2' ? writeSpdx2(sbom, version as '2.2' | '2.3', losses) : writeSpdx3(sbom, losses);
}

function textOf(document: JsonDocument, notation: NotationId, version: string, losses: Losses): string {
  const refuse = (path: string) => losses.add(path, `${notationOf(notation)?.label} has no way to write it`);
  switch (notation) {
    case 'cyclonedx-xml':
      return writeXmlBom(document, version, refuse);
    case 'spdx-tag-value':
      return writeTagValue(document, refuse);
    case 'spdx-rdf':
      return writeRdf(document, refuse);
    case 'spdx-yaml':
      // The schema of more types than are used, so that texts that look like dates get quotes.
      return dump(document, { schema: DEFAULT_SCHEMA, noRefs: true, lineWidth: -1 });
    default:
      return `${JSON.stringify(withoutXml(document, '', losses), null, 2)}\n`;
  }
}

/** JSON has no elements of other namespaces. */
function withoutXml(value: unknown, path: string, losses: Losses): unknown {
  if (Array.isArray(value)) return value.map((each, i) => withoutXml(each, `${path}/${i}`, losses));
  if (!isJsonObject(value)) return value;
  const out: JsonDocument = {};
  for (const [name, each] of Object.entries(value)) {
    if (name === '$xml') losses.add(`${path}/$xml`, 'attributes and elements that only XML can have');
    else if (name !== '__proto__') out[name] = withoutXml(each, `${path}/${pointer(name)}`, losses);
  }
  return out;
}
