/** Which packages a purl may mean. */
import { InputError } from '../../core/errors.ts';
import { parsePurl } from '../../core/purl/index.ts';
import { type Candidate, purlCandidates, sameAddress } from '../packages/public.ts';
import type { RegistryDirectory } from '../service.ts';

export type Target =
  | { kind: 'invalid'; error: string }
  | { kind: 'nowhere'; reason: 'unsupported-type' | 'unknown-registry' | 'not-in-registry' }
  | { kind: 'candidates'; candidates: Candidate[]; version: string | null };

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

  const candidates = purlCandidates(registries, purl);
  if (candidates.length === 0) return { kind: 'nowhere', reason: 'not-in-registry' };
  return { kind: 'candidates', candidates, version: purl.version };
}
