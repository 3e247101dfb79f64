/** `*.gemspec`, https://guides.rubygems.org/specification-reference/: a Ruby program that fills in a specification; it is not run. */
import { type RubyCall, rubyCalls, rubyCondition, rubyTexts } from '../../../formats/ruby-dsl.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { gemRequirement, rubyConstants } from './gem-requirement.ts';

const METHODS: ReadonlyMap<string, string> = new Map([
  ['add_dependency', 'runtime'],
  ['add_runtime_dependency', 'runtime'],
  ['add_development_dependency', 'development'],
]);

export const gemspec: ManifestReader = {
  parse(input) {
    const calls = rubyCalls(input.text);
    const constants = rubyConstants(calls);
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    for (const call of calls) {
      const type = METHODS.get(call.name);
      if (type === undefined || call.receiver === null) continue;
      const name = constants.text(call.args[0]);
      if (!name) {
        unresolved.push({ what: 'the name of a gem is computed', line: call.line });
        continue;
      }
      const requirement = gemRequirement(call.args.slice(1), constants);
      if (requirement.isComputed)
        unresolved.push({ what: `the requirement of ${name} is computed`, line: call.line });
      dependencies.push(
        dependency(name, requirement.text, type, {
          direct: true,
          condition: rubyCondition(call),
          unresolved: requirement.isComputed,
        }),
      );
    }
    const set = (name: string) => calls.find(call => call.name === name && call.receiver !== null);
    const text = (call: RubyCall | undefined) => constants.text(call?.args[0]) || null;
    const licenses = set('licenses=')?.args.flatMap(rubyTexts) ?? [];
    const project = {
      name: text(set('name=')),
      version: text(set('version=')),
      license: text(set('license=')) ?? (licenses.length > 0 ? licenses.join(', ') : null),
    };
    const version = set('version=');
    if (version && project.version === null)
      unresolved.push({ what: 'the version of the gem is computed', line: version.line });
    return { dependencies, project, unresolved };
  },
};
