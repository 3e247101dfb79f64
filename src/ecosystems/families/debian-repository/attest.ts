/**
 * The proof of a Debian package (https://wiki.debian.org/SecureApt): the archive's keyring verifies the signature of InRelease,
 * InRelease states the SHA-256 of the index, the index that of the package, and the package comes from the mirror.
 */
import { createHash } from 'node:crypto';
import { NotFoundError, UpstreamError } from '../../../core/errors.ts';
import { parseStanza, type Stanza, splitStanzas } from '../../../formats/deb822.ts';
import { parseReleaseFile, type ReleaseFile } from '../../../formats/release-file.ts';
import {
  type AttestCheck,
  type AttestContext,
  type AttestedArtifact,
  type AttestReader,
  type AttestRelease,
  attempt,
  type CheckSubject,
  checked,
} from '../../attest.ts';
import { compareDigest, compareRecorded, compareSize, fetchArtifact } from '../attest/artifact.ts';
import { signingKeysOf } from '../attest/openpgp.ts';
import { aptPlaces } from './attest-apt.ts';
import { mirrorPlaces } from './attest-mirror.ts';
import { type Located, locatedFiles } from './attest-stanza.ts';
import { pocketsOf } from './index-file.ts';
import { isArchived, mirrorOf } from './mirror.ts';
import { isSource, withoutSource } from './names.ts';
import type { DebianRepositoryOptions, Pocket } from './options.ts';

/** A suite, wherever it lies. */
export interface Place {
  pocket: Pocket;
  /** Base of its files: a mirror. */
  base: string;
  /** Where its InRelease file is, for evidence. */
  source: string;
  /** Null where there is none. */
  inRelease(): Promise<Buffer | null>;
  indexes(release: ReleaseFile, kind: 'Packages' | 'Sources'): PlacedIndex[];
}

export interface PlacedIndex {
  /** As InRelease names the file that is verified. */
  path: string;
  source: string;
  /**
   * The plain bytes.
   * @param verify is given the bytes that InRelease states the digest of.
   */
  open(verify: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

const SIGNATURE: CheckSubject = {
  id: 'release-signature',
  title: "signature of the archive's InRelease file",
  aspect: 'authenticity',
};
const FRESH: CheckSubject = { id: 'release-fresh', title: 'InRelease file in force', aspect: 'authenticity' };
const INDEX: CheckSubject = {
  id: 'index-digest',
  title: 'package index against InRelease',
  aspect: 'integrity',
};
const ENTRY: CheckSubject = { id: 'index-entry', title: 'entry in the package index', aspect: 'integrity' };
const FILE: CheckSubject = {
  id: 'file-digest',
  title: 'file against the package index',
  aspect: 'integrity',
};

const SKEW_MS = 10 * 60_000;

export function debianAttest(options: DebianRepositoryOptions): AttestReader {
  return {
    async attest(context, release) {
      const subject: CheckSubject = { ...SIGNATURE };
      const checks: AttestCheck[] = [];
      let places: Place[] = [];
      const reached = await reaching(subject, async () => {
        const mirror = mirrorOf(options, context);
        places = mirror === null ? await aptPlaces(options, context) : mirrorPlaces(options, context, mirror);
        return checked(
          subject,
          places.length > 0 ? 'verified' : 'unknown',
          'no suite of this release is configured',
        );
      });
      if (reached.outcome !== 'verified') return { artifacts: [], checks: [reached] };
      for (const place of places) {
        const found = await inPlace(options, context, place, release);
        checks.push(...found.checks);
        if (found.located !== null)
          return withFiles(context, place, found.located, release, [
            ...checks.filter(({ outcome }) => outcome !== 'verified'),
            ...found.checks.filter(({ outcome }) => outcome === 'verified'),
          ]);
      }
      const problems = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
      const searched = places.map(({ pocket }) => pocket.name).join(', ');
      return {
        artifacts: [],
        checks: [...problems, checked(ENTRY, 'absent', `it is not in the indexes of ${searched} any more`)],
      };
    },
  };
}

interface InPlace {
  checks: AttestCheck[];
  located: Located | null;
}

async function inPlace(
  options: DebianRepositoryOptions,
  context: AttestContext,
  place: Place,
  { name, version, metadata }: AttestRelease,
): Promise<InPlace> {
  const checks: AttestCheck[] = [];
  let release: ReleaseFile | null = null;
  const signature = await reaching(SIGNATURE, async () => {
    const document = await place.inRelease();
    if (document === null) return checked(SIGNATURE, 'absent', `${place.pocket.name} has no InRelease file`);
    const keyring = context.settings[`${options.id}_keyring`] ?? options.keyring;
    const evidence = {
      suite: place.pocket.name,
      source: place.source,
      keyring,
      key: await signingKeysOf(document),
    };
    const verified = await reaching(
      SIGNATURE,
      async () => {
        release = parseReleaseFile(await context.io.verifySigned(document, keyring));
        return checked(SIGNATURE, 'verified', 'a key of the archive signed it', evidence);
      },
      evidence,
    );
    return verified;
  });
  checks.push(signature);
  const file = release as ReleaseFile | null;
  if (file === null) return { checks, located: null };
  const fresh = freshness(options, context, place, file);
  checks.push(fresh);
  if (fresh.outcome === 'failed') return { checks, located: null };

  const kind = isSource(name) ? 'Sources' : 'Packages';
  for (const index of place.indexes(file, kind)) {
    const stated = file.files.get(index.path);
    if (stated === undefined) {
      checks.push(checked(INDEX, 'failed', `InRelease does not state ${index.path}`, { path: index.path }));
      continue;
    }
    const evidence = { algorithm: 'sha256', path: index.path, source: index.source, expected: stated.sha256 };
    let located: Located | null = null;
    const read = await reaching(
      INDEX,
      async () => {
        const found = await searched(index, { name: withoutSource(name), version, metadata });
        const full = { ...evidence, found: found.sha256, size: found.size };
        if (found.sha256 !== stated.sha256 || found.size !== stated.size)
          return checked(INDEX, 'failed', 'the index is not the one that InRelease states', full);
        located = found.located;
        return checked(
          INDEX,
          'verified',
          'sha256 and size of the index are those that InRelease states',
          full,
        );
      },
      evidence,
    );
    if (located !== null) return { checks: [...checks, read], located };
    if (read.outcome !== 'verified') checks.push(read);
  }
  return { checks, located: null };
}

/** InRelease must be of this suite, not of the future, and not out of date: an old one may hide security fixes. */
function freshness(
  options: DebianRepositoryOptions,
  context: AttestContext,
  { pocket }: Place,
  release: ReleaseFile,
): AttestCheck {
  const { registry, now } = context;
  const { date, validUntil, suite, codename } = release;
  const evidence = { suite, codename, date, validUntil };
  const names = [codename, suite, codename && `${codename}/updates`];
  const others = pocketsOf(options, context).filter(
    ({ name, label }) => name !== pocket.name && label === pocket.label,
  );
  if (
    others.some(({ name }) => name === suite) ||
    (!names.includes(pocket.name) && !names.includes(pocket.path))
  )
    return checked(FRESH, 'failed', `it is of ${suite ?? codename}, not of ${pocket.name}`, evidence);
  if (date !== null && Date.parse(date) > now.getTime() + SKEW_MS)
    return checked(FRESH, 'failed', `it is dated ${date}, which is yet to come`, evidence);
  if (validUntil === null)
    return checked(
      FRESH,
      'verified',
      `of ${pocket.name}, dated ${date}, without an end of validity`,
      evidence,
    );
  if (Date.parse(validUntil) < now.getTime() && !isArchived(registry.metadata))
    return checked(FRESH, 'failed', `it was valid until ${validUntil}`, evidence);
  return checked(FRESH, 'verified', `of ${pocket.name}, dated ${date}, valid until ${validUntil}`, evidence);
}

async function searched(
  index: PlacedIndex,
  wanted: { name: string; version: string; metadata: AttestRelease['metadata'] },
) {
  const hash = createHash('sha256');
  let size = 0;
  const verify = async function* (bytes: AsyncIterable<Uint8Array>) {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  };
  const head = Buffer.from(`Package: ${wanted.name}\n`);
  const found: Stanza[] = [];
  for await (const stanzas of splitStanzas(index.open(verify))) {
    for (const bytes of stanzas) {
      if (bytes.compare(head, 0, head.length, 0, Math.min(head.length, bytes.length)) !== 0) continue;
      const stanza = parseStanza(bytes);
      if (stanza.get('version') === wanted.version) found.push(stanza);
    }
  }
  const own = found.find(stanza => stanza.get('architecture') === wanted.metadata.architecture) ?? found[0];
  return { sha256: hash.digest('hex'), size, located: own ? locatedFiles(own) : null };
}

async function withFiles(
  context: AttestContext,
  place: Place,
  located: Located,
  release: AttestRelease,
  before: AttestCheck[],
) {
  const artifacts: AttestedArtifact[] = [];
  const checks = [...before];
  if (located.files.length === 0)
    checks.push(checked(ENTRY, 'failed', 'the entry states no file with a SHA-256'));
  for (const { path, size, sha256 } of located.files) {
    const name = path.split('/').at(-1) ?? path;
    const fetched = await fetchArtifact(context, {
      name,
      url: `${place.base}/${path.split('/').map(encodeURIComponent).join('/')}`,
      headers: { 'accept-encoding': 'identity' },
      hashes: ['sha256'],
    });
    artifacts.push(fetched.artifact);
    const stated = { algorithm: 'sha256' as const, hex: sha256 };
    const digest = compareDigest(FILE, fetched, stated, 'the index states', { path, size });
    const sized = size === null ? null : compareSize(FILE, fetched, size, 'and the index says');
    checks.push(sized ?? digest);
    if (located.files.length === 1) checks.push(compareRecorded(fetched, release.integrity));
  }
  return { artifacts, checks };
}

/** As `attempt`, and what this machine does not have is unknown. */
async function reaching(
  subject: CheckSubject,
  run: () => Promise<AttestCheck>,
  evidence: AttestCheck['evidence'] = {},
): Promise<AttestCheck> {
  return attempt(
    subject,
    () =>
      run().catch(error => {
        if (!(error instanceof NotFoundError)) throw error;
        throw new UpstreamError('unreachable', error.message, { cause: error });
      }),
    evidence,
  );
}
