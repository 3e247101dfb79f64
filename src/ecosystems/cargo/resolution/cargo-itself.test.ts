/*
 * The same universes through Cargo itself, where it is on the path: a local registry (https://doc.rust-lang.org/cargo/reference/source-replacement.html#local-registry-sources)
 * in a temporary folder, and `cargo generate-lockfile --offline`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CASES, type Case, type Crates, crateVersion, dependencyOf } from './fixtures/universes.ts';

const cargoVersion = (() => {
  try {
    return execFileSync('cargo', ['--version'], { encoding: 'utf8', timeout: 20_000 }).trim();
  } catch {
    console.log('skipped: cargo is not on the path, so that its own answers are not compared');
    return null;
  }
})();
const folder = mkdtempSync(join(tmpdir(), 'ecosystems-cargo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where a crate is in an index: https://doc.rust-lang.org/cargo/reference/registry-index.html#index-files */
function indexPath(name: string): string {
  if (name.length <= 2) return join(String(name.length), name);
  if (name.length === 3) return join('3', name[0] as string, name);
  return join(name.slice(0, 2), name.slice(2, 4), name);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function writeRegistry(at: string, crates: Crates): void {
  mkdirSync(join(at, 'index'), { recursive: true });
  for (const [name, versions] of Object.entries(crates)) {
    const lines = Object.entries(versions).map(([vers, said]) => {
      const { needs = [], features = {}, links, yanked = false, rust } = crateVersion(said);
      put(join(at, `${name}-${vers}.crate`), '');
      // `features2` holds what older versions of Cargo cannot read, `v: 2` says so.
      const named = Object.values(features).flat();
      const isNew = named.some(item => item.startsWith('dep:') || item.includes('?/'));
      return JSON.stringify({
        name,
        vers,
        deps: needs.map(text => {
          const { name: of, requirement, kind, optional, qualifiers = {} } = dependencyOf(text);
          return {
            name: qualifiers.alias ?? of,
            ...(qualifiers.alias && { package: of }),
            req: requirement,
            features: qualifiers.features?.split(',') ?? [],
            optional,
            default_features: qualifiers.default_features !== 'false',
            target: qualifiers.target ?? null,
            kind,
          };
        }),
        cksum: createHash('sha256').update('').digest('hex'),
        features: isNew ? {} : features,
        ...(isNew && { features2: features, v: 2 }),
        yanked,
        ...(links !== undefined && { links }),
        ...(rust !== undefined && { rust_version: rust }),
      });
    });
    put(join(at, 'index', indexPath(name)), `${lines.join('\n')}\n`);
  }
}

function writeProject(at: string, roots: readonly string[], locked: Case['locked']): void {
  const table = { normal: 'dependencies', build: 'build-dependencies', dev: 'dev-dependencies' };
  const sections = roots.map(text => {
    const { name, requirement, kind, qualifiers = {} } = dependencyOf(text);
    return [
      `[${table[kind as keyof typeof table]}.${name}]`,
      `version = ${JSON.stringify(requirement)}`,
      `features = ${JSON.stringify(qualifiers.features?.split(',') ?? [])}`,
      ...(qualifiers.default_features === 'false' ? ['default-features = false'] : []),
    ].join('\n');
  });
  put(
    join(at, 'Cargo.toml'),
    `[package]\nname = "the-project"\nversion = "0.0.0"\nedition = "2021"\n\n${sections.join('\n\n')}\n`,
  );
  put(join(at, 'src/lib.rs'), '');
  if (!locked) return;
  const source = 'registry+https://github.com/rust-lang/crates.io-index';
  const list = locked.map(
    ([name, version]) =>
      `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "${source}"\nchecksum = "${createHash('sha256').update('').digest('hex')}"\n`,
  );
  const project = `[[package]]\nname = "the-project"\nversion = "0.0.0"\ndependencies = [${locked.map(([name]) => `"${name}"`).join(', ')}]\n`;
  put(join(at, 'Cargo.lock'), `version = 3\n\n${[...list, project].join('\n')}`);
}

let made = 0;

function lockOf({ crates, roots, locked }: Case): string[] | null {
  const at = join(folder, String(made++));
  writeRegistry(join(at, 'registry'), crates);
  writeProject(join(at, 'project'), roots, locked);
  put(
    join(at, 'project/.cargo/config.toml'),
    `[source.crates-io]\nreplace-with = "local"\n[source.local]\nlocal-registry = ${JSON.stringify(join(at, 'registry'))}\n`,
  );
  try {
    // A lockfile that is there is kept by `metadata`, and made anew by `generate-lockfile`.
    const command = locked ? ['metadata', '--format-version', '1'] : ['generate-lockfile'];
    execFileSync('cargo', [...command, '--offline', '--quiet'], {
      cwd: join(at, 'project'),
      env: { ...process.env, CARGO_HOME: join(folder, 'home') },
      stdio: 'pipe',
      timeout: 25_000,
    });
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    const said = String(stderr);
    // `metadata` also unpacks crates, which are empty files here, after it has written the lockfile.
    if (!locked) {
      if (
        /failed to select a version|does not have that feature|does not have these features|no matching package/i.test(
          said,
        )
      )
        return null;
      throw new Error(said);
    }
  }
  const lock = readFileSync(join(at, 'project/Cargo.lock'), 'utf8');
  return [...lock.matchAll(/\nname = "([^"]+)"\nversion = "([^"]+)"/g)]
    .map(([, name, version]) => `${name} ${version}`)
    .filter(line => !line.startsWith('the-project '));
}

test.skipIf(cargoVersion === null).each(CASES)('$what', one => {
  expect(lockOf(one)).toEqual(one.expected);
});
