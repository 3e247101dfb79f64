/**
 * Expected values are worked out by hand from the files:
 * https://docs.conan.io/2/reference/conanfile/attributes.html and .../methods/requirements.html.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { parseConanfile } from './conanfile.ts';
import { dependenciesFromApi, dependenciesFromRecipe } from './dependencies.ts';
import { demo } from './fixtures/conformance.ts';
import conan from './index.ts';
import { mapRecipe } from './map.ts';
import { parseConandata, parseConfig } from './recipe-data.ts';

const bytes = (text: string) => Buffer.from(text);
const required = (name: string, requirement: string | null, kind = 'runtime') => ({
  name,
  requirement,
  kind,
  optional: false,
});

test('a recipe with every member', () => {
  const record = demo();
  expect(record).toEqual({
    name: 'demo',
    namespace: null,
    description: 'Shows what a recipe has, and "how" it has it',
    homepage: 'https://demo.example.org',
    repositoryUrl: 'https://github.com/demo-org/demo',
    repositoryCandidates: [
      chosen(
        'sources.url',
        'https://github.com/demo-org/demo',
        'https://github.com/demo-org/demo/archive/v2.10.tar.gz',
      ),
    ],
    licenses: 'MIT,BSL-1.0',
    keywords: ['demo', 'c++'],
    status: 'deprecated',
    downloads: null,
    fundingLinks: [],
    metadata: { folder: 'all', package_type: 'library', successor: 'newdemo' },
    latestVersion: '2.10',
    versions: [
      {
        number: '2.10',
        publishedAt: null,
        licenses: 'MIT,BSL-1.0',
        integrity: 'sha256-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        status: null,
        metadata: { folder: 'all', download_url: 'https://github.com/demo-org/demo/archive/v2.10.tar.gz' },
        dependencies: [
          required('zlib', '[>=1.2.11 <2]'),
          required('boost', '1.84.0'),
          required('fmt', null),
          { ...required('openssl', '[>=1.1 <4]'), optional: true },
          required('cmake', '[>=3.16 <4]', 'development'),
          { ...required('gtest', '1.14.0', 'test'), qualifiers: { user_channel: 'acme/stable' } },
        ],
      },
      {
        number: '2.9',
        publishedAt: null,
        licenses: 'MIT,BSL-1.0',
        integrity: null,
        status: null,
        metadata: { folder: 'all' },
        dependencies: [required('zlib', '1.2.13'), required('cmake', '3.28.1', 'development')],
      },
      {
        number: '1.0',
        publishedAt: null,
        licenses: 'MIT',
        integrity: null,
        status: null,
        metadata: { folder: 'old' },
        dependencies: [],
      },
    ],
    versionsComplete: true,
    maintainers: null,
  });
});

describe('a conanfile', () => {
  const attribute = (line: string) => parseConanfile(bytes(`class A(ConanFile):\n    ${line}\n`));

  it.each([
    [`description = "a" 'b'`, 'ab'],
    ['description = "a" \\\n        "b"', 'ab'],
    ['description = "it\\\'s \\"x\\""  # why', 'it\'s "x"'],
    ['description = """two\n    lines"""', 'two\n    lines'],
    ["description = r'\\d'", '\\d'],
    ['description = ("a" # one\n "b")', 'ab'],
    ['description = "a" + name', null],
    ['description = "a".format(1)', null],
    ['description = f"a {name}"', null],
    ['description = ("a", name)', null],
    ['description = "unended', null],
    ['description == "a"', null],
    ['description = None', null],
  ])('%s', (line, expected) => expect(attribute(line).description).toBe(expected));

  it('has lists with and without parentheses', () => {
    expect(attribute('topics = ("a", "b",)').topics).toEqual(['a', 'b']);
    expect(attribute('topics = ("a",)').topics).toEqual(['a']);
    expect(attribute('license = ["MIT"]').licenses).toEqual(['MIT']);
    expect(attribute('license = "MIT"').licenses).toEqual(['MIT']);
    expect(attribute('license = ()').licenses).toEqual([]);
  });

  it('is deprecated with and without a successor', () => {
    expect(attribute('deprecated = True').deprecated).toBe('true');
    expect(attribute('deprecated = "other"').deprecated).toBe('other');
    expect(attribute('deprecated = False').deprecated).toBeNull();
  });

  it('takes the first assignment, in a class only', () => {
    const text = 'license = "no"\nclass A:\n    license = "MIT"\n    license = "BSD"\n';
    expect(parseConanfile(bytes(text)).licenses).toEqual(['MIT']);
  });
});

test('dependencies name recipes only', () => {
  const requirement = (reference: string, isWhole = true) =>
    dependenciesFromRecipe({
      requirements: [{ kind: 'runtime', reference, isWhole, isConditional: false }],
    });
  expect(requirement('Zlib/1.3')).toEqual([required('zlib', '1.3')]);
  expect(requirement('zlib')).toEqual([required('zlib', null)]);
  expect(requirement('zlib/1.3@_/_')).toEqual([required('zlib', '1.3')]);
  for (const none of ['', '/', '/1.0', 'a b/1', '@x/y']) expect(requirement(none)).toEqual([]);
  expect(requirement('lib', false)).toEqual([]);
  for (const none of [null, {}, { use_it: null }, { use_it: { requires: 'zlib/1' } }])
    expect(dependenciesFromApi(none)).toBeNull();
  expect(dependenciesFromApi({ use_it: { requires: [] } })).toEqual([]);
});

describe('data files', () => {
  it('keep versions as they are written', () => {
    const config =
      'versions:\n  1.10:\n    folder: all\n  "1.1":\n    folder: "1.x"\n  2.0:\n    folder: ../x\n';
    expect([...parseConfig(bytes(config), 'x')]).toEqual([
      ['1.10', 'all'],
      ['1.1', '1.x'],
    ]);
  });

  it('name one source a version', () => {
    const data = [
      'sources:',
      '  "1":',
      '    url: ["https://example.org/a", "https://example.com/a"]',
      '  "2":',
      '    url: ftp://example.org/a',
      '  "3": {}',
    ].join('\n');
    expect([...parseConandata(bytes(data), 'x')]).toEqual([
      ['1', { url: 'https://example.org/a', integrity: null }],
    ]);
    expect(parseConandata(bytes('patches: {}'), 'x').size).toBe(0);
  });

  it.each(['', 'x', '- a', 'a: [', 'versions: 5', 'a: &a [*a, *a]'])('%# is malformed', text =>
    expect(() => parseConfig(bytes(text), 'x')).toThrow(expect.objectContaining({ code: 'malformed' })),
  );

  it.each(['[', '- '])('%s inside each other without end', text =>
    expect(() => parseConfig(bytes(text.repeat(100_000)), 'x')).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    ),
  );
});

test('links', () => {
  const [seed] = conan.registries;
  const registry = {
    ...seed,
    id: 1,
    ecosystem: 'conan',
    purlType: 'conan',
    url: seed?.url ?? '',
    version: null,
  } as never;
  const { links } = conan;
  expect(links.page(registry, 'zlib', '1.3')).toBe('https://conan.io/center/recipes/zlib?version=1.3');
  expect(links.install(registry, 'zlib', '1.3')).toBe('conan install --requires=zlib/1.3');
  expect(links.install(registry, 'zlib')).toBe("conan install '--requires=zlib/[*]'");
  expect(conan.purl.fromPurl({ namespace: null, name: 'Zlib', qualifiers: { user: '_' } }, registry)).toBe(
    'zlib',
  );
  expect(
    conan.purl.fromPurl({ namespace: null, name: 'zlib', qualifiers: { user: 'a' } }, registry),
  ).toBeNull();
});

if (!hasSharedRecordings) console.warn('conan: the shared recordings are absent, so they are not replayed');

describe.skipIf(!hasSharedRecordings)('recorded answers', () => {
  const file = (name: string) => readFileSync(fileURLToPath(shared(`conan/${name}`)));

  it('of zlib', () => {
    const folders = new Map([
      ['all', { conandata: file('zlib_conandata.yml'), conanfile: file('zlib_conanfile.py') }],
    ]);
    expect(mapRecipe('zlib', { config: file('zlib_config.yml'), folders, usage: null })).toEqual({
      name: 'zlib',
      namespace: null,
      description:
        'A Massively Spiffy Yet Delicately Unobtrusive Compression Library (Also Free, Not to Mention Unencumbered by Patents)',
      homepage: 'https://zlib.net',
      repositoryUrl: null,
      repositoryCandidates: [],
      licenses: 'Zlib',
      keywords: ['zlib', 'compression'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { folder: 'all', package_type: 'library' },
      latestVersion: '1.3.1',
      versions: [
        {
          number: '1.3.1',
          publishedAt: null,
          licenses: 'Zlib',
          integrity: 'sha256-9a93b2b7dfdac77ceba5a558a580e74667dd6fede4585b91eefb60f03b72df23',
          status: null,
          metadata: { folder: 'all', download_url: 'https://zlib.net/fossils/zlib-1.3.1.tar.gz' },
          dependencies: [],
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it('of 7bitconf and zziplib', () => {
    const usage: unknown = JSON.parse(file('7bitconf_use_it.json').toString());
    expect(Object.values(usage as object).map(dependenciesFromApi)).toEqual(
      ['1.0.0', '1.1.0', '1.2.0'].map(() => [required('taocpp-json', '1.0.0-beta.14')]),
    );
    const zziplib = parseConanfile(file('zziplib_conanfile.py'));
    expect(zziplib).toMatchObject({
      homepage: 'https://github.com/gdraheim/zziplib',
      licenses: ['GPL-2.0-or-later'],
      topics: ['zip', 'archive', 'decompression'],
    });
    expect(dependenciesFromRecipe(zziplib)).toEqual([
      required('zlib', '[>=1.2.11 <2]'),
      required('cmake', '[>=3.16 <4]', 'development'),
    ]);
  });
});
