/** What an ecosystem serves and what it does not, with the reason, from its definition alone. Pure. */
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';
import type { Capability } from './ecosystem-schemas.ts';

/** In the order in which they are shown; each is also the key of its reason in `absent`. */
const LABELS = {
  allNames: 'names of all packages',
  changes: 'recent changes',
  head: 'end of the feed of changes',
  versions: 'versions',
  dependencies: 'dependencies',
  maintainers: 'maintainers',
  licenses: 'licences',
  published_at: 'dates of versions',
  downloads: 'downloads',
  funding: 'funding',
  integrity: 'checksums',
  download: 'download links',
  documentation: 'documentation links',
  check: 'check for removed packages',
  alternatives: 'other spellings of names',
  manifests: 'manifests',
  resolution: 'dependency resolution',
  advisories: 'advisories',
} as const;

/** A registry that is read as a whole has no feed whose end could be known. */
const OF_PACKAGES_ONLY = 'head';

/** Every slot that an ecosystem can have, those that it names itself at the end. */
export function capabilitiesOf(definition: Ecosystem): Capability[] {
  const own = Object.keys(definition.absent).filter(slot => !Object.hasOwn(LABELS, slot));
  const known = Object.keys(LABELS).filter(
    slot => definition.connector.mode === 'package' || slot !== OF_PACKAGES_ONLY,
  );
  return [...known, ...own].map(slot => {
    const reason = reasonOf(definition, slot);
    return {
      slot,
      label: Object.hasOwn(LABELS, slot) ? LABELS[slot as keyof typeof LABELS] : slot.replaceAll('_', ' '),
      served: reason === null,
      reason,
    };
  });
}

/** Null: it is served. */
function reasonOf({ absent, connector, names }: Ecosystem, slot: string): string | null {
  const stated = Object.hasOwn(absent, slot) ? (absent[slot] as string) : null;
  if (slot === 'changes' || slot === 'head' || slot === 'allNames') {
    if (connector.mode === 'batch')
      return slot === 'allNames' ? null : (stated ?? 'The whole index is read each time.');
    return connector.slots.includes(slot) ? null : (stated ?? 'The registry has none.');
  }
  if (slot === 'alternatives' && names.alternatives) return null;
  return stated;
}
