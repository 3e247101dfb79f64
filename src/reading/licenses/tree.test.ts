import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import type { Tree } from '../../core/tree.ts';
import { licenseText } from './corpus.ts';
import { licensesOf } from './tree.ts';

const text = (id: string) => licenseText(id)?.text as string;

async function* treeOf(files: Record<string, string>): Tree {
  const given = new Set<string>();
  for (const [path, body] of Object.entries(files)) {
    yield {
      path,
      size: body.length,
      kind: 'file',
      linkTarget: null,
      executable: null,
      async read(maxBytes) {
        if (given.has(path)) throw new Error(`${path} was read twice`);
        given.add(path);
        if (body.length > maxBytes) throw new UpstreamError('too-large', 'too large');
        return Buffer.from(body);
      },
      async *stream() {
        yield Buffer.from(body);
      },
    };
  }
}
const read = (files: Record<string, string>) => licensesOf(treeOf(files));
const bower = (license: string) => JSON.stringify({ name: 'x', license });

describe('a tree', () => {
  it('whose texts, manifest and tags say the same agrees', async () => {
    const found = await read({
      'src/a.ts': '// SPDX-License-Identifier: MIT\nexport {};',
      'src/b.ts': '// SPDX-License-Identifier: MIT',
      LICENSE: text('MIT'),
      'bower.json': bower('MIT'),
    });
    expect(found.files).toMatchObject([{ path: 'LICENSE', matches: [{ id: 'MIT', confidence: 100 }] }]);
    expect(found.headers).toEqual([
      { expression: 'MIT', valid: true, files: 2, examples: ['src/a.ts', 'src/b.ts'] },
    ]);
    expect(found.metadata).toEqual([
      { path: 'bower.json', ecosystem: 'bower', declared: 'MIT', expression: 'MIT' },
    ]);
    expect(found.agreement).toEqual({
      outcome: 'agree',
      texts: ['MIT'],
      metadata: ['MIT'],
      headers: ['MIT'],
      explanation: [],
    });
  });

  it('whose text is another than it declares is in conflict, in words', async () => {
    const { agreement } = await read({
      'LICENSE.txt': text('BSD-3-Clause'),
      'bower.json': bower('Apache-2.0'),
    });
    expect(agreement.outcome).toBe('conflict');
    expect(agreement.explanation).toEqual([
      'The licence texts say BSD-3-Clause, the manifests say Apache-2.0.',
    ]);
  });

  it('with a choice of licences and both texts agrees; with one of them partly', async () => {
    const both = { 'LICENSE-MIT': text('MIT'), 'LICENSE-APACHE': text('Apache-2.0') };
    const declared = { 'bower.json': bower('MIT OR Apache-2.0') };
    expect((await read({ ...both, ...declared })).agreement.outcome).toBe('agree');
    const one = await read({ LICENSE: text('MIT'), ...declared });
    expect(one.agreement).toMatchObject({
      outcome: 'partly',
      explanation: ['The manifests name Apache-2.0, the licence texts do not.'],
    });
  });

  it('holds in its notices the licences of what it includes', async () => {
    const files = { LICENSE: text('MIT'), 'NOTICE.txt': text('BSD-3-Clause'), 'bower.json': bower('MIT') };
    expect((await read(files)).agreement.outcome).toBe('agree');
  });

  it('declares later versions beside a text that does not tell', async () => {
    const { agreement } = await read({
      COPYING: text('GPL-3.0-only'),
      'bower.json': bower('GPL-3.0-or-later'),
    });
    expect(agreement.outcome).toBe('agree');
  });

  it('keeps others’ licences apart, and finds its own in a readme', async () => {
    const found = await read({
      'node_modules/x/LICENSE': text('ISC'),
      'third_party/y/COPYING': text('GPL-2.0-only'),
      'README.md': `# x\n\n## License\n\n${text('0BSD')}`,
      'docs/readme.md': 'no licence here',
    });
    expect(found.files.map(({ path }) => path)).toEqual(['README.md']);
    expect(found.agreement).toMatchObject({ outcome: 'single', texts: ['0BSD'] });
  });

  it('tells of a licence file that is no known licence, and of a declaration that names none', async () => {
    const found = await read({ LICENSE: 'Ask us first.', 'bower.json': bower('see our site') });
    expect(found.files).toMatchObject([{ path: 'LICENSE', matches: [] }]);
    expect(found.agreement).toEqual({
      outcome: 'none',
      texts: [],
      metadata: [],
      headers: [],
      explanation: ['bower.json declares "see our site", which names no known licence.'],
    });
  });

  it('that breaks off gives what was read', async () => {
    async function* broken(): Tree {
      yield* treeOf({ LICENSE: text('MIT') });
      throw new UpstreamError('malformed', 'truncated archive');
    }
    const found = await licensesOf(broken());
    expect(found.agreement.texts).toEqual(['MIT']);
    expect(found.incomplete).toBe('truncated archive');
  });
});
