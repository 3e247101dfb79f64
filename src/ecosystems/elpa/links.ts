import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  page,
  documentation: page,
  /** Packages of one file are that file, others an archive: `kind` of the version's metadata. */
  download: ({ url }, name, version, { kind }) =>
    `${url}/${encodeURIComponent(name)}-${encodeURIComponent(version)}.${kind === 'single' ? 'el' : 'tar'}`,
  /** Emacs installs the newest version that an archive has. Both archives are known to it from the start. */
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null
      ? commandLine([
          'emacs',
          '--batch',
          '--eval',
          `(progn (require 'package) (package-refresh-contents) (package-install '${name}))`,
        ])
      : null,
  maintainer: () => null,
  check: page,
};

function page({ url }: RegistryRef, name: string): string {
  return `${url}/${encodeURIComponent(name)}.html`;
}
