/**
 * `Gemfile` and `gems.rb`, https://bundler.io/man/gemfile.5.html. A Gemfile is a Ruby program; its calls of `gem` are read and the
 * program is not run: names and requirements that it computes are told of.
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
import { gemRequirement, type RubyConstants, rubyConstants } from './gem-requirement.ts';

/** Short forms of git repositories; `owner/name`, or `name` where it is the owner, too. */
const FORGES: ReadonlyMap<string, string> = new Map([
  ['github', 'https://github.com/'],
  ['gitlab', 'https://gitlab.com/'],
  ['bitbucket', 'https://bitbucket.org/'],
  ['gist', 'https://gist.github.com/'],
]);
const PLATFORMS = new Set(['platform', 'platforms']);
const GROUPS = new Set(['group', 'groups']);
const PUBLIC = /^https?:\/\/(?:index\.)?rubygems\.org\/?$/;

export const gemfile: ManifestReader = {
  parse(input) {
    const calls = rubyCalls(input.text);
    const constants = rubyConstants(calls);
    const registry = registryOf(calls);
    const shorthands = shorthandsIn(calls);
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const includes: string[] = [];
    for (const call of calls) {
      if (call.receiver !== null) continue;
      if (call.name === 'gem') {
        const name = constants.text(call.args[0]);
        if (name) {
          dependencies.push(gemOf(call, name, registry, constants, unresolved));
          if (shorthands.some(key => call.options.has(key)))
            unresolved.push({ what: `where ${name} comes from is computed`, line: call.line });
        } else if (call.args.length > 0)
          unresolved.push({ what: 'the name of a gem is computed', line: call.line });
      } else if (call.name === 'gemspec') {
        includes.push(gemspecOf(call));
      } else if (call.name === 'eval_gemfile' || call.name === 'instance_eval') {
        const path = rubyText(call.args[0]);
        if (path !== null && call.name === 'eval_gemfile') includes.push(path);
        else unresolved.push({ what: 'which further file is read is computed', line: call.line });
      }
    }
    return { dependencies, project: null, unresolved, includes };
  },
};

function gemOf(
  call: RubyCall,
  name: string,
  registry: string | null,
  constants: RubyConstants,
  unresolved: Unresolved[],
): ManifestDependency {
  const around = rubyCallsAround(call);
  const requirement = gemRequirement(call.args.slice(1), constants);
  if (requirement.isComputed)
    unresolved.push({ what: `the requirement of ${name} is computed`, line: call.line });
  const groups = [
    ...optionTexts(call, GROUPS),
    ...around.filter(isNamed('group')).flatMap(({ args }) => args.flatMap(rubyTexts)),
  ];
  const path = textOf(call, around, 'path');
  return dependency(name, requirement.text, groups.includes('development') ? 'development' : 'runtime', {
    direct: true,
    optional: around.some(one => one.name === 'group' && isTrue(one.options.get('optional'))) || null,
    local: path !== null || null,
    source: path ?? gitOf(call, around) ?? textOf(call, around, 'source') ?? registry,
    condition: conditionOf(call, around, groups),
    unresolved: requirement.isComputed,
  });
}

/** When a gem is used: its groups, platforms and the conditions around it. */
function conditionOf(call: RubyCall, around: RubyCall[], groups: string[]): string | null {
  const platforms = [
    ...optionTexts(call, PLATFORMS),
    ...around.filter(({ name }) => PLATFORMS.has(name)).flatMap(({ args }) => args.flatMap(rubyTexts)),
  ];
  const installIf = call.options.get('install_if') ?? around.find(isNamed('install_if'))?.args[0];
  const parts = [
    groups.length > 0 ? `group ${groups.join(', ')}` : '',
    platforms.length > 0 ? `platform ${platforms.join(', ')}` : '',
    installIf ? `install_if ${installIf.kind === 'code' ? installIf.text : ''}`.trim() : '',
    rubyCondition(call) ?? '',
  ].filter(part => part !== '');
  return parts.length > 0 ? parts.join(' and ') : null;
}

/** An option of a gem, or the block of that name around it. */
function textOf(call: RubyCall, around: RubyCall[], name: string): string | null {
  return rubyText(call.options.get(name)) ?? rubyText(around.find(isNamed(name))?.args[0]);
}

/** The URL of a git repository, with `#` and its branch, tag or commit where one is named. */
function gitOf(call: RubyCall, around: RubyCall[]): string | null {
  const block = around.find(({ name }) => name === 'git' || FORGES.has(name));
  const options = block ? new Map([...block.options, ...call.options]) : call.options;
  let url = rubyText(options.get('git')) ?? (block?.name === 'git' ? rubyText(block.args[0]) : null);
  for (const [forge, base] of FORGES) {
    const short = rubyText(options.get(forge)) ?? (block?.name === forge ? rubyText(block.args[0]) : null);
    if (url !== null || short === null) continue;
    const path = forge === 'gist' || short.includes('/') ? short : `${short}/${short}`;
    url = short.includes('://') ? short : `${base}${path}.git`;
  }
  if (url === null) return null;
  const ref = ['ref', 'tag', 'branch'].map(key => rubyText(options.get(key))).find(text => text !== null);
  return ref === undefined ? url : `${url}#${ref}`;
}

/** The registry of gems that name none: the file's only global source, where that is not rubygems.org. */
function registryOf(calls: readonly RubyCall[]): string | null {
  const sources = calls.filter(call => call.name === 'source' && call.receiver === null);
  const blocks = new Set<RubyCall>();
  for (const call of calls) for (let b = call.block; b; b = b.parent) if (b.call) blocks.add(b.call);
  const global = sources.filter(source => !blocks.has(source));
  const url = global.length === 1 ? rubyText(global[0]?.args[0]) : null;
  return url === null || !url.includes('://') || PUBLIC.test(url) ? null : url;
}

/** Names that the file gives to git repositories of its own (`git_source(:corp) { ... }`), other than those that are known. */
function shorthandsIn(calls: readonly RubyCall[]): string[] {
  return calls
    .filter(isNamed('git_source'))
    .flatMap(({ args }) => rubyText(args[0]) ?? [])
    .filter(name => !FORGES.has(name));
}

/** The gemspec that a Gemfile takes in: `path` and `name` as stated, `*` where the file leaves the name open. */
function gemspecOf({ options }: RubyCall): string {
  const path = rubyText(options.get('path'));
  const file = `${rubyText(options.get('name')) ?? '*'}.gemspec`;
  return path === null || path === '.' ? file : `${path}/${file}`;
}

function optionTexts({ options }: RubyCall, names: ReadonlySet<string>): string[] {
  return [...options].filter(([key]) => names.has(key)).flatMap(([, value]) => rubyTexts(value));
}

function isNamed(name: string): (call: RubyCall) => boolean {
  return call => call.name === name && call.receiver === null;
}

function isTrue(value: RubyValue | undefined): boolean {
  return value?.kind === 'code' && value.text === 'true';
}
