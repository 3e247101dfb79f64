import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { pomXml } from './pom-xml.ts';

const read = (text: string) => pomXml.parse(manifestInput('pom.xml', Buffer.from(text)));
const shown = (text: string) =>
  read(text).dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`);
const one = (inner: string) => `<dependencies><dependency>${inner}</dependency></dependencies>`;

describe('pom.xml', () => {
  it('fills in what properties, the project and its parent say', () => {
    const text = `<project><parent><groupId>org.example</groupId><version>2</version></parent>
      <artifactId>app</artifactId><properties><v>\${w}</v><w>1.5</w><loop>\${loop}</loop></properties>
      <dependencies>
        <dependency><groupId>\${project.groupId}</groupId><artifactId>core</artifactId><version>\${project.version}</version></dependency>
        <dependency><groupId>g</groupId><artifactId>a</artifactId><version>[\${v},2)</version><scope>test</scope></dependency>
        <dependency><groupId>g</groupId><artifactId>b</artifactId><version>\${loop}</version></dependency>
        <dependency><groupId>g</groupId><artifactId>c</artifactId></dependency>
      </dependencies></project>`;
    expect(shown(text)).toEqual([
      'org.example:core 2 null',
      'g:a [1.5,2) test',
      `g:b \${loop} null`,
      'g:c * null',
    ]);
    expect(read(text).dependencies.map(({ unresolved }) => unresolved)).toEqual([false, false, true, false]);
    expect(read(text).project).toEqual({ name: 'org.example:app', version: '2', license: null });
  });

  it('adds version and scope of dependencyManagement, and names the BOMs that it imports', () => {
    const text = `<project><dependencyManagement><dependencies>
        <dependency><groupId>g</groupId><artifactId>a</artifactId><version>3</version><scope>provided</scope></dependency>
        <dependency><groupId>g</groupId><artifactId>unused</artifactId><version>1</version></dependency>
        <dependency><groupId>g</groupId><artifactId>bom</artifactId><version>9</version><type>pom</type><scope>import</scope></dependency>
      </dependencies></dependencyManagement>${one('<groupId>g</groupId><artifactId>a</artifactId>')}</project>`;
    expect(shown(text)).toEqual(['g:a 3 provided']);
    expect(read(text).unresolved).toEqual([{ what: 'what the BOM g:bom:9 manages', line: null }]);
  });

  it('merges entries of one name, trims, and reads CDATA', () => {
    const text = `<project><dependencies>
      <dependency><groupId> g </groupId><artifactId><![CDATA[a]]></artifactId><classifier>x</classifier></dependency>
      <dependency><groupId>g</groupId><artifactId>a</artifactId><version>1</version><optional>true</optional></dependency>
      </dependencies></project>`;
    expect(read(text).dependencies).toMatchObject([
      { name: 'g:a', requirement: '1', optional: true, direct: true },
    ]);
  });

  it('reads profiles, whose properties and management go before those of the project', () => {
    const text = `<project><properties><v>1</v></properties><profiles><profile><id>ci</id>
      <properties><v>2</v></properties>${one(`<groupId>g</groupId><artifactId>p</artifactId><version>\${v}</version>`)}
      </profile></profiles>${one(`<groupId>g</groupId><artifactId>a</artifactId><version>\${v}</version>`)}</project>`;
    expect(
      read(text).dependencies.map(({ name, requirement, condition }) => [name, requirement, condition]),
    ).toEqual([
      ['g:a', '1', null],
      ['g:p', '2', 'profile ci'],
    ]);
  });

  it('marks files of the system, and names further POMs', () => {
    const text = `<project><parent><relativePath>../base/pom.xml</relativePath></parent><modules><module>core</module></modules>
      ${one('<groupId>g</groupId><artifactId>a</artifactId><version>1</version><scope>system</scope><systemPath>lib/a.jar</systemPath>')}
      <licenses><license><name>MIT</name></license><license><name>Apache-2.0</name></license></licenses></project>`;
    expect(read(text).dependencies).toMatchObject([{ type: 'system', local: true, source: 'lib/a.jar' }]);
    expect(read(text).includes).toEqual(['../base/pom.xml', 'core']);
    expect(read(text).project?.license).toBe('MIT, Apache-2.0');
  });

  it('refuses other documents', () => {
    expect(() => read('<bom/>')).toThrow('the root element is not project');
    expect(() => read('no xml')).toThrow();
  });
});
