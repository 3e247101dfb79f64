/** Whether an SBOM is what its format demands: by the official schemas, and by rules written from the specification. */
import { messageOf, UpstreamError } from '../../../core/errors.ts';
import { decodeText } from '../../../formats/text.ts';
import type { CheckXsd } from '../../../io/types.ts';
import { openSbom, type ReadOptions, type SbomFile } from '../read.ts';
import { objectIn, objectsOf, own, textsIn, wordIn } from '../values.ts';
import { checkCycloneDxJson } from './cyclonedx-json.ts';
import { checkCycloneDxXml, MAX_XML_BYTES } from './cyclonedx-xml.ts';
import { type ProblemList, problemList, type Validation } from './problem.ts';
import { checkSpdx2 } from './spdx2.ts';
import { checkSpdx2Schema } from './spdx2-schema.ts';
import { checkSpdx3 } from './spdx3.ts';

/** Those that no schema speaks of. */
const BY_RULES: ReadonlySet<string> = new Set(['spdx-tag-value', 'spdx-rdf']);

export interface ValidateOptions extends ReadOptions {
  /** Checks XML against a schema; without it that takes as long as it takes. */
  checkXsd?: CheckXsd;
}

/**
 * What is wrong with a document. It is not an error for a document to be invalid; one that cannot be read at all is.
 *
 * @throws UpstreamError `malformed` for what is no SBOM of a known format and version, `too-large` beyond the limits,
 * `timeout` when the check of XML took longer than it may.
 */
export async function validateSbom(bytes: Uint8Array, options: ValidateOptions = {}): Promise<Validation> {
  const file = openSbom(bytes, options);
  const list = problemList();
  await check(file, bytes, list, options);
  const { notation, version } = file;
  return {
    isValid: list.problems.length === 0,
    notation,
    version,
    by: BY_RULES.has(notation) ? 'rules' : 'schema',
    problems: list.problems,
    isTruncated: list.isFull,
  };
}

async function check(
  file: SbomFile,
  bytes: Uint8Array,
  list: ProblemList,
  { checkXsd }: ValidateOptions,
): Promise<void> {
  const { notation, version, document } = file;
  switch (notation) {
    case 'cyclonedx-json':
      await checkCycloneDxJson(document, version, list);
      return checkRefs(file, list);
    case 'cyclonedx-xml': {
      if (bytes.length > MAX_XML_BYTES)
        throw new UpstreamError(
          'too-large',
          `SBOM: XML of more than ${MAX_XML_BYTES} bytes is not validated`,
        );
      // The declaration may name another encoding: what is handed on is UTF-8.
      const text = decodeText(bytes).replace(/^\s*<\?xml[^>]{0,200}\?>/, '');
      await checkCycloneDxXml(text, version, list, checkXsd).catch(error => {
        if (error instanceof UpstreamError && error.code === 'timeout') throw error;
        list.add('', messageOf(error));
      });
      return checkRefs(file, list);
    }
    case 'spdx3-json':
      return checkSpdx3(document, list);
    case 'spdx-json':
    case 'spdx-yaml': {
      await checkSpdx2Schema(document, version as '2.2' | '2.3', list);
      // Of a place that the schema objects to, the rules have nothing to add.
      const known = new Set(list.problems.map(({ path }) => path));
      const more = problemList();
      checkSpdx2(document, version, more);
      for (const { path, message } of more.problems) if (!known.has(path)) list.add(path, message);
      return;
    }
    default:
      for (const { tag, line } of file.unknownTags)
        list.add(`line ${line}`, `SPDX has no tag ${tag.slice(0, 60)}`);
      return checkSpdx2(document, version, list);
  }
}

/** What the specification demands and a schema cannot see: that ids are unique and dependencies refer to something. */
function checkRefs({ document }: SbomFile, list: ProblemList): void {
  const refs = new Set<string>();
  const queue: { value: unknown; path: string }[] = [
    { value: objectIn(own(document, 'metadata')).component, path: '/metadata/component' },
  ];
  for (const member of ['components', 'services'])
    for (const [i, value] of objectsOf(own(document, member)).entries())
      queue.push({ value, path: `/${member}/${i}` });
  for (let i = 0; i < queue.length; i++) {
    const { value, path } = queue[i] as (typeof queue)[number];
    const node = objectIn(value);
    const ref = wordIn(own(node, 'bom-ref'));
    if (ref !== null && refs.has(ref)) list.add(`${path}/bom-ref`, 'is taken already');
    if (ref !== null) refs.add(ref);
    for (const member of ['components', 'services'])
      for (const [k, child] of objectsOf(own(node, member)).entries())
        queue.push({ value: child, path: `${path}/${member}/${k}` });
  }
  for (const [i, entry] of objectsOf(own(document, 'dependencies')).entries()) {
    for (const [member, targets] of [
      ['ref', [own(entry, 'ref')]],
      ['dependsOn', textsIn(own(entry, 'dependsOn'))],
    ] as const) {
      for (const target of targets)
        if (typeof target === 'string' && !refs.has(target) && !target.startsWith('urn:cdx:'))
          list.add(
            `/dependencies/${i}/${member}`,
            `${JSON.stringify(target.slice(0, 100))} refers to nothing in the document`,
          );
    }
  }
}
