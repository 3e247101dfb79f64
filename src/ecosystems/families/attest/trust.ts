/**
 * Whom sigstore's bundles are believed from: certificate authorities, transparency logs and registry keys, as the seed of
 * sigstore's TUF repository (https://github.com/sigstore/root-signing) that `@sigstore/tuf` ships states them. No network: a
 * newer trusted root is a newer library, or a file that the operator names.
 */
import { createRequire } from 'node:module';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { UpstreamError } from '../../../core/errors.ts';
import { memberOf, objectsIn, parseJsonObject, textOrNull } from '../../../formats/json.ts';
import type { AttestContext } from '../../attest.ts';

export interface RegistryKey {
  id: string;
  /** `npm:signatures`, `npm:attestations`. */
  usage: string;
  /** SubjectPublicKeyInfo in DER. */
  der: Buffer;
  start: Date | null;
  end: Date | null;
}

export interface SigstoreTrust {
  root: TrustedRoot;
  /** Where it comes from, for evidence. */
  source: string;
}

const MAX_ROOT = 4 * 1024 * 1024;
const MAX_KEYS = 100;

interface Seed {
  targets: Record<string, string>;
}

let seed: Seed | null = null;

function seeded(endsWith: string): Buffer {
  seed ??= Object.values(
    createRequire(import.meta.url)('@sigstore/tuf/seeds.json') as Record<string, Seed>,
  ).find(({ targets }) => Object.hasOwn(targets, 'trusted_root.json')) as Seed;
  const name = Object.keys(seed.targets).find(target => target.endsWith(endsWith));
  if (name === undefined) throw new Error(`the seed of sigstore's trust holds no ${endsWith}`);
  return Buffer.from(seed.targets[name] as string, 'base64');
}

/**
 * The trusted root: that of the file at the setting `sigstore_trusted_root`, else the seed's.
 *
 * @throws UpstreamError `malformed` for a file that holds none; NotFoundError where there is no file.
 */
export async function sigstoreTrust({ io, settings }: AttestContext): Promise<SigstoreTrust> {
  const { TrustedRoot } = await import('@sigstore/protobuf-specs');
  const path = settings.sigstore_trusted_root;
  const bytes = path ? await io.files.read(path, { maxBytes: MAX_ROOT }) : seeded('trusted_root.json');
  const document = parseJsonObject(bytes, 'trusted root of sigstore');
  try {
    return {
      root: TrustedRoot.fromJSON(document),
      source: path ? 'file of the operator' : 'seed of @sigstore/tuf',
    };
  } catch (error) {
    throw new UpstreamError('malformed', 'the trusted root of sigstore is none', { cause: error });
  }
}

/** Keys of the public npm registry that sigstore's TUF repository vouches for. */
export function seededRegistryKeys(): RegistryKey[] {
  const { keys } = parseJsonObject(seeded('keys.json'), 'keys of sigstore');
  return objectsIn(keys, MAX_KEYS).flatMap(key => {
    const id = textOrNull(key.keyId);
    const raw = textOrNull(memberOf(key.publicKey, 'rawBytes'));
    if (id === null || raw === null) return [];
    const valid = memberOf(key.publicKey, 'validFor');
    return {
      id,
      usage: textOrNull(key.keyUsage) ?? '',
      der: Buffer.from(raw, 'base64'),
      start: dateOf(memberOf(valid, 'start')),
      end: dateOf(memberOf(valid, 'end')),
    };
  });
}

/** A date of a document; null for none, and for what is no date. */
export function dateOf(value: unknown): Date | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time);
}
