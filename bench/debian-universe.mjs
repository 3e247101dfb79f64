// The universe of Debian bookworm out of apt's lists on this machine, read as `ecosystems import debian` reads them, in memory.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import debian from '../dist/ecosystems/debian/index.js';
import { createIo, userAgentOf } from '../dist/io/index.js';
import { recordsUniverse } from '../dist/resolving/records-universe.js';

const REGISTRY = 'debian-12';

/** The universe and its resolver. */
export async function debianUniverse() {
  const io = await createIo({
    blobsFolder: join(tmpdir(), 'ecosystems-bench-blobs'),
    userAgent: userAgentOf('0.1.0', 'http://localhost'),
  });
  const seed = debian.registries.find(({ name }) => name === REGISTRY);
  const registry = { ...seed, id: 1, ecosystem: 'debian', purlType: 'deb' };
  const context = { io, registry, settings: {} };
  const connector = await debian.connector.load();
  const resolver = await debian.resolution.load();
  const parts = await connector.parts(context, { suites: null });
  const universe = await recordsUniverse(connector.read(context, parts), debian.versions, resolver);
  await io.close();
  return { universe, resolver, parts };
}

/** A request for packages, with or without what they recommend. */
export function requestFor(names, recommends) {
  return {
    roots: names.map(name => ({ name, requirement: null, kind: 'depends', optional: false })),
    kinds: null,
    environment: {},
    options: { recommends: String(recommends) },
    prereleases: false,
    overrides: [],
    locked: [],
  };
}

/** Arguments of `apt-get` for what it would install on an empty system. */
export function simulation(status, recommends, names) {
  const option = `APT::Install-Recommends=${recommends}`;
  return ['--simulate', '-o', `Dir::State::status=${status}`, '-o', option, 'install', ...names];
}

/** `name version` of what apt-get says that it installs. */
export function installedOf(output) {
  return new Set(
    [...output.matchAll(/^Inst (\S+) \((\S+) /gm)].map(([, name, version]) => `${name} ${version}`),
  );
}

/** Of a file written by `apt-get`. */
export function installedIn(file) {
  return installedOf(readFileSync(file, 'utf8'));
}
