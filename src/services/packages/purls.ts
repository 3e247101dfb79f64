/** Package URLs in and out: what we call a package, and which packages a purl may mean. */
import { parsePurl } from '../../core/purl.ts';
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
  const candidates: Candidate[] = [];
  for (const registry of directory.ofPurlType(purl.type)) {
    if (!within(registry) || (wanted !== undefined && !sameAddress(wanted, registry.url))) continue;
    const own = registry.definition.purl.fromPurl({ namespace, name, qualifiers }, registry);
    if (own === null) continue;
    const normalised = registry.definition.names.normalise(own);
    if (!impossibleName(registry, normalised)) candidates.push({ registry, name: normalised });
  }
  const defaults = candidates.filter(c => c.registry.isDefault);
  return {
    candidates: wanted === undefined && defaults.length > 0 ? defaults : candidates,
    repositoryUrl: null,
    version,
  };
}

/** Compares registry addresses: scheme, trailing slashes and the case of the host do not tell registries apart. */
function sameAddress(a: string, b: string): boolean {
  return address(a) === address(b);
}

function address(text: string): string {
  const full = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(full)) return text;
  const { host, pathname } = new URL(full);
  return `${host}${pathname}`.replace(/\/+$/, '');
}
