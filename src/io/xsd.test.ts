import { expect, it } from 'vitest';
import type { XsdTask } from './types.ts';
import { checkXsdWithin } from './xsd.ts';

const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="all">
    <xs:complexType><xs:sequence>
      <xs:element name="one" minOccurs="0" maxOccurs="unbounded">
        <xs:complexType><xs:attribute name="id" type="xs:string" use="required"/></xs:complexType>
      </xs:element>
    </xs:sequence></xs:complexType>
    <xs:unique name="ids"><xs:selector xpath=".//*"/><xs:field xpath="@id"/></xs:unique>
  </xs:element>
</xs:schema>`;

const taskOf = (contents: string): XsdTask => ({
  xml: [{ fileName: 'a.xml', contents }],
  schema: { fileName: 'a.xsd', contents: SCHEMA },
  preload: [],
});
const ones = (count: number) =>
  `<all>${Array.from({ length: count }, (_, index) => `<one id="${index}"/>`).join('')}</all>`;

it('says what is valid, and where it is not', async () => {
  const check = checkXsdWithin(60_000);
  expect(await check(taskOf(ones(3)))).toMatchObject({ valid: true, errors: [] });
  const twice = await check(taskOf('<all>\n<one id="a"/>\n<one id="a"/></all>'));
  expect(twice.valid).toBe(false);
  expect(twice.errors[0]).toMatchObject({ loc: { fileName: 'a.xml', lineNumber: 3 } });
});

it('ends with an error of its own where the document would take longer', async () => {
  // A tenth of what it takes to begin and to read 300,000 ids.
  await expect(checkXsdWithin(100)(taskOf(ones(300_000)))).rejects.toMatchObject({ code: 'timeout' });
});

it('what libxml2 cannot read as a schema is an error too', async () => {
  const task = { ...taskOf(ones(1)), schema: { fileName: 'a.xsd', contents: '<no-schema/>' } };
  await expect(checkXsdWithin(60_000)(task)).rejects.toMatchObject({ code: 'malformed' });
});
