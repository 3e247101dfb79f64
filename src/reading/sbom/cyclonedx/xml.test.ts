import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseJsonObject } from '../../../formats/json.ts';
import { parseXml, type XmlElement } from '../../../formats/xml.ts';
import { readXmlBom, versionOfRoot } from './xml-read.ts';
import { writeXmlBom } from './xml-write.ts';

const SUITE = join(
  import.meta.dirname,
  '../../../../../shared/fixtures/conformance/cyclonedx/tools/src/test/resources',
);
if (!existsSync(SUITE)) console.info('the suite of CycloneDX is absent: its documents are not read');
const files = existsSync(SUITE)
  ? ['1.4', '1.5'].flatMap(version => readdirSync(join(SUITE, version)).map(name => join(version, name)))
  : [];
const valid = (ending: string) => files.filter(name => /\/valid-/.test(name) && name.endsWith(ending));

/** Elements in any order among their kind of name, without white space between them, comments and empty lists. */
function canonical(element: XmlElement): unknown {
  const local = element.name.slice(element.name.indexOf(':') + 1);
  const attributes = [...element.attributes].filter(([name]) => !name.startsWith('xmlns')).sort();
  const children = element.children.map(canonical);
  return [local, attributes, element.text.trim() === '' ? '' : element.text, children];
}

function xmlToJson(text: string | Uint8Array) {
  const { root } = parseXml(text);
  return readXmlBom(root, versionOfRoot(root) ?? '');
}

describe('the documents of the CycloneDX suite', () => {
  it.each(valid('.xml'))('%s comes back from its JSON form', name => {
    const bytes = readFileSync(join(SUITE, name));
    const refused: string[] = [];
    const form = xmlToJson(bytes);
    const written = writeXmlBom(form, String(form.specVersion), path => refused.push(path));
    expect(refused).toEqual([]);
    expect(canonical(parseXml(written).root)).toEqual(canonical(parseXml(bytes).root));
  });

  it.each(valid('.json'))('%s comes back from XML', name => {
    const form = parseJsonObject(readFileSync(join(SUITE, name)), name);
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
