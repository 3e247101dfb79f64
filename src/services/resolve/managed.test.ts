/** Files that say which versions their project takes, through the service's input to what is installed. */
import { describe, expect, it } from 'vitest';
import { universeOfPoms } from '../../ecosystems/families/maven-repository/resolution/fixtures/poms.ts';
import npm from '../../ecosystems/npm/index.ts';
import nuget from '../../ecosystems/nuget/index.ts';
import { createBudget } from '../../resolving/budget.ts';
import { universeOf } from '../../resolving/fixtures/universe.ts';
import { swift } from '../../versions/schemes/swift.ts';
import { contentsOfTexts } from './file-contents.ts';
import { directory, installed } from './fixtures/installed.ts';
import { wantedOfFile } from './input.ts';
import { requestOf } from './request.ts';
import { resolverOf } from './resolver.ts';

const artifact = (name: string, more = '') =>
  `<dependency><groupId>g</groupId><artifactId>${name}</artifactId>${more}</dependency>`;

describe('pom.xml', () => {
  // https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html#dependency-management
  const repository = () =>
    universeOfPoms({
      'parent 1': { manages: ['c 1', 'a 1'], needs: ['p 1'] },
      'bom 3': { manages: ['a 2', 'd 5', 'c 9'] },
      'a 1': [],
      'a 2': ['d 1', 'x 1'],
      'a 3': [],
      'c 1': [],
      'c 9': [],
      'd 1': [],
      'd 5': [],
      'e 1': [],
      'e 2': [],
      'p 1': [],
      'x 1': [],
    });
  const bom = artifact('bom', '<version>3</version><type>pom</type><scope>import</scope>');
  const pom = (management: string, dependencies: string) =>
    `<project><parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version></parent>
     <artifactId>app</artifactId><dependencyManagement><dependencies>${management}</dependencies></dependencyManagement>
     <dependencies>${dependencies}</dependencies></project>`;

  it('takes what its parent manages before what its BOM does, and what both manage of the tree', async () => {
    // a: the parent manages 1 and the BOM 2; c: the parent 1; e states 1 itself; p is the parent's own.
    const text = pom(bom, artifact('a') + artifact('c') + artifact('e', '<version>1</version>'));
    expect(await installed({ 'pom.xml': text }, await repository())).toEqual({
      nodes: ['g:a@1', 'g:c@1', 'g:e@1', 'g:p@1'],
      problems: [],
    });
  });

  it('takes a BOM alone, for the tree too, and never the latest', async () => {
    const text = pom(bom, artifact('a')).replace(/<parent>.*<\/parent>/s, '<groupId>g</groupId>');
    // The BOM manages a 2, which needs d 1, which the BOM makes 5.
    expect(await installed({ 'pom.xml': text }, await repository())).toEqual({
      nodes: ['g:a@2', 'g:d@5', 'g:x@1'],
      problems: [],
    });
  });

  it('takes its own management with exclusions for what packages ask for', async () => {
    const own = artifact(
      'a',
      '<version>2</version><exclusions><exclusion><groupId>g</groupId><artifactId>x</artifactId></exclusion></exclusions>',
    );
    expect((await installed({ 'pom.xml': pom(own, artifact('a')) }, await repository())).nodes).toEqual([
      'g:a@2',
      'g:p@1',
      'g:d@1',
    ]);
  });

  it('takes types, classifiers, exclusions and scopes of its dependencies', async () => {
    const universe = await universeOfPoms({
      'a 1': ['b 1', 'c 1'],
      'b 1': ['d 1'],
      'b 2': [],
      'c 1': [],
      'd 1': [],
      'war 1': ['d 1'],
      't 1': [],
    });
    const files = (dependencies: string) => ({
      'pom.xml': `<project><groupId>g</groupId><artifactId>app</artifactId><dependencies>${dependencies}</dependencies></project>`,
    });
    const one = '<version>1</version>';
    const without = (name: string) =>
      `<exclusions><exclusion><groupId>g</groupId><artifactId>${name}</artifactId></exclusion></exclusions>`;
    // c is excluded below a; b 2 with a classifier is another artifact than b 1, and both are there.
    const both = artifact('b', '<version>2</version><classifier>x</classifier>');
    expect((await installed(files(artifact('a', one + without('c')) + both), universe)).nodes).toEqual([
      'g:a@1',
      'g:b@2',
      'g:b@1',
      'g:d@1',
    ]);
    // A war brings its own along; an exclusion with `*` leaves nothing.
    const war = artifact('war', `${one}<type>war</type>`);
    const nothing = artifact(
      'a',
      `${one}<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>`,
    );
    expect((await installed(files(war + nothing), universe)).nodes).toEqual(['g:war@1', 'g:a@1']);
    // Of two entries of a name, each with its classifier; one for tests is left out where they are.
    const entries =
      artifact('b', one) + artifact('b', '<version>2</version><classifier>x</classifier><scope>test</scope>');
    expect((await installed(files(entries), universe)).nodes).toEqual(['g:b@1', 'g:b@2', 'g:d@1']);
    expect((await installed(files(entries), universe, { development: false })).nodes).toEqual([
      'g:b@1',
      'g:d@1',
    ]);
    // What is below a dependency for run time is so, too.
    const contents = await contentsOfTexts([
      { name: 'pom.xml', text: files(artifact('a', `${one}<scope>runtime</scope>`))['pom.xml'] },
    ]);
    const wanted = wantedOfFile(directory, contents, {});
    const resolver = await resolverOf(wanted.registry);
    const request = await requestOf(wanted, {}, resolver, universe);
    const { nodes } = await resolver.resolve(request, universe, createBudget());
    expect(nodes.map(({ name, scope }) => [name, scope])).toEqual([
      ['g:a', 'runtime'],
      ['g:b', 'runtime'],
      ['g:c', 'runtime'],
      ['g:d', 'runtime'],
    ]);
  });

  it('says that nobody states a version, and that a parent is not there', async () => {
    const text = pom(bom, artifact('e')).replace('>parent<', '>nowhere<');
    expect(await installed({ 'pom.xml': text }, await repository())).toEqual({
      nodes: [],
      problems: ['there is no parent g:nowhere 1', 'no version of g:e is stated, and none is managed'],
    });
  });

  it('takes a parent that is sent with it', async () => {
    const parent = `<project><groupId>g</groupId><artifactId>parent</artifactId><version>1</version>
      <dependencyManagement><dependencies>${artifact('e', '<version>1</version>')}</dependencies></dependencyManagement>
      <dependencies>${artifact('x', '<version>1</version>')}</dependencies></project>`;
    const files = { 'app/pom.xml': pom('', artifact('e')), 'pom.xml': parent };
    expect(await installed(files, await repository())).toEqual({ nodes: ['g:e@1', 'g:x@1'], problems: [] });
  });
});

describe('Directory.Packages.props', () => {
  // https://learn.microsoft.com/en-us/nuget/consume-packages/central-package-management
  const universe = universeOf(nuget.versions, {
    a: { '1.0.0': ['b@1.0.0'], '3.0.0': [] },
    b: { '1.0.0': [], '2.0.0': [] },
    c: { '1.0.0': [] },
  });
  const files = {
    'app/app.csproj': '<Project><ItemGroup><PackageReference Include="A" /></ItemGroup></Project>',
    'Directory.Packages.props': `<Project><ItemGroup><PackageVersion Include="A" Version="1.0.0" />
      <PackageVersion Include="B" Version="2.0.0" /><PackageVersion Include="C" Version="1.0.0" /></ItemGroup></Project>`,
  };

  it('gives versions to what the project names, and is no dependency', async () => {
    expect(await installed(files, universe)).toEqual({ nodes: ['a@1.0.0', 'b@1.0.0'], problems: [] });
  });

  it('pins what packages name, where that is wished', async () => {
    const pinned = await installed(files, universe, { options: { 'transitive-pinning': 'true' } });
    expect(pinned.nodes).toEqual(['a@1.0.0', 'b@2.0.0']);
  });

  it('alone is a project that asks for all of it', async () => {
    const { 'Directory.Packages.props': text } = files;
    const { nodes } = await installed({ 'Directory.Packages.props': text }, universe);
    expect([...nodes].sort()).toEqual(['a@1.0.0', 'b@2.0.0', 'c@1.0.0']);
  });
});

describe('package.json', () => {
  const universe = universeOf(npm.versions, {
    a: { '1.0.0': ['b@^1.0.0', 'c@*'] },
    b: { '1.0.0': [], '1.5.0': [] },
    c: { '2.0.0': ['d@^1.0.0'], '3.0.0': [] },
    d: { '1.0.0': [], '1.9.0': [] },
  });
  const project = (more: object) => ({
    'package.json': JSON.stringify({ dependencies: { a: '^1.0.0' }, ...more }),
  });

  it.each([
    // https://docs.npmjs.com/cli/configuring-npm/package-json#overrides
    [{ overrides: { b: '1.0.0', c: { '.': '2.0.0', d: '1.0.0' } } }, 'a@1.0.0 b@1.0.0 c@2.0.0 d@1.0.0'],
    [{ overrides: { a: { c: '2.0.0' } } }, 'a@1.0.0 b@1.5.0 c@2.0.0 d@1.9.0'],
    // https://yarnpkg.com/configuration/manifest#resolutions
    [
      { packageManager: 'yarn@4.0.0', overrides: { c: '2.0.0' }, resolutions: { 'a/b': 'npm:1.0.0' } },
      'a@1.0.0 b@1.0.0 c@3.0.0',
    ],
    // https://pnpm.io/settings#overrides
    [{ pnpm: { overrides: { 'a@1>b': '1.0.0' } } }, 'a@1.0.0 b@1.0.0 c@3.0.0'],
    [{}, 'a@1.0.0 b@1.5.0 c@3.0.0'],
  ])('%j', async (more, expected) => {
    const { nodes, problems } = await installed(project(more), universe);
    expect([[...nodes].sort().join(' '), problems]).toEqual([expected, []]);
  });

  it('gives way to what the request says', async () => {
    const overrides = [{ name: 'b', requirement: '1.5.0' }];
    const { nodes } = await installed(project({ overrides: { b: '1.0.0' } }), universe, { overrides });
    expect(nodes).toContain('b@1.5.0');
  });
});

describe('Package.swift', () => {
  it('takes what its requirements exclude: the next minor version, and the end of a half-open range', async () => {
    const name = (one: string) => `github.com/a/${one}`;
    const numbers = { '1.0.0': [], '1.2.0': [], '1.2.9': [], '1.3.0': [], '2.0.0': [] };
    const universe = universeOf(swift, {
      [name('minor')]: numbers,
      [name('range')]: numbers,
      [name('closed')]: numbers,
      [name('from')]: numbers,
    });
    const text = `let package = Package(name: "App", dependencies: [
      .package(url: "https://github.com/a/minor", .upToNextMinor(from: "1.2.0")),
      .package(url: "https://github.com/a/range", "1.0.0"..<"1.3.0"),
      .package(url: "https://github.com/a/closed", "1.0.0"..."2.0.0"),
      .package(url: "https://github.com/a/from", from: "1.0.0")])`;
    expect(await installed({ 'Package.swift': text }, universe)).toEqual({
      nodes: [
        `${name('minor')}@1.2.9`,
        `${name('range')}@1.2.9`,
        `${name('closed')}@2.0.0`,
        `${name('from')}@1.3.0`,
      ],
      problems: [],
    });
  });
});
