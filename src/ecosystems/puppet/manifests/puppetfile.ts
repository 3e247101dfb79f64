/**
 * Puppetfile, https://github.com/puppetlabs/r10k/blob/main/doc/puppetfile.mkd: calls of `mod` with a version, `:latest`, or where the module
 * comes from. A Ruby program that is not run.
 */
import { type RubyCall, rubyCalls, rubyCondition } from '../../../formats/ruby-dsl.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

export const puppetfile: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    for (const call of rubyCalls(input.text)) {
      if (call.name !== 'mod' || call.receiver !== null) continue;
      const name = call.args[0];
      if (name?.kind === 'text' && !name.computed && name.text !== '')
        dependencies.push(moduleOf(call, name.text));
      else if (name) unresolved.push({ what: 'the name of a module is computed', line: call.line });
    }
    return { dependencies, project: null, unresolved };
  },
};

function moduleOf(call: RubyCall, name: string): ManifestDependency {
  const version = call.args[1] ?? call.options.get('version');
  const option = (key: string) => {
    const value = call.options.get(key);
    return value?.kind === 'text' || value?.kind === 'symbol' ? value.text : null;
  };
  const isKnown =
    version === undefined || version.kind === 'symbol' || (version.kind === 'text' && !version.computed);
  const written = isKnown && version && 'text' in version ? version.text : null;
  const reference = option('tag') ?? option('ref') ?? option('commit') ?? option('branch');
  return dependency(name, written ?? reference, 'runtime', {
    direct: true,
    local: call.options.get('local') === undefined ? null : true,
    source: option('git') ?? option('svn') ?? option('tarball'),
    condition: rubyCondition(call),
    unresolved: !isKnown,
  });
}
