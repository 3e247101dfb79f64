/**
 * CycloneDX in XML against the official XSDs, with libxml2 in WebAssembly. It runs in a thread of its own with bounded memory, and
 * has no network and no files but those it is given.
 */
import type { CheckXsd, XsdResult, XsdTask } from '../../../io/types.ts';
import type { ProblemList } from './problem.ts';
import { loadSchemas } from './schemas.ts';

/** Bytes of a document: libxml2 holds a tree of it. */
export const MAX_XML_BYTES = 16 * 1024 * 1024;
const SPDX_FILE = 'spdx.SNAPSHOT.xsd';

/** As long as it takes, for those who bring no check that can be ended. */
async function unbounded(task: XsdTask): Promise<XsdResult> {
  const { validateXML, memoryPages } = await import('xmllint-wasm');
  return validateXML({
    ...task,
    initialMemoryPages: 256,
    maxMemoryPages: memoryPages.GiB / 2,
    modifyArguments: args => ['--nonet', ...args],
  });
}

/** What libxml2 says of each file, by its name. All are well-formed UTF-8 without a document type declaration. */
export async function xsdErrors(
  files: readonly { name: string; xml: string }[],
  version: string,
  checkXsd: CheckXsd = unbounded,
): Promise<Map<string, { line: number | null; message: string }[]>> {
  const { xsd, spdxXsd } = await loadSchemas(version);
  const result = await checkXsd({
    xml: files.map(({ name, xml }) => ({ fileName: name, contents: xml })),
    schema: { fileName: `bom-${version}.xsd`, contents: xsd },
    preload: [{ fileName: SPDX_FILE, contents: spdxXsd }],
  });
  const found = new Map<string, { line: number | null; message: string }[]>();
  if (result.valid) return found;
  for (const { message, loc } of result.errors) {
    const text = inWords(message);
    const name = loc?.fileName ?? files[0]?.name ?? '';
    if (text === '' || text.endsWith('fails to validate')) continue;
    const list = found.get(name) ?? [];
    list.push({ line: loc?.lineNumber ?? null, message: text });
    found.set(name, list);
  }
  if (found.size === 0)
    found.set(files[0]?.name ?? '', [{ line: null, message: result.rawOutput.slice(0, 300) }]);
  return found;
}

const NAMESPACE = /\{http:\/\/cyclonedx\.org\/schema\/[^}]{0,40}\}/g;

function inWords(message: string): string {
  return message
    .replace(NAMESPACE, '')
    .replace(/^element [\w-]{1,60}: Schemas validity error : /, '')
    .trim();
}

export async function checkCycloneDxXml(
  xml: string,
  version: string,
  list: ProblemList,
  checkXsd?: CheckXsd,
): Promise<void> {
  const errors = await xsdErrors([{ name: 'bom.xml', xml }], version, checkXsd);
  for (const { line, message } of [...errors.values()].flat())
    list.add(line === null ? '' : `line ${line}`, message);
}
