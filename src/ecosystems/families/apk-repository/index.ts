/**
 * The factory of distributions whose packages come from apk repositories: a new one is a folder whose `index.ts` calls
 * `apkRepository({...})`.
 */
import { commandLine } from '../../../core/shell-quote.ts';
import { apk } from '../../../versions/schemes/apk.ts';
import type { Ecosystem, LinkRules } from '../../ecosystem.ts';
import { names, purlRules } from './names.ts';
import type { ApkRepositoryOptions } from './options.ts';

export { type ApkRepositoryOptions, ARCHITECTURE } from './options.ts';

/** The definition of a distribution from what is its own. */
export function apkRepository(options: ApkRepositoryOptions): Ecosystem {
  const download: LinkRules['download'] = (registry, name, version, { repository }) => {
    const known = options.repositories(registry);
    const folder = known.find(candidate => candidate === (repository ?? ''));
    if (folder === undefined) return null;
    return `${options.folder(registry, folder)}/${encodeURIComponent(`${name}-${version}`)}.apk`;
  };
  return {
    id: options.id,
    label: options.label,
    purl: purlRules(options.id),
    registries: options.registries,
    names,
    versions: apk,
    links: {
      ...options.links,
      download,
      documentation: () => null,
      install,
      // The page is by name, and a maintainer is told apart by address: it is a fact of the record.
      maintainer: () => null,
      check: () => null,
    },
    dependencyKinds: ['install'],
    connector: {
      mode: 'batch',
      load: async () => (await import('./connector.ts')).apkConnector(options),
    },
    resolution: { load: async () => (await import('./resolution/index.ts')).apkResolver },
    ...(options.repackaging && { repackaging: options.repackaging }),
    absent: { ...ABSENT, ...options.absent },
  };
}

const install: LinkRules['install'] = (_registry, name, version) => {
  const target = name + (version === undefined ? '' : `=${version}`);
  return commandLine(['apk', 'add', ...(target.startsWith('-') ? ['--'] : []), target]);
};

const ABSENT: Record<string, string> = {
  check: 'Presence in the index decides whether a package is there; its web page is not asked.',
  documentation: 'No pages of documentation by package.',
  downloads: 'Mirrors do not count downloads.',
  funding: 'The index names no way to fund a package.',
  integrity:
    'The index states the SHA-1 of the control part of a file, not of the file: it is in the metadata as checksum.',
  keywords: 'The index has no keywords or sections.',
  changes: 'The whole index is read again; an unchanged one is known by its validator.',
};
