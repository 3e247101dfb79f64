/** Package URLs in and out: what we call a package, and which packages a purl may mean. */
import { type Purl, parsePurl } from '../../core/purl/index.ts';
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';
import { impossibleName } from './names.ts';

/** A name in a registry that a lookup may mean. */
export interface Candidate {
  registry: IndexedRegistry;
  name: string;
}

export interface PurlTarget {
  /** Default registries of the type come alone unless the purl names another by `repository_url`. */
  candidates: Candidate[];
  /** Set for purls of forges: every package of that repository. */
  repositoryUrl: string | null;
  version: string | null;
}

const FORGES: ReadonlyMap<string, string> = new Map([
  ['github', 'https://github.com'],
  ['gitlab', 'https://gitlab.com'],
  ['bitbucket', 'https://bitbucket.org'],
]);

/**
 * What a purl points at.
 *
 * @param within only registries that it holds for are considered.
 * @throws InputError (422) when the text is no purl.
 */
export function purlTarget(
  directory: RegistryDirectory,
  text: string,
  within: (registry: IndexedRegistry) => boolean = () => true,
): PurlTarget {
  const purl = parsePurl(text, { lenient: true });
  const { namespace, name, qualifiers, version } = purl;
  const forge = FORGES.get(purl.type);
  if (forge !== undefined && namespace !== null) {
    return {
      candidates: [],
      repositoryUrl: normaliseRepositoryUrl(`${forge}/${namespace}/${name}`),
      version,
    };
  }
  const wanted = qualifiers.repository_url;
  const candidates = purlCandidates(
    directory
      .ofPurlType(purl.type)
      .filter(r => within(r) && (wanted === undefined || sameAddress(wanted, r.url))),
    purl,
  );
  const defaults = candidates.filter(c => c.registry.isDefault);
  return {
    candidates: wanted === undefined && defaults.length > 0 ? defaults : candidates,
    repositoryUrl: null,
    version,
  };
}

/** The names that a purl has in these registries; none where it cannot name a package of theirs. */
export function purlCandidates(registries: readonly IndexedRegistry[], purl: Purl): Candidate[] {
  return registries.flatMap(registry => {
    const own = registry.definition.purl.fromPurl(purl, registry);
    const name = own === null ? null : registry.definition.names.normalise(own);
    return name === null || impossibleName(registry, name) ? [] : [{ registry, name }];
  });
}

/** Compares registry addresses: scheme, trailing slashes and the case of the host do not tell registries apart. */
export function sameAddress(a: string, b: string): boolean {
  return address(a) === address(b);
}

function address(text: string): string {
  const full = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(full)) return text;
  const { host, pathname, search } = new URL(full);
  return `${host}${pathname.replace(/\/+$/, '')}${search}`;
}
