import { describe, expect, it } from 'vitest';
import { parseXml } from '../../formats/xml.ts';
import { SPDX_3, SPDX_23 } from './fixtures/documents.ts';
import { canonicalXml, SUITE_FILES, suiteFile } from './fixtures/suite.ts';
import { readSbom } from './read.ts';
import { writeSbom } from './write.ts';

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const valid = SUITE_FILES.filter(name => /\/valid-/.test(name));

describe('what is read is written again', () => {
  it.each(valid.filter(name => name.endsWith('.json')))('%s', name => {
    const bytes = suiteFile(name);
    const { sbom } = readSbom(bytes);
    const written = writeSbom(sbom, { notation: 'cyclonedx-json' });
    expect(written.losses).toEqual([]);
    expect(JSON.parse(written.text)).toEqual(JSON.parse(bytes.toString()));
  });

  it.each(valid.filter(name => name.endsWith('.xml')))('%s', name => {
    const bytes = suiteFile(name);
    const { sbom } = readSbom(bytes);
    const written = writeSbom(sbom, { notation: 'cyclonedx-xml' });
    expect(written.losses).toEqual([]);
    expect(canonicalXml(parseXml(written.text).root)).toEqual(canonicalXml(parseXml(bytes).root));
  });

  it.each(['spdx-json', 'spdx-yaml', 'spdx-tag-value', 'spdx-rdf'] as const)(
    'SPDX 2.3 by way of %s',
    notation => {
      const { sbom } = readSbom(bytesOf(SPDX_23));
      const written = writeSbom(sbom, { notation });
      expect(written.losses).toEqual([]);
      const back = readSbom(Buffer.from(written.text));
      expect(back.file).toMatchObject({ notation, version: '2.3' });
      const again = writeSbom(back.sbom, { notation: 'spdx-json' });
      expect(again.losses).toEqual([]);
      const expected = structuredClone(SPDX_23) as typeof SPDX_23;
      const document = JSON.parse(again.text);
      if (notation === 'spdx-rdf') {
        // RDF has no order among relations.
        const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
        expected.relationships.sort(byText);
        document.relationships.sort(byText);
      }
      expect(document).toEqual(expected);
    },
  );

  it('SPDX 3', () => {
    const { sbom } = readSbom(bytesOf(SPDX_3));
    const written = writeSbom(sbom, { notation: 'spdx3-json' });
    expect(written.losses).toEqual([]);
    expect(JSON.parse(written.text)).toEqual(SPDX_3);
  });
});
