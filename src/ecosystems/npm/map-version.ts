/** One version of a packument as a record (pure). */
import type { Json, VersionRecord } from '../../core/records.ts';
import { dependenciesOf } from './dependencies.ts';
import { cleanDate, cleanJson, cleanText, type Doc, isDoc, present } from './text.ts';

/** `manifest` is the member of `versions`; when it is no object, only number and date are known. */
export function mapVersion(number: string, manifest: unknown, published: unknown): VersionRecord {
  const known = isDoc(manifest);
  const doc = known ? manifest : {};
  return {
    number,
    publishedAt: cleanDate(published),
    licenses: licensesOf(doc),
    integrity: integrityOf(doc.dist),
    status: null,
    metadata: metadataOf(doc),
    dependencies: known ? dependenciesOf(doc) : null,
  };
}

/** A version that `time` dates and `versions` lacks: it was published and taken back. */
export function removedVersion(number: string, published: unknown): VersionRecord {
  return {
    number,
    publishedAt: cleanDate(published),
    licenses: null,
    integrity: null,
    status: 'removed',
    metadata: {},
    dependencies: null,
  };
}

/**
 * Licences as declared, joined with `,`: `license` as string, as `{type}` or as list of either, else the old `licenses`.
 */
export function licensesOf(doc: Doc): string | null {
  for (const declared of [doc.license, doc.licenses]) {
    const list = Array.isArray(declared) ? declared.slice(0, 50) : [declared];
    const texts = list.map(item => cleanText(isDoc(item) ? (item.type ?? item.name) : item, 1000));
    const joined = [...new Set(texts.filter(text => text !== null))].join(',');
    if (joined !== '') return joined;
  }
  return null;
}

/** The message, or null where the version is not deprecated. An empty message takes a deprecation back. */
export function deprecationOf(manifest: unknown): string | null {
  if (!isDoc(manifest)) return null;
  if (manifest.deprecated === true) return 'deprecated';
  return cleanText(manifest.deprecated, 2000);
}

/** Subresource integrity where the registry has it (the strongest of several), else SHA-1 in hexadecimal. */
function integrityOf(dist: unknown): string | null {
  if (!isDoc(dist)) return null;
  const hashes = (cleanText(dist.integrity, 2000) ?? '')
    .split(/\s+/)
    .filter(hash => /^sha\d{1,3}-[A-Za-z0-9+/]{20,200}={0,2}$/.test(hash));
  const best = hashes.find(hash => hash.startsWith('sha512-')) ?? hashes[0];
  if (best !== undefined) return best;
  const shasum = cleanText(dist.shasum, 40);
  return shasum !== null && /^[0-9a-f]{40}$/i.test(shasum) ? `sha1-${shasum.toLowerCase()}` : null;
}

const INSTALL_HOOKS = ['preinstall', 'install', 'postinstall'];
const FRAGMENT = 500;

/**
 * What else is worth keeping for every version, small on purpose: it is stored millions of times. `scripts` holds the
 * hooks that run on installation only; `exports` is left out beyond 500 bytes.
 */
function metadataOf(doc: Doc) {
  const scripts = isDoc(doc.scripts) ? doc.scripts : {};
  const hooks = present(
    Object.fromEntries(INSTALL_HOOKS.map(hook => [hook, cleanJson(scripts[hook], FRAGMENT)])),
  );
  const hasHooks = Object.keys(hooks).length > 0;
  return present({
    deprecated: deprecationOf(doc) ?? undefined,
    // The address of the publisher's mailbox is in the registry and stays there.
    _npmUser: isDoc(doc._npmUser)
      ? nonEmpty(present({ name: cleanText(doc._npmUser.name, 200) }))
      : undefined,
    dist: distOf(doc.dist),
    gitHead: cleanText(doc.gitHead, 64),
    engines: cleanJson(doc.engines, FRAGMENT),
    os: cleanJson(doc.os, FRAGMENT),
    cpu: cleanJson(doc.cpu, FRAGMENT),
    libc: cleanJson(doc.libc, FRAGMENT),
    type: doc.type === 'module' ? 'module' : undefined,
    bin: binaries(doc),
    hasInstallScript: doc.hasInstallScript === true || hasHooks || undefined,
    scripts: nonEmpty(hooks),
    exports: cleanJson(doc.exports, FRAGMENT),
    contentPolicy: cleanJson(doc.contentPolicy, FRAGMENT),
    _hasShrinkwrap: doc._hasShrinkwrap === true || undefined,
  });
}

/** Sizes, the registry's signatures and the kind of provenance. URLs of the registry can be made from the name. */
function distOf(dist: unknown): Json | undefined {
  if (!isDoc(dist)) return undefined;
  const count = (value: unknown) =>
    Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
  const attestations = isDoc(dist.attestations) ? { provenance: dist.attestations.provenance } : undefined;
  return nonEmpty(
    present({
      fileCount: count(dist.fileCount),
      unpackedSize: count(dist.unpackedSize),
      signatures: cleanJson(dist.signatures, 1000),
      attestations: cleanJson(attestations, FRAGMENT),
    }),
  );
}

/** Names of the commands; a single command has the package's own name. */
function binaries(doc: Doc): Json | undefined {
  if (typeof doc.bin === 'string')
    return cleanJson([(cleanText(doc.name, 214) ?? '').replace(/^@[^/]*\//, '')], FRAGMENT);
  return isDoc(doc.bin) ? cleanJson(Object.keys(doc.bin), FRAGMENT) : undefined;
}

function nonEmpty(object: { [key: string]: Json }): Json | undefined {
  return Object.keys(object).length > 0 ? object : undefined;
}
