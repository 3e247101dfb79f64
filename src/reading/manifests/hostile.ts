/** Bytes that no reader may choke on, whatever its format; used by tests over all formats. */

export interface Attack {
  name: string;
  bytes: Buffer;
}

/**
 * Deep, long, odd and bombing inputs that do not depend on the format.
 *
 * @param size Bytes of those that repeat something. Small ones show what is quadratic or worse as well, in a fraction of the time.
 */
export function attacks(size: number): Attack[] {
  const of = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
  const utf16 = Buffer.from('\ufeff{"dependencies": {"a": "1"}}', 'utf16le');
  return [
    of('nothing', ''),
    of('white space', ' \t\r\n '.repeat(100)),
    of('NULs', '\0'.repeat(10_000)),
    { name: 'broken UTF-8', bytes: Buffer.alloc(10_000, 0xff) },
    { name: 'UTF-16 LE', bytes: utf16 },
    { name: 'UTF-16 BE', bytes: Buffer.from(utf16).swap16() },
    ...Array.from('a (){["\'-\t<#\\,=:\n\r\u00e9', character => repeated(character, size)),
    of('deep JSON', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
    of('deep arrays', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    of('deep XML', `<?xml version="1.0"?>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`),
    of('deep YAML', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
    of('deep TOML key', `a${'.a'.repeat(10_000)} = 1`),
    of('deep TOML tables', `[${'a.'.repeat(10_000)}a]\nb = 1`),
    of('deep TOML arrays', `a = ${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    of('deep blocks', `${'group :a do\n'.repeat(10_000)}${'end\n'.repeat(10_000)}`),
    of('entities', billionLaughs()),
    of('an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    of('YAML aliases', yamlAliases()),
    of('YAML merges', yamlMerges()),
    of(
      'YAML of a language',
      'a: !!js/function "function () {}"\nb: !ruby/object:Gem::Requirement\n  x: 1\nc: !!python/object:os.system x',
    ),
    of('keys twice', '{"dependencies":{"a":"1","a":"2"},"dependencies":{"a":"3"}}'),
    of(
      'names of prototypes',
      '{"dependencies":{"__proto__":"1","constructor":"2","toString":"3"},"__proto__":{"a":1}}',
    ),
    of(
      'wrong types',
      '{"dependencies":[1,null,{"a":[]}],"packages":7,"name":{},"version":[],"lockfileVersion":"x"}',
    ),
    of('numbers', '{"dependencies":{"a":1e999,"b":-0,"c":12345678901234567890},"version":1.10}'),
    ...['gem "a"\r', '"([', '"a" % "b" ', 'a(b)\n', 'a {\n', '"${', '<a b="c">', 'a: b\n', 'a && ', '- '].map(
      text => repeated(text, size),
    ),
    of('backslashes before quotes', `"${'\\"'.repeat(size / 2)}`),
  ];
}

function repeated(text: string, size: number): Attack {
  const name = `${size} bytes of ${JSON.stringify(text)}`;
  return { name, bytes: Buffer.from(text.repeat(Math.floor(size / Buffer.byteLength(text)))) };
}

function billionLaughs(): string {
  const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  return `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${entities}]><project>&l12;</project>`;
}

function yamlAliases(): string {
  const rows = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}*a${i}]`);
  return ['a0: &a0 [x]', ...rows].join('\n');
}

function yamlMerges(): string {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `a${i + 1}: &a${i + 1}\n  <<: [*a${i}, *a${i}, *a${i}]\n  k${i}: {<<: *a${i}}`,
  );
  return ['a0: &a0 {x: 1}', ...rows].join('\n');
}
