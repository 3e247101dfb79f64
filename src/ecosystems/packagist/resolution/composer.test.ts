/** The universes of the resolver's test, asked of Composer itself where there is one: offline, from a repository in its `composer.json`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { request } from '../../../resolving/fixtures/universe.ts';
import type { ResolveRequest } from '../../../resolving/types.ts';
import { CASES, type Packages } from './fixtures/universes.ts';

const reason = whyNot();
if (reason !== null) console.log(`Composer is not asked: ${reason}`);

function whyNot(): string | null {
  if (process.env.CROSS_CHECK !== '1')
    return 'a run of it for each universe takes a minute; CROSS_CHECK=1 does it';
  try {
    execFileSync('composer', ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return null;
  } catch {
    return 'there is no composer on this machine';
  }
}

test.skipIf(reason !== null).each(CASES)(
  '%s',
  async (_, packages, roots, expected, more = {}) => {
    // What a lockfile prefers is not what `composer update` does.
    if (more.locked !== undefined) return;
    const errors = expected.filter(
      one => / /.test(one) && /^(?:missing|no-match|conflict|environment|unsupported)/.test(one),
    );
    const answer = ask(packages, roots, more);
    if (errors.length > 0) expect(answer).toBeNull();
    else expect(answer).toEqual([...expected].sort());
  },
  60_000,
);

/** What Composer locks; null where it refuses. */
function ask(
  packages: Packages,
  roots: readonly string[],
  { environment = {}, options = {} }: Partial<ResolveRequest>,
): string[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'composer-check-'));
  try {
    writeFileSync(
      join(folder, 'composer.json'),
      JSON.stringify(projectOf(packages, roots, environment, options)),
    );
    const { status } = spawnSync(
      'composer',
      ['update', '--no-install', '--no-interaction', '--no-plugins', '--no-scripts', '--quiet'],
      {
        cwd: folder,
        timeout: 50_000,
        env: {
          ...process.env,
          COMPOSER_HOME: folder,
          COMPOSER_ALLOW_SUPERUSER: '1',
          COMPOSER_DISABLE_NETWORK: '1',
        },
      },
    );
    if (status !== 0) return null;
    const lock = JSON.parse(readFileSync(join(folder, 'composer.lock'), 'utf8')) as {
      packages: { name: string; version: string }[];
    };
    return lock.packages.map(({ name, version }) => `${name} ${version}`).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function projectOf(
  packages: Packages,
  roots: readonly string[],
  environment: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>>,
) {
  const all = Object.entries(packages).flatMap(([name, versions]) =>
    Object.entries(versions).map(([version, said]) => {
      const { needs = [], php, alias, ...links } = Array.isArray(said) ? { needs: said } : said;
      return {
        name,
        version,
        dist: { type: 'zip', url: 'https://example.org/a.zip' },
        require: { ...linksOf(needs), ...(php && { php }) },
        ...links,
        ...(alias && { extra: { 'branch-alias': alias } }),
      };
    }),
  );
  const listed = environment.extensions?.split(',').map(one => one.split(':')) ?? [];
  const known = ['ext-json', 'ext-gd', 'ext-mbstring', 'lib-icu'];
  const extensions = known.map(name => {
    const found = listed.find(([one]) => one === name);
    return [
      name,
      environment.extensions === undefined ? '70.1' : found ? (found[1] ?? '8.3.0') : false,
    ] as const;
  });
  return {
    repositories: [{ type: 'package', package: all }, { 'packagist.org': false }],
    require: linksOf(roots),
    config: { platform: { php: environment.php ?? '8.3.0', ...Object.fromEntries(extensions) } },
    ...(options['minimum-stability'] && { 'minimum-stability': options['minimum-stability'] }),
    ...(options['prefer-stable'] && { 'prefer-stable': options['prefer-stable'] === 'true' }),
  };
}

function linksOf(said: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    request(...said).roots.map(({ name, requirement }) => [name, requirement ?? '*']),
  );
}
