/** Files after https://go.dev/ref/mod#go-mod-file and https://go.dev/ref/mod#go-mod-file-retract. */
import { describe, expect, it } from 'vitest';
import { parseGoMod } from './go-mod.ts';

const parse = (text: string) => parseGoMod(Buffer.from(text));

describe('go.mod', () => {
  it('that a proxy makes up names the module and nothing else', () => {
    expect(parse('module github.com/x/y\n')).toEqual({
      module: 'github.com/x/y',
      deprecated: null,
      go: null,
      toolchain: null,
      requires: [],
      retractions: [],
      isWritten: false,
    });
    expect(parse('module "gopkg.in/yaml.v2"\r\n\r\ngo 1.15\r\n')).toMatchObject({
      module: 'gopkg.in/yaml.v2',
      go: '1.15',
      isWritten: true,
    });
  });

  it('requires one by one or in blocks', () => {
    const text = `require golang.org/x/net v1.2.3
require (
	golang.org/x/crypto v1.4.5 // indirect
	// A comment of its own.
	golang.org/x/text v1.6.7
	golang.org/x/broken
)
require golang.org/x/sys v0.1.0 // indirectly`;
    expect(parse(text).requires).toEqual([
      { path: 'golang.org/x/net', version: 'v1.2.3', indirect: false },
      { path: 'golang.org/x/crypto', version: 'v1.4.5', indirect: true },
      { path: 'golang.org/x/text', version: 'v1.6.7', indirect: false },
      { path: 'golang.org/x/sys', version: 'v0.1.0', indirect: false },
    ]);
  });

  it('retracts versions and intervals, with the reason above, behind, or above the block', () => {
    const text = `retract v1.0.0
retract [v1.0.0, v1.9.9] // Build is broken.

// Published
// by accident.
retract (
    v1.1.0
    [v1.2.0,v1.3.0]
    // On top.
    v1.4.0 // Behind.
)

// Belongs to nothing.

retract v2.0.0
retract [v1, v2, v3]
retract`;
    expect(parse(text).retractions).toEqual([
      { low: 'v1.0.0', high: 'v1.0.0', reason: null },
      { low: 'v1.0.0', high: 'v1.9.9', reason: 'Build is broken.' },
      { low: 'v1.1.0', high: 'v1.1.0', reason: 'Published\nby accident.' },
      { low: 'v1.2.0', high: 'v1.3.0', reason: 'Published\nby accident.' },
      { low: 'v1.4.0', high: 'v1.4.0', reason: 'On top.\nBehind.' },
      { low: 'v2.0.0', high: 'v2.0.0', reason: null },
    ]);
  });

  // https://go.dev/ref/mod#go-mod-file-module-deprecation
  it.each([
    [
      '// Deprecated: use example.com/mod/v2 instead.\nmodule example.com/mod',
      'use example.com/mod/v2 instead.',
    ],
    [
      'module example.com/mod // Deprecated: use example.com/mod/v2 instead.',
      'use example.com/mod/v2 instead.',
    ],
    [
      '// Words.\n//\n// Deprecated: gone\n// for good.\n//\n// More.\nmodule example.com/mod',
      'gone for good.',
    ],
    ['// Deprecated:\nmodule example.com/mod', ''],
    ['// Not Deprecated: x\nmodule example.com/mod', null],
    ['// Words.\n// Deprecated: inside a paragraph.\nmodule example.com/mod', null],
    ['// Deprecated: of nothing.\n\nmodule example.com/mod', null],
  ])('%j is deprecated with %j', (text, message) => {
    expect(parse(text)).toMatchObject({ module: 'example.com/mod', deprecated: message });
  });

  it('of hostile length is read in time', () => {
    expect(parse('require ('.repeat(1_000_000)).requires).toEqual([]);
    expect(parse(`require a ${'"'.repeat(4_000)}`).requires).toEqual([]);
    expect(parse(`${'"\\'.repeat(2_000)}\n`.repeat(2_500)).requires).toEqual([]);
    expect(parse('require a.b/c v1.0.0\n'.repeat(99_999)).requires).toHaveLength(20_000);
  });
});
