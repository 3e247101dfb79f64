/**
 * `Podfile`: https://guides.cocoapods.org/syntax/podfile.html. A program in Ruby, of which the calls of `pod` are read. A subspec is of
 * its pod: `Moya/RxSwift` is asked for as an alias of Moya. The condition holds the target, the build
 * configurations and what `if` asks.
 */
import {
  type RubyCall,
  type RubyValue,
  rubyCalls,
  rubyCallsAround,
  rubyCondition,
  rubyText,
  rubyTexts,
} from '../../../formats/ruby-dsl.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

export const podfile: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    for (const call of rubyCalls(input.text)) {
      if (call.name !== 'pod' || call.receiver !== null) continue;
      const name = rubyText(call.args[0]);
      if (name === null || podOf(name) === '')
        unresolved.push({ what: 'the name of a pod is computed', line: call.line });
      else dependencies.push(dependencyOf(call, name));
    }
    return { dependencies, project: null, unresolved };
  },
};

function dependencyOf(call: RubyCall, written: string): ManifestDependency {
  const { requirement, unresolved } = requirementIn(call.args.slice(1));
  const option = (key: string) => rubyText(call.options.get(key));
  const path = option('path');
  const address = option('git') ?? option('http') ?? option('podspec') ?? option('hg') ?? option('svn');
  const revision = option('commit') ?? option('tag') ?? option('branch');
  const name = podOf(written);
  return dependency(name, requirement, 'runtime', {
    direct: true,
    local: path === null ? null : true,
    alias: name === written ? null : written,
    source: path ?? (address !== null && revision !== null ? `${address}#${revision}` : address),
    condition: conditionOf(call),
    unresolved,
  });
}

/** The pod that a subspec is of. */
export function podOf(name: string): string {
  const slash = name.indexOf('/');
  return slash < 0 ? name : name.slice(0, slash);
}

/** A version alone means exactly that one; without any, every version will do. */
export function requirementIn(args: readonly RubyValue[]): { requirement: string; unresolved: boolean } {
  const stated = args.flatMap(value => (value.kind === 'list' ? value.items : [value]));
  const texts = stated.map(rubyText).filter(text => text !== null && text.trim() !== '') as string[];
  const requirement = texts
    .map(text => (/^[0-9]/.test(text.trim()) ? `= ${text.trim()}` : text.trim()))
    .join(', ');
  return {
    requirement: requirement || '>= 0',
    // Symbols such as `:head` are no versions, and hashes are options.
    unresolved: stated.some(value => value.kind === 'code' || (value.kind === 'text' && value.computed)),
  };
}

function conditionOf(call: RubyCall): string | null {
  const targets = rubyCallsAround(call)
    .filter(({ name }) => name === 'target')
    .map(target => rubyText(target.args[0]))
    .filter(name => name !== null)
    .reverse();
  const condition = rubyCondition(call);
  const builds = rubyTexts(call.options.get('configurations') ?? call.options.get('configuration'));
  const parts = [
    ...(targets.length > 0 ? [`target ${targets.join('/')}`] : []),
    ...(builds.length > 0 ? [`configuration ${builds.join(', ')}`] : []),
    ...(condition === null ? [] : [condition]),
  ];
  return parts.join(' and ') || null;
}
