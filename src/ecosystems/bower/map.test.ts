/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { parseRepository, parseTags, versionsOf } from '../families/tag-backed/repository.ts';
import cases, { read } from './fixtures/conformance.ts';
import { links } from './links.ts';
import { mapPackage } from './map.ts';
import { parseEntry, parseList, parseManifest } from './schema.ts';

if (!hasSharedRecordings) console.warn('bower: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`bower/${file}`));
const malformed = expect.objectContaining({ code: 'malformed' });

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('recorded', () => {
    const lookup = recorded('lookup?url=https:%2F%2Fgithub.com%2Fangular%2Fbower-angular');
    const record = mapPackage({
      name: 'angular',
      url: 'https://github.com/angular/bower-angular',
      repository: parseRepository(lookup, 'angular'),
      manifest: parseManifest(recorded('bower.json'), 'angular'),
      versions: versionsOf(parseTags(recorded('tags'), 'angular')),
      isComplete: true,
      manifests: new Map(),
    });
    const archive = 'https://codeload.github.com/angular/bower-angular/tar.gz';
    const version = { licenses: null, integrity: null, status: null, dependencies: null };
    expect(record).toEqual({
      name: 'angular',
      namespace: null,
      description: 'Bower package for AngularJS',
      homepage: null,
      repositoryUrl: 'https://github.com/angular/bower-angular',
      repositoryCandidates: [
        chosen('full_name', 'https://github.com/angular/bower-angular', 'angular/bower-angular'),
        candidate('url', 'https://github.com/angular/bower-angular'),
      ],
      licenses: 'MIT',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { default_branch: 'master', archived: true },
      // Both are pre-releases, so the higher one.
      latestVersion: 'v1.2.8-build.2093+sha.1c045f1',
      versions: [
        {
          ...version,
          number: 'v1.2.8-build.2093+sha.1c045f1',
          publishedAt: '2014-01-08T09:03:50.000Z',
          metadata: {
            sha: 'c7a4f380b36667b063d5f1b1dcb5aaebba43cf0c',
            download_url: `${archive}/v1.2.8-build.2093+sha.1c045f1`,
          },
        },
        {
          ...version,
          number: 'v1.2.8-build.2092+sha.95e1b2d',
          publishedAt: '2014-01-08T08:49:35.000Z',
          metadata: {
            sha: '24c0a22b32631277c6da4c419a484278e560c7a1',
            download_url: `${archive}/v1.2.8-build.2092+sha.95e1b2d`,
          },
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it('with dependencies of all forms', async () => {
    const [record] = await read({});
    expect(record).toMatchObject({
      keywords: ['sink', 'kitchen'],
      fundingLinks: ['https://liberapay.com/sink'],
    });
    const runtime = { kind: 'runtime', optional: false };
    expect(record?.versions.map(({ number, dependencies }) => [number, dependencies])).toEqual([
      [
        'v1.1.0',
        [
          { name: 'jquery', requirement: '>=1.9.1 <3', ...runtime },
          { name: 'angular', requirement: null, ...runtime },
          { name: 'jquery', requirement: '~1.8.0', ...runtime, qualifiers: { alias: 'old-jquery' } },
          {
            name: 'by-address',
            requirement: 'https://github.com/example/by-address.git#~1.0',
            ...runtime,
          },
          { name: 'by-owner', requirement: 'example/by-owner#^2', ...runtime },
          { name: 'qunit', requirement: '*', kind: 'development', optional: false },
        ],
      ],
      ['v1.0.0', null],
      ['2.0.0-beta.1', null],
    ]);
  });
});

describe('the registry', () => {
  it('tells where a package is', () => {
    const entry = (url: unknown) => parseEntry(Buffer.from(JSON.stringify({ name: 'Sink', url })), 'sink');
    expect(entry('git://github.com/example/sink.git')).toBe('https://github.com/example/sink');
    expect(entry('git@git.example.org:some/where.git')).toBe('ssh://git@git.example.org/some/where.git');
    expect(entry('nowhere')).toBeNull();
    expect(entry(42)).toBeNull();
    expect(() => parseEntry(Buffer.from('{"name":"other"}'), 'sink')).toThrow(malformed);
  });

  it('lists names', () => {
    const list = '[{"name":"A"},{"name":"a"},{"name":"b c"},{"name":7},null,"d",{"name":"e"}]';
    expect(parseList(Buffer.from(list))).toEqual(['a', 'e']);
    expect(() => parseList(Buffer.from('{}'))).toThrow(malformed);
  });
});

describe('links', () => {
  const [registry] = cases.registries;

  it('are few', () => {
    expect(links.page(registry, 'angular')).toBeNull();
    expect(links.check(registry, 'jquery.ui')).toBe('https://registry.bower.io/packages/jquery.ui');
    expect(links.install(registry, 'angular', '1.8.2')).toBe("bower install 'angular#1.8.2'");
    expect(links.install(registry, '--help')).toBeNull();
    expect(links.download(registry, 'angular', '1.8.2', { download_url: 'javascript:x' })).toBeNull();
  });
});
