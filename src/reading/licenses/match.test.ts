/** Texts of well-known licences in the shapes in which projects keep them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { corpus, licenseText } from './corpus.ts';
import { matchText } from './match.ts';

const own = fileURLToPath(new URL('../../../', import.meta.url));
const text = (id: string) => licenseText(id)?.text as string;
const ids = (of: string) => matchText(of).map(({ id }) => id);

describe('a text', () => {
  it('of a licence is found to be that licence, or one of the same words', () => {
    const wrong: string[] = [];
    // Every fifth: all of them take half a minute.
    for (const [i, { ids: names, text: whole, size }] of corpus().templates.entries()) {
      if (size < 12 || i % 5 !== 0) continue;
      const [best] = matchText(whole);
      if (best?.confidence !== 100 || !names.includes(best.id)) wrong.push(`${names[0]} as ${best?.id}`);
    }
    expect(wrong).toEqual([]);
  });

  it('of this project is AGPL-3.0, as its file says', () => {
    const [best] = matchText(readFileSync(`${own}LICENSE`, 'utf8'));
    expect(best?.id).toBe('AGPL-3.0-only');
    expect(best?.alternatives).toEqual(['AGPL-3.0-or-later']);
    expect(best?.confidence).toBeGreaterThan(99);
  });

  it.skipIf(!existsSync(`${own}node_modules`))('of real packages is what they declare', () => {
    const declared = {
      fastify: 'MIT',
      pino: 'MIT',
      typescript: 'Apache-2.0',
      'd3-scale': 'ISC',
      'smol-toml': 'BSD-3-Clause',
    };
    for (const [name, id] of Object.entries(declared)) {
      const folder = `${own}node_modules/${name}/`;
      const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md'].find(each => existsSync(folder + each));
      expect(ids(readFileSync(folder + file, 'utf8')), name).toEqual([id]);
    }
  });

  it('is the same with other names, wrapping, marks of comments and British spelling', () => {
    const mit = text('MIT').replace('<year> <copyright holders>', '2019-2024 The Example Project');
    const wrapped = mit
      .replaceAll('license', 'licence')
      .split(/\s+/)
      .reduce((all, word, i) => `${all}${i % 7 === 0 ? '\n * ' : ' '}${word}`, '/*');
    expect(matchText(`${wrapped}\n */`)[0]).toMatchObject({ id: 'MIT', confidence: expect.closeTo(100, -1) });
  });

  it('is told from its neighbours', () => {
    for (const id of [
      'MIT',
      'MIT-0',
      'BSD-2-Clause',
      'BSD-3-Clause',
      'ISC',
      '0BSD',
      'Zlib',
      'Unlicense',
      'BSL-1.0',
      'MPL-2.0',
    ])
      expect(ids(text(id)), id).toEqual([id]);
    expect(ids(text('LGPL-2.1-only'))).toEqual(['LGPL-2.1-only']);
  });

  it('may hold several', () => {
    const both = `This product holds others.\n\n${text('MIT')}\n\n----\n\nPart b:\n\n${text('BSD-3-Clause')}`;
    expect(ids(both).sort()).toEqual(['BSD-3-Clause', 'MIT']);
    expect(ids(`# Project\n\nUsage: run it.\n\n## License\n\n${text('ISC')}`)).toEqual(['ISC']);
  });

  it('that is none is none', () => {
    expect(ids('')).toEqual([]);
    expect(
      ids('All rights reserved. Nobody may copy, change or sell this software in any way whatever.'),
    ).toEqual([]);
    expect(ids('word '.repeat(50_000))).toEqual([]);
    const half = text('Apache-2.0');
    expect(ids(half.slice(0, half.length / 2))).toEqual([]);
  });

  it('with a clause more is less sure, or another', () => {
    const more = `${text('MIT')}\n\n${'The software shall not be used by anybody for mining asteroids or similar bodies. '.repeat(1)}`;
    const [best] = matchText(more);
    expect(best?.id).toBe('MIT');
    // What comes after the licence is not part of it; the match says up to where it goes.
    expect(best?.to).toBeLessThan(best?.of as number);
  });
});
