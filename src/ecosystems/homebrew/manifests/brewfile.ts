/**
 * `Brewfile` (https://docs.brew.sh/Brew-Bundle-and-Brewfile) and the lockfile that older versions of `brew bundle` wrote. Formulae are read;
 * casks, taps and what comes from app stores are other things than packages of Homebrew's core.
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { rubyCalls, rubyCondition, rubyText } from '../../../formats/ruby-dsl.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';

export const brewfile: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    for (const call of rubyCalls(input.text)) {
      if (call.name !== 'brew' || call.receiver !== null) continue;
      const name = rubyText(call.args[0]);
      if (name === null || name === '')
        unresolved.push({ what: 'the name of a formula is computed', line: call.line });
      else
        dependencies.push(
          dependency(name, null, 'runtime', { direct: true, condition: rubyCondition(call) }),
        );
    }
    return { dependencies, project: null, unresolved };
  },
};

export const brewfileLock: ManifestReader = {
  parse(input) {
    const entries = memberOf(parseJsonText(input.text, 'Brewfile.lock.json'), 'entries');
    if (!isJsonObject(entries)) throw new ManifestError('not-this-format', 'no entries');
    const formulae = memberOf(entries, 'brew');
    const dependencies: ManifestDependency[] = [];
    for (const [name, value] of isJsonObject(formulae) ? Object.entries(formulae) : []) {
      const version = memberOf(value, 'version');
      // A bottle for all systems has one hash; of others each system has its own.
      const all = memberOf(memberOf(memberOf(memberOf(value, 'bottle'), 'files'), 'all'), 'sha256');
      if (name !== '')
        dependencies.push(
          dependency(name, typeof version === 'string' ? version : null, 'runtime', {
            direct: true,
            integrity: typeof all === 'string' ? `sha256:${all}` : null,
          }),
        );
    }
    return { dependencies, project: null };
  },
};
