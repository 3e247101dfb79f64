import { describe, expect, it } from 'vitest';
import type { Ecosystem } from '../ecosystems/ecosystem.ts';
import type { StoredRegistry } from '../store/registries.ts';
import { createDirectory } from './directory.ts';

const definition = (id: string, type: string) => ({ id, purl: { type } }) as Ecosystem;

let nextId = 1;
const stored = (name: string, ecosystem: string, over: Partial<StoredRegistry> = {}): StoredRegistry => ({
  id: nextId++,
  name,
  url: `https://${name}.example`,
  ecosystem,
  purlType: ecosystem,
  isDefault: true,
  version: null,
  github: null,
  requestsPerSecond: null,
  metadata: {},
  dependencyKinds: [],
  createdAt: '2024-01-01T00:00:00.000Z',
  updatedAt: '2024-01-02T00:00:00.000Z',
  ...over,
});

const directory = createDirectory(
  [
    stored('debian-11', 'debian', { isDefault: false }),
    stored('debian-12', 'debian', { github: 'debian' }),
    stored('ubuntu-24.04', 'ubuntu'),
    stored('RubyGems.org', 'rubygems', { purlType: 'gem' }),
    stored('proxy.golang.org', 'go', {
      purlType: 'golang',
      metadata: { icon_url: 'https://icons.example/go.png' },
    }),
    stored('cran', 'cran', { github: 'r', metadata: { icon_url: 'javascript:alert(1)' } }),
    stored('forgotten', 'forgotten'),
  ],
  [
    definition('debian', 'deb'),
    definition('ubuntu', 'deb'),
    definition('rubygems', 'gem'),
    definition('go', 'golang'),
    definition('cran', 'cran'),
  ],
);

const names = (registries: { name: string }[]) => registries.map(r => r.name);

describe('the directory', () => {
  it('leaves out registries whose ecosystem is not defined, defaults first', () => {
    expect(names(directory.all())).toEqual([
      'debian-12',
      'ubuntu-24.04',
      'RubyGems.org',
      'proxy.golang.org',
      'cran',
      'debian-11',
    ]);
  });

  it('finds by name in any case and tells whether it was the own spelling', () => {
    expect(directory.byName('RubyGems.org')).toMatchObject({ canonical: true });
    expect(directory.byName('rubygems.ORG')).toMatchObject({
      canonical: false,
      registry: { name: 'RubyGems.org' },
    });
    expect(directory.byName('forgotten')).toBeNull();
    expect(directory.byName('__proto__')).toBeNull();
  });

  it('finds by number', () => {
    expect(directory.byId(directory.all()[0]?.id ?? 0)?.name).toBe('debian-12');
    expect(directory.byId(10_000)).toBeNull();
  });

  it.each([
    ['rubygems', ['RubyGems.org']],
    ['gem', ['RubyGems.org']],
    ['GEM', ['RubyGems.org']],
    ['golang', ['proxy.golang.org']],
    ['debian', ['debian-12', 'debian-11']],
    ['deb', ['debian-12', 'ubuntu-24.04', 'debian-11']],
    ['nothing', []],
  ])('ecosystem %s', (id, expected) => {
    expect(names(directory.ofEcosystem(id))).toEqual(expected);
  });

  it.each([
    ['gem', ['RubyGems.org']],
    ['rubygems', ['RubyGems.org']],
    ['golang', ['proxy.golang.org']],
    ['go', ['proxy.golang.org']],
    ['deb', ['debian-12', 'ubuntu-24.04', 'debian-11']],
    ['debian', ['debian-12', 'debian-11']],
    ['npm', []],
  ])('purl type %s', (type, expected) => {
    expect(names(directory.ofPurlType(type))).toEqual(expected);
  });

  it('has an icon: the declared one over https, else the avatar, else none', () => {
    const icon = (name: string) => directory.byName(name)?.registry.iconUrl;
    expect(icon('proxy.golang.org')).toBe('https://icons.example/go.png');
    expect(icon('cran')).toBe('https://github.com/r.png');
    expect(icon('debian-12')).toBe('https://github.com/debian.png');
    expect(icon('debian-11')).toBe('');
  });
});
