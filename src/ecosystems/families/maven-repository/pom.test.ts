// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are properties of POMs
/** Expected values are worked out by hand from https://maven.apache.org/pom.html. */
import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../core/errors.ts';
import { artifactProblem, extensionOf, fileUrl, isVersion } from './coordinates.ts';
import { effectivePom, managedDependency } from './effective.ts';
import { HTML_ENTITIES } from './html-entities.ts';
import { interpolator } from './interpolation.ts';
import { licensesOf } from './licenses.ts';
import { parsePom } from './pom.ts';

const pom = (inside: string) => parsePom(Buffer.from(`<project>${inside}</project>`));

describe('coordinates', () => {
  it('are of the characters that Maven takes', () => {
    for (const [group, artifact] of [
      ['junit', 'junit'],
      ['org.apache.maven', 'maven-core'],
      ['a_b', 'x.y_2.12'],
    ] as const)
      expect(artifactProblem({ group, artifact })).toBeNull();
    for (const [group, artifact] of [
      ['', 'a'],
      ['a', ''],
      ['a.', 'b'],
      ['a..b', 'c'],
      ['a/b', 'c'],
      ['a', '..'],
      ['a', '${x}'],
      ['a', 'b c'],
    ] as const)
      expect(artifactProblem({ group, artifact })).not.toBeNull();
    expect(['1.0', '1.0-SNAPSHOT', '2.0+build~1', 'b.26'].every(isVersion)).toBe(true);
    expect(
      ['', '..', '1/2', '${v}', '[1,2)', 'LATEST', 'RELEASE', '1 0', 'x'.repeat(151)].some(isVersion),
    ).toBe(false);
    expect(fileUrl('https://r.example', { group: 'a.b', artifact: 'c', version: '1.0' }, 'pom')).toBe(
      'https://r.example/a/b/c/1.0/c-1.0.pom',
    );
    expect(['pom', 'war', 'bundle', 'maven-plugin', null].map(extensionOf)).toEqual([
      'pom',
      'war',
      'jar',
      'jar',
      'jar',
    ]);
  });
});

describe('a POM', () => {
  it('knows the entities of HTML, as Maven does', () => {
    expect(HTML_ENTITIES).toMatchObject({ nbsp: '\u00a0', copy: '©', AElig: 'Æ', szlig: 'ß', yuml: 'ÿ' });
    expect(pom('<description>J&oslash;rn &copy;</description>').description).toBe('Jørn ©');
  });

  it.each(['', '<html/>', '<project>', '<project>&foo;</project>', 'x'])('%j is none', text => {
    expect(() => parsePom(Buffer.from(text))).toThrow(UpstreamError);
  });

  it('keeps dependencies in order and drops those without a name', () => {
    const { dependencies } = pom(`<dependencies>
      <dependency><groupId> g </groupId><artifactId>b</artifactId></dependency>
      <dependency><groupId>g</groupId></dependency>
      <dependency><groupId>g</groupId><artifactId>a</artifactId><version> 1 </version><optional>true</optional></dependency>
    </dependencies><build><plugins><plugin><dependencies><dependency><groupId>p</groupId><artifactId>p</artifactId></dependency></dependencies></plugin></plugins></build>`);
    expect(
      dependencies.map(({ group, artifact, version, optional }) => [group, artifact, version, optional]),
    ).toEqual([
      ['g', 'b', null, null],
      ['g', 'a', '1', 'true'],
    ]);
  });
});

describe('interpolation', () => {
  const properties: Record<string, string> = {
    a: '1',
    b: '${a}.${a}',
    loop: 'x${loop}',
    ping: '${pong}',
    pong: '${ping}',
    deep0: 'end',
  };
  const interpolate = interpolator(name =>
    Object.hasOwn(properties, name) ? String(properties[name]) : null,
  );

  it.each([
    ['', ''],
    ['plain', 'plain'],
    ['${a}', '1'],
    ['v${b}-${a}', 'v1.1-1'],
    ['${unknown}', '${unknown}'],
    ['${a', '${a'],
    ['$a {a} ${}', '$a {a} ${}'],
    ['${loop}', 'x${loop}'],
    ['${ping}', '${ping}'],
    ['${constructor}', '${constructor}'],
  ])('of %j is %j', (text, expected) => {
    expect(interpolate(text)).toBe(expected);
  });

  it('ends where properties double each other', () => {
    const doubling = interpolator(name =>
      /^p\d+$/.test(name) ? `\${p${Number(name.slice(1)) + 1}}`.repeat(2) : null,
    );
    expect(doubling('${p0}').length).toBeLessThan(200_000);
    const long = interpolator(() => 'x'.repeat(1_000));
    expect(long('${a}'.repeat(1_000)).length).toBeLessThan(30_000);
    expect(interpolator(() => null)('${'.repeat(100_000)).length).toBe(200_000);
  });
});

describe('inheritance', () => {
  const child = pom(`<parent><groupId>g</groupId><artifactId>parent</artifactId><version>7</version></parent>
    <artifactId>child</artifactId><properties><x>own</x></properties>
    <dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId></dependency></dependencies>`);
  const parent =
    pom(`<groupId>g</groupId><artifactId>parent</artifactId><version>7</version><packaging>pom</packaging>
    <description>\${project.artifactId} with \${x} of \${project.parent.version}</description>
    <properties><x>parent's</x><y>\${x}</y></properties>
    <dependencyManagement><dependencies>
      <dependency><groupId>g</groupId><artifactId>a</artifactId><version>\${project.version}</version></dependency>
      <dependency><groupId>g</groupId><artifactId>bom</artifactId><version>1</version><type>pom</type><scope>import</scope></dependency>
    </dependencies></dependencyManagement>
    <dependencies>
      <dependency><groupId>g</groupId><artifactId>a</artifactId><version>2</version></dependency>
      <dependency><groupId>g</groupId><artifactId>b</artifactId><version>2</version></dependency>
    </dependencies>`);
  const effective = effectivePom([child, parent]);

  it('takes what the child has, else what the parent has, in the words of the child', () => {
    expect(effective).toMatchObject({
      group: 'g',
      artifact: 'child',
      version: '7',
      packaging: 'jar',
      description: 'child with own of 7',
      imports: [{ group: 'g', artifact: 'bom', version: '1' }],
    });
    expect(effective.ownProperties).toEqual(['x']);
    expect(effective.property('y')).toBe('own');
    expect(effective.property('z')).toBeNull();
    expect(effective.dependencies.map(({ artifact, version }) => [artifact, version])).toEqual([
      ['a', null],
      ['b', '2'],
    ]);
    expect([...effective.managed]).toMatchObject([['g:a:jar:', { version: '7' }]]);
  });

  it('gives a dependency what management says and it does not', () => {
    const own = { ...effective.dependencies[0]!, scope: 'compile' };
    const managed = { ...own, version: '3', scope: 'test', optional: 'true', exclusions: ['g:x'] };
    expect(managedDependency(own, managed)).toEqual({ ...own, version: '3', exclusions: ['g:x'] });
    const excluding = { ...own, exclusions: ['g:y'] };
    expect(managedDependency(excluding, managed).exclusions).toEqual(['g:y']);
    expect(managedDependency(own, undefined)).toBe(own);
  });
});

describe('the licence', () => {
  const licenseOf = (inside: string) => licensesOf(effectivePom([pom(inside)]));

  it.each([
    [
      '<licenses><license><name>MIT</name></license><license><name>Apache-2.0</name></license></licenses>',
      'MIT,Apache-2.0',
    ],
    [
      '<licenses><license><name>MIT</name></license></licenses><!-- SPDX-License-Identifier: EPL-2.0 -->',
      'MIT',
    ],
    ['<!-- Copyright\n SPDX-License-Identifier: EPL-2.0 OR Apache-2.0\n more -->', 'EPL-2.0 OR Apache-2.0'],
    ['<!-- SPDX-License-Identifier: <b> -->', null],
    ['<!--\n ~ Licensed under the Apache\n ~ License, Version 2.0 (the "License") -->', 'Apache-2.0'],
    ['<!-- terms of the Eclipse Distribution License v1.0 -->', 'BSD-3-Clause'],
    ['<!-- Eclipse Public License v1.0 -->', 'EPL-1.0'],
    ['<!-- Eclipse Public License v. 2.0 -->', 'EPL-2.0'],
    ['<!-- The MIT License -->', 'MIT'],
    [
      '<licenses><license><url>http://www.apache.org/licenses/LICENSE-2.0.txt</url></license></licenses>',
      'Apache-2.0',
    ],
    ['<licenses><license><url>https://opensource.org/licenses/MIT/</url></license></licenses>', 'MIT'],
    ['<licenses><license><url>https://example.org/license</url></license></licenses>', null],
    ['', null],
  ])('of %s is %s', (inside, expected) => {
    expect(licenseOf(inside)).toBe(expected);
  });
});
