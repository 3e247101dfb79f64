import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../errors.ts';
import { buildPurl, canonicalisePurl, MAX_PURL_LENGTH, parsePurl } from './index.ts';
import { PURL_TYPES } from './types.ts';

function failureOf(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}

describe('parsePurl', () => {
  test('gives every component decoded', () => {
    expect(parsePurl('pkg:deb/debian/g%2B%2B@4:12.2.0-3?arch=amd64&distro=debian-12#usr/bin/%20x')).toEqual({
      type: 'deb',
      namespace: 'debian',
      name: 'g++',
      version: '4:12.2.0-3',
      qualifiers: { arch: 'amd64', distro: 'debian-12' },
      subpath: 'usr/bin/ x',
    });
  });

  test.each([
    ['pkg:npm/@babel/core', '@babel', 'core', null],
    ['pkg:npm/@babel/core@7.0.0', '@babel', 'core', '7.0.0'],
    ['pkg:npm/%40babel/core@7.0.0', '@babel', 'core', '7.0.0'],
    ['pkg:npm/react@', null, 'react', null],
    ['pkg:generic/a//b///c@1', 'a/b', 'c', '1'],
    ['pkg://npm/react', null, 'react', null],
    ['PKG:NPM/React', null, 'React', null],
    ['pkg:generic/a%2Fb', null, 'a/b', null],
    ['pkg:generic/a@1/2', null, 'a', '1/2'],
    ['pkg:git/forge.example/Team/Tool@v1', 'forge.example', 'Team/Tool', 'v1'],
  ])('%s', (text, namespace, name, version) => {
    expect(parsePurl(text)).toMatchObject({ namespace, name, version });
  });

  test.each([
    ['', 'scheme'],
    ['npm/react', 'scheme'],
    ['pkg:', 'a type and a name are required'],
    ['pkg:npm', 'a type and a name are required'],
    ['pkg:npm/', 'a name is required'],
    ['pkg:npm/%2F', 'a name is required'],
    ['pkg:npm/@1.0.0', 'a name is required before "@"'],
    ['pkg:n+pm/react', 'a type is'],
    ['pkg:npm/a%2', 'percent-encoding'],
    ['pkg:npm/a%FF', 'percent-encoding'],
    ['pkg:npm/a%00', 'NUL'],
    ['pkg:npm/a\0', 'NUL'],
    ['pkg:npm/a\ud800', 'Unicode'],
    ['pkg:generic/a%2Fb/c', 'namespace segment'],
    ['pkg:generic/a#b%2Fc', 'subpath segment'],
    ['pkg:generic/a?download_url=https://host.example/x?y=1', 'a further "?"'],
    ['pkg:generic/a#b#c', 'a further "#"'],
    ['pkg:generic/a?x=1&x=2', 'occurs twice'],
    ['pkg:generic/a?1x=1', 'qualifier key'],
    ['pkg:gem/a?Platform=java', 'qualifier key'],
    ['pkg:deb/curl', 'requires a namespace'],
    ['pkg:cargo/a/b', 'has no namespace'],
    ['pkg:julia/Dates', 'requires the qualifier "uuid"'],
    ['pkg:swid/a/b/c/name?tag_id=1', 'two segments'],
    ['pkg:cocoapods/.hidden', 'pod name'],
  ])('refuses %j', (text, problem) => {
    const error = failureOf(() => parsePurl(text));
    expect(error.message).toMatch(/^Invalid PURL format: /);
    expect(error.message).toContain(problem);
    expect([error.field, error.status]).toEqual(['purl', 422]);
  });

  test('lenient also reads upper-case qualifier keys, and still refuses two spellings of one', () => {
    expect(parsePurl('pkg:gem/a?Platform=java', { lenient: true }).qualifiers).toEqual({ platform: 'java' });
    expect(failureOf(() => parsePurl('pkg:gem/a?A=1&a=2', { lenient: true })).message).toContain(
      'occurs twice',
    );
  });

  test('keys that name members of Object.prototype are ordinary keys', () => {
    expect(Object.entries(parsePurl('pkg:generic/a?constructor=1&valueof=2').qualifiers)).toEqual([
      ['constructor', '1'],
      ['valueof', '2'],
    ]);
  });

  test('accepts the longest length and refuses one more', () => {
    const longest = `pkg:npm/${'a'.repeat(MAX_PURL_LENGTH - 8)}`;
    expect(parsePurl(longest).name).toHaveLength(MAX_PURL_LENGTH - 8);
    expect(failureOf(() => parsePurl(`${longest}a`)).message).toContain('longer than 16384 characters');
  });
});

/** Milliseconds. Linear work takes one or two; this bound only tells it from a hang on a busy machine. */
const AT_ONCE = 500;

describe('hostile input', () => {
  const shapes: [string, string][] = [
    ['slashes', `pkg:${'/'.repeat(100_000)}`],
    ['segments', `pkg:generic/${'a/'.repeat(50_000)}b`],
    ['at signs', `pkg:npm/${'@'.repeat(100_000)}`],
    ['percents', `pkg:npm/${'%25'.repeat(33_333)}`],
    ['qualifiers', `pkg:npm/a?${Array.from({ length: 12_000 }, (_, i) => `k${i}=v`).join('&')}`],
    ['dots', `pkg:npm/a#${'../'.repeat(33_333)}`],
    ['multi-byte', `pkg:npm/${'é'.repeat(100_000)}`],
  ];
  test.each(shapes)('100 kB of %s is refused at once', (_, text) => {
    const start = performance.now();
    const error = failureOf(() => parsePurl(text));
    expect(performance.now() - start).toBeLessThan(AT_ONCE);
    expect(error.message.length).toBeLessThan(1000);
  });

  test.each(shapes)('16 kB of %s gives an answer or a typed error at once', (_, text) => {
    const start = performance.now();
    try {
      canonicalisePurl(text.slice(0, MAX_PURL_LENGTH));
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
    expect(performance.now() - start).toBeLessThan(AT_ONCE);
  });
});

describe('buildPurl', () => {
  test('encodes all but unreserved characters and the colon', () => {
    const name = `a!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~ é`;
    expect(buildPurl({ type: 'generic', name })).toBe(
      'pkg:generic/a%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F:%3B%3C%3D%3E%3F%40%5B%5C%5D%5E_%60%7B%7C%7D~%20%C3%A9',
    );
  });

  test('sorts qualifiers by key and leaves empty ones out', () => {
    const qualifiers = { 'b.x': '2', b: '1', empty: '', none: null, A: '0' };
    expect(buildPurl({ type: 'generic', name: 'n', qualifiers })).toBe('pkg:generic/n?a=0&b=1&b.x=2');
  });

  test('drops empty and dot segments of a subpath', () => {
    expect(buildPurl({ type: 'generic', name: 'n', subpath: '/a/./../b//' })).toBe('pkg:generic/n#a/b');
    expect(buildPurl({ type: 'generic', name: 'n', subpath: './..' })).toBe('pkg:generic/n');
  });

  test.each([
    [{ type: 'generic', name: '' }],
    [{ type: 'generic', name: '///' }],
    [{ type: '', name: 'a' }],
    [{ type: 'generic', name: 'a\0' }],
    [{ type: 'generic', name: 'a\udc00' }],
    [{ type: 'generic', name: 'a', qualifiers: { 'b c': '1' } }],
    [{ type: 'generic', name: 'a'.repeat(MAX_PURL_LENGTH) }],
  ])('refuses %o', components => {
    expect(failureOf(() => buildPurl(components)).message).toMatch(/^Invalid PURL format: /);
  });
});

describe('type rules', () => {
  test.each([
    ['pkg:pypi/Foo_Bar.baz@1.0RC1', 'pkg:pypi/foo-bar.baz@1.0rc1'],
    ['pkg:pub/Flutter-Widgets@1.0.0', 'pkg:pub/flutter_widgets@1.0.0'],
    ['pkg:github/Owner/Repo@V1', 'pkg:github/owner/repo@V1'],
    ['pkg:golang/github.com/Azure/sdk@v1.0.0', 'pkg:golang/github.com/Azure/sdk@v1.0.0'],
    ['pkg:golang/go.starlark.net', 'pkg:golang/go.starlark.net'],
    ['pkg:cpan/gdt/URI-PackageURL', 'pkg:cpan/GDT/URI-PackageURL'],
    ['pkg:rpm/Fedora/Curl@1', 'pkg:rpm/fedora/Curl@1'],
    ['pkg:oci/Debian@sha256:ABC', 'pkg:oci/debian@sha256:abc'],
    ['pkg:unregistered/Some/Name@V1', 'pkg:unregistered/Some/Name@V1'],
  ])('%s', (text, canonical) => {
    expect(canonicalisePurl(text)).toBe(canonical);
  });
});

describe('properties', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const key = fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/);
  const components = fc.record({
    type: fc.constantFrom('generic', 'x-unknown', ...PURL_TYPES.keys()),
    namespace: fc.option(fc.array(text, { maxLength: 3 }).map(parts => parts.join('/'))),
    name: text,
    version: fc.option(text),
    qualifiers: fc.dictionary(key, text, { maxKeys: 4 }),
    subpath: fc.option(text),
  });
  /** Random components that the type allows, or undefined. */
  const built = (c: Parameters<typeof buildPurl>[0]): string | undefined => {
    try {
      return buildPurl(c);
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  };

  test('a built purl is ASCII, parses, and is its own canonical form', () => {
    let successes = 0;
    fc.assert(
      fc.property(components, c => {
        const purl = built(c);
        if (purl === undefined) return;
        successes++;
        expect(purl).toMatch(/^[!-~]+$/);
        expect(buildPurl(parsePurl(purl))).toBe(purl);
        expect(canonicalisePurl(purl)).toBe(purl);
      }),
      { numRuns: 2000 },
    );
    expect(successes).toBeGreaterThan(400);
  });

  test('a generic purl gives back the components it was built from', () => {
    const segment = text.filter(
      s => s !== '' && !s.includes('/') && !s.includes('\0') && s !== '.' && s !== '..',
    );
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constant('generic'),
          namespace: fc.option(
            fc.array(segment, { minLength: 1, maxLength: 3 }).map(parts => parts.join('/')),
          ),
          name: segment,
          version: fc.option(segment),
          qualifiers: fc.dictionary(key, segment, { maxKeys: 4, noNullPrototype: true }),
          subpath: fc.option(fc.array(segment, { minLength: 1, maxLength: 3 }).map(parts => parts.join('/'))),
        }),
        c => {
          expect(parsePurl(buildPurl(c))).toEqual(c);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('any text gives a purl or an InputError', () => {
    const noise = fc.string({
      unit: fc.constantFrom('/', '@', '?', '#', '%', '&', '=', ':', 'a', '2', 'F', 'é', '\0'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(noise, rest => {
        try {
          const purl = canonicalisePurl(`pkg:generic/${rest}`);
          expect(canonicalisePurl(purl)).toBe(purl);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
