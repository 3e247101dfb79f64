import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  page: ({ url }, name) => `${url}/en/package/${encodeURIComponent(name)}`,
  download: () => null,
  documentation: () => null,
  // The command line takes no version: that is for a manifest.
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null ? commandLine(['vcpkg', 'install', name]) : null,
  maintainer: () => null,
  check: () => null,
};
