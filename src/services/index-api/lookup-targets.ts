/** Which packages a purl may mean. */
import { InputError } from '../../core/errors.ts';
import { parsePurl } from '../../core/purl.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';

/** A name in a registry. */
export interface Candidate {
  registry: IndexedRegistry;
  name: string;
}

export type Target =
  | { kind: 'invalid'; error: string }
  | { kind: 'nowhere'; reason: 'unsupported-type' | 'unknown-registry' | 'not-in-registry' }
  | { kind: 'candidates'; candidates: Candidate[]; version: string | null };

/** Longer names are in no registry, and the store's indexes hold none. */
const MAX_NAME_BYTES = 500;

export function targetOf(directory: RegistryDirectory, text: string): Target {
  let purl: ReturnType<typeof parsePurl>;
  try {
    purl = parsePurl(text, { lenient: true });
  } catch (error) {
    if (error instanceof InputError) return { kind: 'invalid', error: error.message };
    throw error;
  }
  const ofType = directory.ofPurlType(purl.type);
  if (ofType.length === 0) return { kind: 'nowhere', reason: 'unsupported-type' };
  const wanted = purl.qualifiers.repository_url;
  const registries = wanted === undefined ? ofType : ofType.filter(({ url }) => sameAddress(url, wanted));
  if (registries.length === 0) return { kind: 'nowhere', reason: 'unknown-registry' };

  const candidates: Candidate[] = [];
  for (const registry of registries) {
    const { names, purl: rules } = registry.definition;
    const own = rules.fromPurl(purl, registry);
    if (own === null) continue;
    const name = names.normalise(own);
    if (names.problem(name) === null && Buffer.byteLength(name) <= MAX_NAME_BYTES)
      candidates.push({ registry, name });
  }
  if (candidates.length === 0) return { kind: 'nowhere', reason: 'not-in-registry' };
  return { kind: 'candidates', candidates, version: purl.version };
}

/** Scheme, trailing slashes and the case of the host do not tell registries apart. */
function sameAddress(a: string, b: string): boolean {
  return addressOf(a) === addressOf(b);
}

function addressOf(text: string): string {
  const full = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(full)) return text;
  const { host, pathname } = new URL(full);
  return `${host}${pathname}`.replace(/\/+$/, '');
}
