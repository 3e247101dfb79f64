/**
 * Files of an application's folder `.meteor`: `packages` lists what the project asks for, `versions` all that it uses, one
 * `name@version` a line with comments after `#` (https://docs.meteor.com/cli/#meteoradd).
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const packageLines: ManifestReader = {
  parse: input => ({ dependencies: dependenciesOf(input.text, true), project: null }),
};

export const versionLines: ManifestReader = {
  parse: input => ({ dependencies: dependenciesOf(input.text, null), project: null }),
};

function dependenciesOf(text: string, direct: boolean | null): ManifestDependency[] {
  const found: ManifestDependency[] = [];
  for (const line of linesOf(text)) {
    const comment = line.indexOf('#');
    const entry = (comment < 0 ? line : line.slice(0, comment)).trim();
    if (entry === '') continue;
    const at = entry.indexOf('@');
    const name = at < 0 ? entry : entry.slice(0, at);
    if (name !== '') found.push(dependency(name, at < 0 ? null : entry.slice(at + 1), 'runtime', { direct }));
  }
  return found;
}
