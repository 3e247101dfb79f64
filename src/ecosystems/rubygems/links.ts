/** Addresses and commands for a gem. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

const isName = (name: string) => names.problem(name) === null;

export const links: LinkRules = {
  page(registry, name, version) {
    if (!isName(name)) return null;
    return `${registry.url}/gems/${name}${version ? `/versions/${encodeURIComponent(version)}` : ''}`;
  },
  download(registry, name, version) {
    return isName(name) ? `${registry.url}/downloads/${name}-${encodeURIComponent(version)}.gem` : null;
  },
  documentation(registry, name, version) {
    if (!isName(name) || !registry.isDefault) return null;
    return `https://www.rubydoc.info/gems/${name}${version ? `/${encodeURIComponent(version)}` : ''}`;
  },
  install(registry, name, version) {
    if (!isName(name)) return null;
    return commandLine([
      'gem',
      'install',
      name,
      '-s',
      registry.url,
      ...(version ? versionWords(version) : []),
    ]);
  },
  maintainer(registry, { login }) {
    return login ? `${registry.url}/profiles/${encodeURIComponent(login)}` : null;
  },
  check: (registry, name) => (isName(name) ? `${registry.url}/api/v1/versions/${name}.json` : null),
};

/** A number of a version may end with its platform (`1.13.6-java`), which the command takes apart. */
function versionWords(version: string): string[] {
  const hyphen = version.indexOf('-');
  if (hyphen < 0) return ['-v', version];
  return ['-v', version.slice(0, hyphen), '--platform', version.slice(hyphen + 1)];
}
