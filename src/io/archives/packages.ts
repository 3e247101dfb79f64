/** The other packages that are archives around archives: Debian's and rpm's. */
import { UpstreamError } from '../../core/errors.ts';
import { type ArEntry, readAr } from '../../formats/ar.ts';
import { readCpio } from '../../formats/cpio.ts';
import { readRpm } from '../../formats/rpm.ts';
import type { Budget } from './budget.ts';
import type { Entry } from './entry.ts';
import { innerTar, metadataEntry } from './tar.ts';
import { unpack } from './unpack.ts';

/** An archive of `ar`, which is a Debian package where its first member says so. */
export async function openAr(
  source: AsyncIterable<Uint8Array>,
  budget: Budget,
): Promise<{ format: 'ar' | 'deb'; entries: AsyncIterable<Entry> }> {
  const archive = readAr(source);
  const first = await archive.next();
  const isDeb = !first.done && first.value.path === 'debian-binary';
  async function* all(): AsyncGenerator<ArEntry> {
    try {
      if (!first.done) yield first.value;
      yield* archive;
    } finally {
      await archive.return(undefined);
    }
  }
  return isDeb
    ? { format: 'deb', entries: debEntries(all(), budget) }
    : { format: 'ar', entries: members(all()) };
}

async function* members(archive: AsyncIterable<ArEntry>): AsyncGenerator<Entry> {
  for await (const { path, size, mode, body } of archive) {
    yield {
      name: path,
      kind: 'file',
      size,
      linkTarget: null,
      executable: (mode & 0o100) !== 0,
      body: () => body,
    };
  }
}

/** The files that the package installs; its control files, and other members, lie beneath `DEBIAN/`. deb(5) */
async function* debEntries(archive: AsyncIterable<ArEntry>, budget: Budget): AsyncGenerator<Entry> {
  let hasData = false;
  for await (const { path, size, body } of archive) {
    if (path.startsWith('control.tar')) {
      yield* innerTar(body, budget, 'DEBIAN/');
    } else if (path.startsWith('data.tar')) {
      hasData = true;
      yield* innerTar(body, budget, '');
    } else {
      yield metadataEntry(`DEBIAN/${path}`, size, () => body);
    }
  }
  if (!hasData) throw new UpstreamError('malformed', 'archive: the Debian package has no data.tar');
}

/** The files that the package installs, after `RPM/header.json` with the facts of its header. */
export async function* rpmEntries(source: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry> {
  const { facts, payload } = await readRpm(source);
  const header = Buffer.from(`${JSON.stringify(facts, null, 2)}\n`);
  yield metadataEntry('RPM/header.json', header.length, async function* () {
    yield header;
  });
  const { whole, detected } = await unpack(payload, budget);
  if (detected?.kind === 'foreign') throw unread(detected.name);
  yield* cpioEntries(whole);
}

export async function* cpioEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  for await (const { path, kind, size, mode, linkTarget, body } of readCpio(source)) {
    yield {
      name: path,
      kind: kind === 'symlink' ? 'link' : kind === 'other' ? 'special' : kind,
      size,
      linkTarget,
      executable: (mode & 0o100) !== 0,
      body: () => body,
    };
  }
}

/** The failure for what is known and not read. */
export function unread(what: string): UpstreamError {
  return new UpstreamError('refused', `archive: ${what} is not read here`);
}
