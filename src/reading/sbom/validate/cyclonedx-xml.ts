/**
 * CycloneDX in XML against the official XSDs, with libxml2 in WebAssembly. It runs in a worker of its own with bounded memory, and
 * has no network and no files but those it is given.
 */
import type { ProblemList } from './problem.ts';
import { loadSchemas } from './schemas.ts';

/** Bytes of a document: libxml2 holds a tree of it. */
export const MAX_XML_BYTES = 32 * 1024 * 1024;
const SPDX_FILE = 'spdx.SNAPSHOT.xsd';

/** `xml` is well-formed UTF-8 without a document type declaration. */
export async function checkCycloneDxXml(xml: string, version: string, list: ProblemList): Promise<void> {
  const [{ validateXML, memoryPages }, { xsd, spdxXsd }] = await Promise.all([
    import('xmllint-wasm'),
    loadSchemas(version),
  ]);
  const result = await validateXML({
    xml: { fileName: 'bom.xml', contents: xml },
    schema: { fileName: `bom-${version}.xsd`, contents: xsd },
    preload: [{ fileName: SPDX_FILE, contents: spdxXsd }],
    initialMemoryPages: 256,
    maxMemoryPages: memoryPages.GiB / 2,
    modifyArguments: args => ['--nonet', ...args],
  });
  if (result.valid) return;
  const namespace = /\{http:\/\/cyclonedx\.org\/schema\/[^}]{0,40}\}/g;
  for (const { message, loc } of result.errors) {
    const text = message
      .replace(namespace, '')
      .replace(/^element [\w-]{1,60}: Schemas validity error : /, '')
      .trim();
    if (text !== '' && !text.endsWith('fails to validate'))
      list.add(loc === null ? '' : `line ${loc.lineNumber}`, text);
  }
  if (list.problems.length === 0) list.add('', result.rawOutput.slice(0, 300));
}
