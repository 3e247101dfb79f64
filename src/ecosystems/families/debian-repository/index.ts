/**
 * The factory of distributions whose archives are laid out as Debian's: a new one is a folder whose `index.ts` calls
 * `debianRepository({...})`.
 */
import { commandLine } from '../../../core/shell-quote.ts';
import { deb } from '../../../versions/schemes/deb.ts';
import type { Ecosystem, LinkRules } from '../../ecosystem.ts';
import { isSource, names, purlRules, withoutSource } from './names.ts';
import type { DebianRepositoryOptions } from './options.ts';
import { DEPENDENCY_KINDS } from './relations.ts';
import { repackaging } from './repackaging.ts';

export type { DebianRepositoryOptions, Pocket } from './options.ts';

/** The definition of a distribution from what is its own. */
export function debianRepository(options: DebianRepositoryOptions): Ecosystem {
  return {
    id: options.id,
    label: options.label,
    purl: purlRules(options.id),
    registries: options.releases.map(({ version, codename, url, isDefault, isArchived, mirror }) => ({
      name: `${options.id}-${version}`,
      url,
      isDefault,
      version,
      github: options.github,
      requestsPerSecond: null,
      metadata: { codename, ...(isArchived && { archived: 'true' }), ...(mirror && { mirror }) },
    })),
    names,
    versions: deb,
    links: { ...options.links, download: downloadFrom(options), install, check: () => null },
    dependencyKinds: DEPENDENCY_KINDS,
    connector: {
      mode: 'batch',
      load: async () => (await import('./connector.ts')).debianConnector(options),
    },
    repackaging,
    resolution: { load: async () => (await import('./resolution/index.ts')).debianResolver },
    attest: { load: async () => (await import('./attest.ts')).debianAttest(options) },
    absent: { ...ABSENT, ...(options.mirror === undefined && { download: NO_DOWNLOAD }), ...options.absent },
  };
}

/** Where the registry or its distribution names a mirror: which one to use is otherwise the operator's choice, in apt. */
function downloadFrom(options: DebianRepositoryOptions): LinkRules['download'] {
  return (registry, _name, _version, { filename }) => {
    const mirror = registry.metadata.mirror ?? options.mirror;
    if (typeof mirror !== 'string' || typeof filename !== 'string') return null;
    return `${mirror.replace(/\/+$/, '')}/${filename.split('/').map(encodeURIComponent).join('/')}`;
  };
}

const install: LinkRules['install'] = (_registry, name, version) => {
  const target = withoutSource(name) + (version === undefined ? '' : `=${version}`);
  return commandLine(['apt-get', isSource(name) ? 'source' : 'install', ...option(target), target]);
};

/** Keeps a word that starts with a hyphen from being read as an option. */
function option(word: string): string[] {
  return word.startsWith('-') ? ['--'] : [];
}

const NO_DOWNLOAD =
  'The index gives a path below a mirror, and which mirror to use is the choice of whoever runs apt.';

const ABSENT: Record<string, string> = {
  check: 'Presence in the index of the suite decides whether a package is there; its web page is not asked.',
  downloads: 'Mirrors do not count downloads.',
  licenses:
    'Neither Packages nor Sources states a licence; it is in the debian/copyright file of each source.',
  published_at: 'Neither Packages nor Sources states when a version was published.',
  funding: 'The index names no way to fund a package.',
  changes: 'The whole index is read again; unchanged files are recognised by their digest.',
};
