/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { mapPackage, parseReleases } from './map.ts';

if (!hasSharedRecordings) console.warn('elm: the shared recordings are absent, so they are not mapped');

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const recorded = (file: string) => readFileSync(shared(`elm/${file}`));

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('of the site', () => {
    const name = 'rtfeldman/count';
    const releases = parseReleases(recorded('releases.json'), name);
    expect(mapPackage(name, releases, new Map([['1.0.1', recorded('elm.json')]]))).toEqual({
      name,
      namespace: 'rtfeldman',
      description: 'Call record constructors with increasing integers. Useful for managing z-index.',
      homepage: null,
      repositoryUrl: 'https://github.com/rtfeldman/count',
      repositoryCandidates: [chosen('name', 'https://github.com/rtfeldman/count', 'rtfeldman/count')],
      licenses: 'BSD-3-Clause',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {},
      latestVersion: '1.0.1',
      versions: [
        {
          number: '1.0.0',
          publishedAt: '2017-04-15T15:24:16.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: {},
          dependencies: null,
        },
        {
          number: '1.0.1',
          publishedAt: '2018-11-13T21:19:55.000Z',
          licenses: 'BSD-3-Clause',
          integrity: null,
          status: null,
          metadata: { elm_version: '0.19.0 <= v < 0.20.0', exposed_modules: ['Count'] },
          dependencies: [
            { name: 'elm/core', requirement: '1.0.0 <= v < 2.0.0', kind: 'runtime', optional: false },
          ],
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it('depends for its tests too, and groups its modules under headings', () => {
    const name = 'Example/kitchen-sink';
    const releases = parseReleases(own('releases.json'), name);
    const { versions } = mapPackage(name, releases, new Map([['2.0.0', own('elm.json')]]));
    expect(versions.at(-1)).toMatchObject({
      metadata: { exposed_modules: ['Sink', 'Sink.Tap', 'Sink.Drain'] },
      dependencies: [
        { name: 'elm/core', kind: 'runtime' },
        { name: 'elm/html', kind: 'runtime' },
        { name: 'elm-explorations/test', requirement: '2.0.0 <= v < 3.0.0', kind: 'test', optional: false },
      ],
    });
  });

  it('with many versions has the highest as its latest', () => {
    const list = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`1.${i}.0`, 1_566_000_000 + i]));
    const releases = parseReleases(Buffer.from(JSON.stringify({ ...list, odd: 1, '1.0': 2 })), 'a/b');
    const record = mapPackage('a/b', releases, new Map());
    expect(record.versions).toHaveLength(300);
    expect(record).toMatchObject({ latestVersion: '1.299.0', description: null, licenses: null });
  });

  it('is malformed without versions, and so is the elm.json of another package', () => {
    for (const text of ['{}', '[]', '', '{"x":1}'])
      expect(() => parseReleases(Buffer.from(text), 'a/b')).toThrow(
        expect.objectContaining({ code: 'malformed' }),
      );
    const releases = parseReleases(own('releases.json'), 'a/b');
    expect(() => mapPackage('a/b', releases, new Map([['2.0.0', own('elm.json')]]))).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });
});
