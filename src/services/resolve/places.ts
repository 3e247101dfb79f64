/** Where a package URL points, for those who resolve. */
import { InputError } from '../../core/errors.ts';
import { parsePurl } from '../../core/purl/index.ts';
import { type Candidate, purlCandidates, sameAddress } from '../packages/public.ts';
import type { RegistryDirectory } from '../service.ts';

export { type Candidate, purlCandidates };

export interface PurlPlaces {
  /** The default registry of the type first. */
  places: Candidate[];
  version: string | null;
  /** Qualifiers that say which part of a package is meant: `extras`, `features`; null: none. */
  extras: Record<string, string> | null;
}

const PARTS = ['extras', 'features', 'arch', 'classifier', 'type'];

/** @throws InputError naming the field for what is no purl. */
export function purlPlaces(directory: RegistryDirectory, text: string, field: string): PurlPlaces {
  let purl: ReturnType<typeof parsePurl>;
  try {
    purl = parsePurl(text, { lenient: true });
  } catch (error) {
    if (error instanceof InputError) throw new InputError(field, `${field}: ${error.message}`);
    throw error;
  }
  const wanted = purl.qualifiers.repository_url;
  const registries = directory
    .ofPurlType(purl.type)
    .filter(({ url }) => wanted === undefined || sameAddress(url, wanted));
  const extras = Object.fromEntries(
    PARTS.flatMap(name =>
      purl.qualifiers[name] === undefined ? [] : [[name, purl.qualifiers[name] as string]],
    ),
  );
  return {
    places: purlCandidates(registries, purl),
    version: purl.version,
    extras: Object.keys(extras).length === 0 ? null : extras,
  };
}
