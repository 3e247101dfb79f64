/** Addresses and commands for a Racket package. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  page: (registry, name) => (names.problem(name) === null ? `${registry.url}/package/${name}` : null),
  download: () => null,
  documentation(_registry, name) {
    return names.problem(name) === null ? `https://docs.racket-lang.org/${name}/index.html` : null;
  },
  /** The catalog offers one version, so no other can be asked for. */
  install(_registry, name, version) {
    if (names.problem(name) !== null || version !== undefined) return null;
    const end = name.startsWith('-') ? ['--'] : [];
    return commandLine(['raco', 'pkg', 'install', ...end, name]);
  },
  maintainer: () => null,
  check: (registry, name) => (names.problem(name) === null ? `${registry.url}/package/${name}` : null),
};
