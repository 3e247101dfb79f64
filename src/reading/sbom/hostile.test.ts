import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError, UpstreamError } from '../../core/errors.ts';
import { toDependencies } from './dependencies.ts';
import { SPDX_3, SPDX_23 } from './fixtures/documents.ts';
import { normaliseSbom } from './normalised.ts';
import { NOTATIONS } from './notations.ts';
import { readSbom } from './read.ts';
import { streamDependencies } from './stream/dependencies.ts';
import { validateSbom } from './validate/index.ts';
import { writeSbom } from './write.ts';

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
async function* once(bytes: Uint8Array) {
  yield bytes;
}
/** Whatever is done with the bytes, it ends in an answer or a typed error. */
async function survive(bytes: Uint8Array): Promise<'read' | 'refused'> {
  const isTyped = (error: unknown) => {
    if (error instanceof UpstreamError || error instanceof InputError) return null;
    throw error;
  };
  await streamDependencies(once(bytes)).catch(isTyped);
  await validateSbom(bytes).catch(isTyped);
  try {
    const { sbom, file } = readSbom(bytes);
    toDependencies(sbom);
    normaliseSbom(sbom, file);
    for (const { id } of NOTATIONS) writeSbom(sbom, { notation: id });
    return 'read';
  } catch (error) {
    isTyped(error);
    return 'refused';
  }
}

const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: { type: 'application', 'bom-ref': 'root', name: 'root' },
    tools: { components: [{ type: 'application', name: 'tool' }] },
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'a',
      group: 'example',
      name: 'a',
      version: '1',
      purl: 'pkg:npm/a@1',
      hashes: [{ alg: 'SHA-1', content: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }],
      licenses: [{ expression: 'MIT OR ISC' }],
      externalReferences: [{ type: 'vcs', url: 'https://example.com/a' }],
      evidence: { occurrences: [{ location: 'a.js' }], identity: [{ field: 'purl' }] },
      components: [{ type: 'file', name: 'inner' }],
    },
  ],
  dependencies: [{ ref: 'root', dependsOn: ['a'] }, { ref: 'a' }],
  vulnerabilities: [
    {
      id: 'CVE-2024-0001',
      ratings: [{ severity: 'high' }],
      affects: [{ ref: 'a', versions: [{ version: '1' }] }],
    },
  ],
};

describe('what is out of bounds', () => {
  const refused: [string, Uint8Array][] = [
    ['an empty file', Buffer.alloc(0)],
    ['JSON of no format', bytesOf({ name: 'thing' })],
    ['a version to come', bytesOf({ ...CYCLONEDX, specVersion: '9.9' })],
    [
      '10,000 levels of JSON',
      Buffer.from(
        `{"bomFormat":"CycloneDX","specVersion":"1.5","components":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      ),
    ],
    [
      '10,000 levels of XML',
      Buffer.from(`<bom xmlns="http://cyclonedx.org/schema/bom/1.5">${'<components>'.repeat(10_000)}`),
    ],
    [
      'entities that become a billion words',
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY a "lol">${Array.from('bcdefghij', (name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]><bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component type="library"><name>&j;</name></component></components></bom>`,
      ),
    ],
    [
      'an entity of a file',
      Buffer.from(
        '<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]><bom xmlns="http://cyclonedx.org/schema/bom/1.5"><x>&x;</x></bom>',
      ),
    ],
    [
      'YAML that multiplies',
      Buffer.from(
        `spdxVersion: SPDX-2.3\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi', (name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(9)}]`).join('\n')}\n`,
      ),
    ],
    ['a NUL in tag-value', Buffer.from('SPDXVersion: SPDX-2.3\nPackageName: a\0b\n')],
    ['a text without end', Buffer.from('SPDXVersion: SPDX-2.3\nDocumentComment: <text>never\nended\n')],
    ['a line of 2 MB', Buffer.from(`SPDXVersion: SPDX-2.3\nPackageName: ${'a'.repeat(2_000_000)}\n`)],
    ['half of a document', bytesOf(CYCLONEDX).subarray(0, 300)],
  ];
  it.each(refused)('%s is refused', async (_, bytes) => {
    expect(() => readSbom(bytes)).toThrow(UpstreamError);
    expect(await survive(bytes)).toBe('refused');
  });

  it('reads UTF-16 with its mark', () => {
    const text = `\ufeff${JSON.stringify(CYCLONEDX)}`;
    expect(readSbom(Buffer.from(text, 'utf16le')).sbom.components).toHaveLength(2);
    const xml =
      '\ufeff<?xml version="1.0" encoding="UTF-16"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component type="library"><name>ä</name></component></components></bom>';
    expect(readSbom(Buffer.from(xml, 'utf16le')).sbom.components[0]?.name).toBe('ä');
  });

  it('gives every component of the same ref an id of its own', () => {
    const twice = bytesOf({ ...CYCLONEDX, components: [CYCLONEDX.components[0], CYCLONEDX.components[0]] });
    const { sbom } = readSbom(twice);
    expect(sbom.dropped.duplicateIds).toBe(1);
    expect(new Set(sbom.components.map(each => each.id)).size).toBe(3);
    expect(JSON.parse(writeSbom(sbom, { notation: 'cyclonedx-json' }).text)).toEqual(
      JSON.parse(twice.toString()),
    );
  });

  it('keeps names such as __proto__ for names', async () => {
    const text = JSON.stringify(CYCLONEDX)
      .replaceAll('"root"', '"__proto__"')
      .replace('"version":1', '"version":1,"__proto__":{"polluted":true}');
    expect(await survive(Buffer.from(text))).toBe('read');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('takes a type called __proto__ for an unknown one', async () => {
    const graph = [{ type: '__proto__', spdxId: 'https://example.com/x' }, ...SPDX_3['@graph']];
    expect(await survive(bytesOf({ ...SPDX_3, '@graph': graph }))).toBe('read');
  });

  it('takes 100,000 components in a ring', { timeout: 120_000 }, () => {
    const components = Array.from({ length: 100_000 }, (_, i) => ({
      type: 'library',
      'bom-ref': `c${i}`,
      name: `n${i}`,
      purl: `pkg:npm/n${i}@1`,
    }));
    const dependencies = components.map((each, i) => ({
      ref: each['bom-ref'],
      dependsOn: [`c${(i + 1) % 100_000}`],
    }));
    const { sbom } = readSbom(
      bytesOf({ bomFormat: 'CycloneDX', specVersion: '1.5', components, dependencies }),
    );
    const { dependencies: found } = toDependencies(sbom);
    expect(found).toHaveLength(100_000);
    // In a ring nothing is at the top.
    expect(found.filter(each => each.direct)).toEqual([]);
    expect(writeSbom(sbom, { notation: 'spdx-json' }).text.length).toBeGreaterThan(1_000_000);
  });
});

/** A copy of a value with one place in it exchanged for something else. */
function mutated(value: unknown, path: number[], replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((each, i) => (String(i) === key ? mutated(each, rest, replacement) : each));
  return { ...value, [key]: mutated((value as Record<string, unknown>)[key], rest, replacement) };
}

const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    '\0',
    '\ud800',
    'pkg:',
    'SPDXRef-',
    '__proto__',
    'NOASSERTION',
    [],
    {},
    [[]],
    [null],
    { a: {} },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const path = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 7 });

describe('mutated documents', () => {
  it.each([
    ['CycloneDX', CYCLONEDX],
    ['SPDX 2', SPDX_23],
    ['SPDX 3', SPDX_3],
  ] as const)('%s with wrong types anywhere', async (_, document) => {
    await fc.assert(
      fc.asyncProperty(path, odd, async (where, what) => {
        await survive(bytesOf(mutated(document, where, what)));
      }),
      { numRuns: 150 },
    );
  });

  const texts = (['spdx-yaml', 'spdx-tag-value', 'spdx-rdf'] as const).map(
    notation =>
      [notation, Buffer.from(writeSbom(readSbom(bytesOf(SPDX_23)).sbom, { notation }).text)] as const,
  );
  it.each(texts)('%s with bytes exchanged', async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.uint8Array({ maxLength: 20 }),
        async (at, cut, put) => {
          const place = at % bytes.length;
          await survive(Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)]));
        },
      ),
      { numRuns: 100 },
    );
  });
});
