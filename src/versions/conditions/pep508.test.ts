import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { parseRequirement } from './pep508.ts';
import { evaluateMarker, type MarkerEnvironment, type MarkerRequest } from './pep508-evaluate.ts';
import { parseMarker } from './pep508-marker.ts';

// https://packaging.python.org/en/latest/specifications/dependency-specifiers/ ("Examples", "Environment Markers", and the
// tests at the end of "Complete Grammar"), https://peps.python.org/pep-0685/ for the names of extras.
const ENVIRONMENT: MarkerEnvironment = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  platform_release: '3.14.1-x86_64-linode39',
  platform_system: 'Linux',
  platform_version: '#1 SMP Fri Apr 25 13:07:35 EDT 2014',
  python_version: '3.13',
  python_full_version: '3.13.0a2',
  implementation_name: 'cpython',
  implementation_version: '3.13.0a2',
};

const holds = (text: string, request?: MarkerRequest) =>
  evaluateMarker(parseMarker(text), ENVIRONMENT, request);

describe('markers', () => {
  it.each([
    ['python_version > "3.8"', true],
    ['python_version<"2.7"', false],
    ["python_version >= '3.13'", true],
    ['python_version == "3.*"', true],
    ['python_version ~= "3.10"', true],
    ['python_version === "3.13"', true],
    ['python_version === "3.13.0"', false],
    ['python_version > "3.9"', true],
    ['"3.8" <= python_version', true],
    ['"3.14" <= python_version', false],
    // The environment's own pre-release counts as what it is.
    ['python_full_version < "3.13"', false],
    ['python_full_version >= "3.13"', false],
    ['python_full_version == "3.13.*"', true],
    ['implementation_version >= "3.13.0a1"', true],
    ['python_version in "2.7 3.13"', true],
    ['python_version not in "2.7, 3.1"', true],
    ['python_version not  in "2.7, 3.13"', false],
    // Neither side a version: equal or not, and no order.
    ['python_version == "abc"', false],
    ['python_version != "abc"', true],
    ['python_version < "abc"', false],
    ['python_version < "3.8.*"', false],
    ['platform_release == "3.14.1-x86_64-linode39"', true],
    ['platform_release >= "3.14.1-x86_64-linode39"', true],
    ['platform_release >= "3"', false],
    ['os_name == "posix"', true],
    ['os_name >= "posix"', true],
    ['os_name > "a"', false],
    ['os_name < "z"', false],
    ['os_name != "nt"', true],
    ['"linux" in sys_platform', true],
    ['"win" not in sys_platform', true],
    ['platform_version == "#1 SMP Fri Apr 25 13:07:35 EDT 2014"', true],
    // "and" binds more than "or".
    ['os_name == "nt" and python_version > "3" or sys_platform == "linux"', true],
    ['os_name == "nt" and (python_version > "3" or sys_platform == "linux")', false],
    ['sys_platform == "linux" or os_name == "nt" and python_version < "3"', true],
    ['((os_name == "posix"))', true],
    ['python_version>="3"and os_name=="posix"', true],
    ['os.name == "posix" and sys.platform == "linux" and python_implementation == "CPython"', true],
    ["os_name == 'a\"b'", false],
    ['os_name == ""', false],
    ['os_name == implementation_name', false],
  ])('%s is %s', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it('ask for extras by their normalised names, one at a time', () => {
    expect(holds('extra == "Foo_Bar"', { extras: ['foo.bar'] })).toBe(true);
    expect(holds('extra == "foo"', { extras: ['bar', 'foo'] })).toBe(true);
    expect(holds('extra == "foo"', { extras: ['bar'] })).toBe(false);
    expect(holds('extra == "foo"')).toBe(false);
    expect(holds('extra != "foo"')).toBe(true);
    expect(holds('extra == "a" and extra == "b"', { extras: ['a', 'b'] })).toBe(false);
    expect(holds('python_version < "3" or extra == "a"', { extras: ['a'] })).toBe(true);
  });

  it('ask for members of the sets of a lock file', () => {
    expect(holds('"foo-bar" in extras', { extras: ['Foo.Bar', 'x'] })).toBe(true);
    expect(holds('"y" not in extras', { extras: ['x'] })).toBe(true);
    expect(holds('"dev" in dependency_groups', { groups: ['dev'] })).toBe(true);
    expect(holds('"dev" in dependency_groups')).toBe(false);
    expect(() => holds('extras == "x"')).toThrow(expect.objectContaining({ field: 'marker' }));
  });

  it('are refused where they compare what has no such comparison', () => {
    for (const text of [
      '"dog" ~= "fred"',
      'python_version ~= "surprise"',
      'os_name === "posix"',
      'os_name ~= "1"',
    ])
      expect(() => holds(text), text).toThrow(expect.objectContaining({ code: 'input', field: 'marker' }));
  });

  it('are refused where the environment does not say', () => {
    const marker = parseMarker('os_name == "nt" or python_version > "3"');
    expect(evaluateMarker(marker, { os_name: 'nt' })).toBe(true);
    expect(() => evaluateMarker(marker, { os_name: 'posix' })).toThrow(
      expect.objectContaining({ code: 'input', field: 'environment' }),
    );
  });

  it('are a tree', () => {
    expect(parseMarker('os_name=="a" or (extra == "b" and "c" not in sys_platform)')).toEqual({
      kind: 'or',
      of: [
        { kind: 'compare', left: { variable: 'os_name' }, operator: '==', right: { text: 'a' } },
        {
          kind: 'and',
          of: [
            { kind: 'compare', left: { variable: 'extra' }, operator: '==', right: { text: 'b' } },
            { kind: 'compare', left: { text: 'c' }, operator: 'not in', right: { variable: 'sys_platform' } },
          ],
        },
      ],
    });
  });

  it('are refused for what is no marker', () => {
    const texts = [
      ...[
        '',
        'python_version',
        'foo == "x"',
        'python_version >= 3',
        'os_name == "a" and',
        'or os_name == "a"',
      ],
      ...[
        'not os_name == "x"',
        'os_name notin "x"',
        'os_name == "a',
        '(os_name == "a"',
        'os_name == "a")',
        'os_name = "a"',
      ],
      ...[
        'os_name == "a" os_name == "b"',
        'constructor == "a"',
        'os_name == "a"\nor os_name == "b"',
        '()',
        '"a" "b"',
      ],
      ...[
        '('.repeat(200),
        '('.repeat(16_000),
        `os_name == "${'a'.repeat(100_000)}"`,
        'os_name '.repeat(2_000),
      ],
    ];
    const isRefused = (text: string) => fieldOf(() => parseMarker(text)) === 'marker';
    expect(texts.filter(text => !isRefused(text))).toEqual([]);
  });
});

describe('requirements', () => {
  const plain = { extras: [], specifier: '', url: null, marker: null };

  it.each([
    ['A', { ...plain, name: 'A', normalisedName: 'a' }],
    ['A.B-C_D', { ...plain, name: 'A.B-C_D', normalisedName: 'a-b-c-d' }],
    ['friendly-._.-bard', { ...plain, name: 'friendly-._.-bard', normalisedName: 'friendly-bard' }],
    ['  name  ', { ...plain, name: 'name', normalisedName: 'name' }],
    ['name<=1', { ...plain, name: 'name', normalisedName: 'name', specifier: '<=1' }],
    ['name>=3,<2', { ...plain, name: 'name', normalisedName: 'name', specifier: '>=3,<2' }],
    ['name>=3,', { ...plain, name: 'name', normalisedName: 'name', specifier: '>=3,' }],
    ['name (>=1.0, <2)', { ...plain, name: 'name', normalisedName: 'name', specifier: '>=1.0, <2' }],
    ['name()', { ...plain, name: 'name', normalisedName: 'name' }],
    ['name[]', { ...plain, name: 'name', normalisedName: 'name' }],
    ['name [fred,bar]', { ...plain, name: 'name', normalisedName: 'name', extras: ['fred', 'bar'] }],
    ['name[a]>=1', { ...plain, name: 'name', normalisedName: 'name', extras: ['a'], specifier: '>=1' }],
    ['name@http://foo.com', { ...plain, name: 'name', normalisedName: 'name', url: 'http://foo.com' }],
    [
      'pip @ https://github.com/pypa/pip/archive/1.3.1.zip#sha1=da9234ee9982d4bbb3c72346a6de940a148ea686',
      {
        ...plain,
        name: 'pip',
        normalisedName: 'pip',
        url: 'https://github.com/pypa/pip/archive/1.3.1.zip#sha1=da9234ee9982d4bbb3c72346a6de940a148ea686',
      },
    ],
    [
      'name @ https://x.org/y;z',
      { ...plain, name: 'name', normalisedName: 'name', url: 'https://x.org/y;z' },
    ],
    ['name === foo', { ...plain, name: 'name', normalisedName: 'name', specifier: '=== foo' }],
  ])('%s', (text, expected) => {
    expect(parseRequirement(text)).toEqual(expected);
  });

  it('have a marker after a semicolon, which a URL does not end at', () => {
    const marker = parseMarker('python_version < "2.7"');
    expect(parseRequirement('requests [security,tests] >= 2.8.1, == 2.8.* ; python_version < "2.7"')).toEqual(
      {
        name: 'requests',
        normalisedName: 'requests',
        extras: ['security', 'tests'],
        specifier: '>= 2.8.1, == 2.8.*',
        url: null,
        marker,
      },
    );
    expect(parseRequirement('argparse;python_version<"2.7"').marker).toEqual(marker);
    const withUrl = parseRequirement('name [bar] @ http://foo.com/;x ; python_version<"2.7"');
    expect(withUrl).toMatchObject({ url: 'http://foo.com/;x', extras: ['bar'], marker });
    expect(parseRequirement('name===1.0;python_version<"2.7"')).toMatchObject({
      specifier: '===1.0',
      marker,
    });
  });

  it('are refused for what is no requirement', () => {
    const texts = [
      ...['', '-name', 'name-', 'naïve', 'na me', '# name', '[a]', '==1', 'name 1.0', 'name # c'],
      ...['name[a,]', 'name[,a]', 'name[a b]', 'name[a', 'name[a][b]', 'name[-a]'],
      ...[
        'name @',
        'name @ ',
        'name @ file:///a b',
        'name @ http://a # c',
        'name,>=1',
        'name>=1,,<2',
        'name(,)',
      ],
      ...['a'.repeat(100_000), `name${' '.repeat(100_000)}x`, `name[${'a,'.repeat(10_000)}]`],
    ];
    const isRefused = (text: string) => fieldOf(() => parseRequirement(text)) === 'requirement';
    expect(texts.filter(text => !isRefused(text))).toEqual([]);
  });

  it.each([
    ['name >=1 <2', 'range'],
    ['name (>=1', 'range'],
    ['name>=1)', 'range'],
    ['name (>=1) (<2)', 'range'],
    ['name ~= 1', 'range'],
    ['name >= 1.*', 'range'],
    ['name>=1 @ http://x', 'range'],
    ['name;', 'marker'],
    ['name @ http://a ; ', 'marker'],
    ['name; os_name', 'marker'],
  ])('%s is wrong in its %s', (text, field) => {
    expect(() => parseRequirement(text)).toThrow(expect.objectContaining({ code: 'input', field }));
  });
});

/** The field that a typed error names; anything else passes through. */
function fieldOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.field;
    throw error;
  }
}
