/** What Go offers as proof: the hashes of a module in the checksum database, whose tree is signed. */
import { createHash } from 'node:crypto';
import { messageOf } from '../../core/errors.ts';
import {
  type AttestCheck,
  type AttestContext,
  type AttestReader,
  attempt,
  type CheckSubject,
  checked,
} from '../attest.ts';
import { type Fetched, fetchArtifact, fetchSmall } from '../families/attest/artifact.ts';
import { zipEntries } from '../families/attest/zip.ts';
import { isIncluded, isSignedBy, type Lookup, parseLookup, parseVerifierKey } from './checksum-database.ts';
import { versionUrl } from './hosts.ts';
import { escaped } from './names.ts';

/** Of the Go command: https://go.dev/ref/mod#environment-variables, GOSUMDB. */
const DEFAULT_KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
/** https://go.dev/ref/mod#zip-path-size-constraints; what is larger than this is not held in memory here. */
const MAX_ZIP = 128 * 1024 * 1024;
const ZIP_LIMITS = { entries: 200_000, bytes: 500 * 1024 * 1024 };
const MAX_MOD = 16 * 1024 * 1024;
const MAX_LOOKUP = 1024 * 1024;
const MAX_TILE = 256 * 32;

const ZIP: CheckSubject = {
  id: 'zip-hash',
  title: 'module against the checksum database',
  aspect: 'integrity',
};
const MOD: CheckSubject = {
  id: 'mod-hash',
  title: 'go.mod against the checksum database',
  aspect: 'integrity',
};
const SIGNATURE: CheckSubject = {
  id: 'tree-signature',
  title: 'signature of the tree of the checksum database',
  aspect: 'authenticity',
};
const INCLUSION: CheckSubject = {
  id: 'tree-inclusion',
  title: 'record in the signed tree',
  aspect: 'authenticity',
};

export const reader: AttestReader = {
  async attest(context, { name, version }) {
    const { registry } = context;
    const url = versionUrl(registry, name, version, 'zip');
    const fetched = await fetchArtifact(
      { ...context, maxArtifactBytes: Math.min(MAX_ZIP, context.maxArtifactBytes) },
      { name: `${version}.zip`, url, hashes: ['sha256'], keep: true },
    );
    const artifacts = [fetched.artifact];
    const database = databaseOf(context);
    if (database === null)
      return {
        artifacts,
        checks: [checked(SIGNATURE, 'not-offered', 'no checksum database is set for this proxy')],
      };
    let lookup: Lookup | null = null;
    const address = `${database.url}/lookup/${escaped(name)}@${escaped(version)}`;
    const signature = await attempt(SIGNATURE, async () => {
      const body = await fetchSmall(context, { url: address, maxBytes: MAX_LOOKUP });
      if (body === null)
        return checked(SIGNATURE, 'absent', 'the database does not have this version', { url: address });
      lookup = parseLookup(body.toString('utf8'));
      const { tree } = lookup;
      const key = parseVerifierKey(database.key);
      const evidence = {
        url: address,
        key: `${key.name}+${key.keyHash}`,
        treeSize: tree.size,
        root: tree.root.toString('base64'),
      };
      return isSignedBy(tree, key)
        ? checked(SIGNATURE, 'verified', `${key.name} signed the tree`, evidence)
        : checked(SIGNATURE, 'failed', `${key.name} did not sign the tree`, evidence);
    });
    const found = lookup as Lookup | null;
    if (found === null) return { artifacts, checks: [signature] };
    const mod = await attempt(MOD, async () => {
      const body = await fetchSmall(context, {
        url: versionUrl(registry, name, version, 'mod'),
        maxBytes: MAX_MOD,
      });
      if (body === null) return checked(MOD, 'failed', 'the proxy has no go.mod of this version');
      return compared(MOD, found, `${name} ${version}/go.mod`, hash1([['go.mod', sha256(body)]]));
    });
    const checks = [await zipCheck(fetched, found, `${name} ${version}`), mod, signature];
    return { artifacts, checks: [...checks, await inclusion(context, database.url, found)] };
  },
};

/** The operator's (`go_sumdb`, as GOSUMDB: `<key> <url>`), else that of Google's proxy; null for other proxies. */
function databaseOf({ settings, registry }: AttestContext): { key: string; url: string } | null {
  const [key, url] = settings.go_sumdb?.trim().split(/\s+/) ?? [];
  if (key && url) return { key, url: url.replace(/\/+$/, '') };
  if (registry.url !== 'https://proxy.golang.org') return null;
  return { key: DEFAULT_KEY, url: 'https://sum.golang.org' };
}

async function zipCheck(
  { artifact, bytes, problem }: Fetched,
  lookup: Lookup,
  subject: string,
): Promise<AttestCheck> {
  const about = { ...ZIP, artifact: artifact.name };
  if (bytes === null)
    return checked(
      about,
      problem?.code === 'malformed' ? 'failed' : 'unknown',
      `the module could not be read: ${messageOf(problem)}`,
    );
  return attempt(about, async () => {
    const files: [name: string, hash: string][] = [];
    for await (const { name, open } of zipEntries(bytes, ZIP_LIMITS)) {
      const hash = createHash('sha256');
      for await (const chunk of open()) hash.update(chunk);
      files.push([name, hash.digest('hex')]);
    }
    return compared(about, lookup, subject, hash1(files));
  });
}

function compared(subject: CheckSubject, { record }: Lookup, line: string, found: string): AttestCheck {
  const stated =
    record
      .split('\n')
      .find(one => one.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? null;
  const evidence = { algorithm: 'h1', expected: stated, found };
  if (stated === null) return checked(subject, 'failed', `the record is not of ${line}`, evidence);
  return stated === found
    ? checked(subject, 'verified', 'its hash is the one that the database states', evidence)
    : checked(subject, 'failed', 'its hash is not the one that the database states', evidence);
}

/** `h1:` (https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1): SHA-256 over the sorted list of files, each with its own. */
export function hash1(files: readonly (readonly [name: string, hash: string])[]): string {
  const sorted = [...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const hash = createHash('sha256');
  for (const [name, digest] of sorted) hash.update(`${digest}  ${name}\n`);
  return `h1:${hash.digest('base64')}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function inclusion(context: AttestContext, url: string, lookup: Lookup): Promise<AttestCheck> {
  const evidence = { logIndex: lookup.id, treeSize: lookup.tree.size };
  return attempt(
    INCLUSION,
    async () => {
      const tile = async (path: string) => {
        const { body } = await context.io.http.request({
          url: `${url}/${path}`,
          maxBytes: MAX_TILE,
          signal: context.signal,
        });
        return body;
      };
      return (await isIncluded(lookup, tile))
        ? checked(
            INCLUSION,
            'verified',
            'the hashes of the tree lead from the record to the signed root',
            evidence,
          )
        : checked(
            INCLUSION,
            'failed',
            'the hashes of the tree do not lead from the record to the signed root',
            evidence,
          );
    },
    evidence,
  );
}
