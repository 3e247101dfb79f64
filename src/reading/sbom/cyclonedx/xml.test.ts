import { describe, expect, it } from 'vitest';
import { parseJsonObject } from '../../../formats/json.ts';
import { parseXml } from '../../../formats/xml.ts';
import { canonicalXml, SUITE_FILES, suiteFile } from '../fixtures/suite.ts';
import { readXmlBom, versionOfRoot } from './xml-read.ts';
import { writeXmlBom } from './xml-write.ts';

const valid = (ending: string) => SUITE_FILES.filter(name => /\/valid-/.test(name) && name.endsWith(ending));

function xmlToJson(text: string | Uint8Array) {
  const { root } = parseXml(text);
  return readXmlBom(root, versionOfRoot(root) ?? '');
}

describe('the documents of the CycloneDX suite', () => {
  it.each(valid('.xml'))('%s comes back from its JSON form', name => {
    const bytes = suiteFile(name);
    const refused: string[] = [];
    const form = xmlToJson(bytes);
    const written = writeXmlBom(form, String(form.specVersion), path => refused.push(path));
    expect(refused).toEqual([]);
    expect(canonicalXml(parseXml(written).root)).toEqual(canonicalXml(parseXml(bytes).root));
  });

  it.each(valid('.json'))('%s comes back from XML', name => {
    const form = parseJsonObject(suiteFile(name), name);
    const refused: string[] = [];
    const back = xmlToJson(writeXmlBom(form, String(form.specVersion), path => refused.push(path)));
    // A JSON signature covers JSON text; the address of a JSON schema says nothing of XML.
    expect(refused.filter(path => !path.endsWith('/signature'))).toEqual([]);
    expect(back).toEqual(withoutSignatures(form));
  });
});

/** Arrays that XML writes as repeated elements: an empty one leaves no trace. */
const REPEATED = new Set(['dependsOn', 'provides', 'contact', 'url', 'identity']);

function withoutSignatures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSignatures);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, each]) =>
          key !== 'signature' &&
          key !== '$schema' &&
          !(REPEATED.has(key) && Array.isArray(each) && each.length === 0),
      )
      .map(([key, each]) => [key, withoutSignatures(each)]),
  );
}
