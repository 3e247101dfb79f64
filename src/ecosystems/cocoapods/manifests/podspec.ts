/**
 * Podspecs: https://guides.cocoapods.org/syntax/podspec.html, as a program in Ruby and as the JSON that CocoaPods makes of it. Each pod
 * stands once, as it is asked for first; subspecs of the pod itself are local.
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { type RubyCall, rubyCalls, rubyCallsAround, rubyText } from '../../../formats/ruby-dsl.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { podOf, requirementIn } from './podfile.ts';

const PLATFORMS = ['ios', 'osx', 'macos', 'tvos', 'watchos', 'visionos'];
const MAX_DEPTH = 20;

/** Keeps the first of each name. */
function collector() {
  const dependencies: ManifestDependency[] = [];
  const known = new Set<string>();
  return {
    dependencies,
    add(one: ManifestDependency): void {
      if (one.name === '' || known.has(one.name)) return;
      known.add(one.name);
      dependencies.push(one);
    },
  };
}

export const podspec: ManifestReader = {
  parse(input) {
    const calls = rubyCalls(input.text);
    const value = (attribute: string) => calls.find(({ name }) => name === `${attribute}=`)?.args[0];
    const text = (attribute: string) => rubyText(value(attribute));
    const license = value('license');
    const own = text('name');
    const { dependencies, add } = collector();
    for (const call of calls) {
      const written = call.name === 'dependency' ? rubyText(call.args[0]) : null;
      if (written === null) continue;
      const name = podOf(written);
      const { requirement, unresolved } = requirementIn(call.args.slice(1));
      add(
        dependency(name, requirement, isTest(call) ? 'test' : 'runtime', {
          direct: true,
          local: name === own ? true : null,
          alias: name === written ? null : written,
          condition: conditionOf(call),
          unresolved,
        }),
      );
    }
    const type =
      license?.kind === 'hash' ? (license.entries.get('type') ?? license.entries.get(':type')) : license;
    return { dependencies, project: { name: own, version: text('version'), license: rubyText(type) } };
  },
};

function isTest(call: RubyCall): boolean {
  return rubyCallsAround(call).some(({ name }) => name === 'test_spec');
}

/** The platform that the receiver names (`s.ios.dependency`), and the subspec. */
function conditionOf(call: RubyCall): string | null {
  const platform = PLATFORMS.find(name => call.receiver?.endsWith(`.${name}`) === true);
  const subspec = rubyCallsAround(call).find(({ name }) => name === 'subspec');
  const named = subspec === undefined ? null : rubyText(subspec.args[0]);
  const parts = [
    ...(named === null ? [] : [`subspec ${named}`]),
    ...(platform === undefined ? [] : [platform]),
  ];
  return parts.join(' and ') || null;
}

export const podspecJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'podspec.json');
    const { dependencies, add } = collector();
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    const own = text(memberOf(document, 'name'));
    const read = (spec: unknown, type: string, condition: string | null, depth: number) => {
      const list = memberOf(spec, 'dependencies');
      for (const [written, versions] of isJsonObject(list) ? Object.entries(list) : []) {
        const name = podOf(written);
        add(
          dependency(name, requirementOf(versions), type, {
            direct: true,
            local: name === own ? true : null,
            alias: name === written ? null : written,
            condition,
          }),
        );
      }
      if (depth >= MAX_DEPTH) return;
      for (const platform of PLATFORMS)
        read(memberOf(spec, platform), type, both(condition, platform), MAX_DEPTH);
      for (const [key, kind] of [
        ['subspecs', type],
        ['testspecs', 'test'],
      ] as const) {
        const specs = memberOf(spec, key);
        for (const one of Array.isArray(specs) ? specs : [])
          read(one, kind, both(condition, `subspec ${text(memberOf(one, 'name')) ?? 'unnamed'}`), depth + 1);
      }
    };
    read(document, 'runtime', null, 0);
    const license = memberOf(document, 'license');
    return {
      dependencies,
      project: {
        name: own,
        version: text(memberOf(document, 'version')),
        license: text(license) ?? text(memberOf(license, 'type')),
      },
    };
  },
};

/** A list of requirements, all of which a version must meet; an empty one asks for none. */
function requirementOf(versions: unknown): string {
  const list = Array.isArray(versions) ? versions : [versions];
  const texts = list.filter(one => typeof one === 'string' && one !== '');
  return texts.join(', ') || '>= 0';
}

function both(outer: string | null, inner: string): string {
  return outer === null ? inner : `${outer} and ${inner}`;
}
