/**
 * `vcpkg.json`: https://learn.microsoft.com/vcpkg/reference/vcpkg-json. Dependencies of the project, then those of its features,
 * which are optional. A name stands once for a requirement and a kind: platforms on which it is asked for are joined.
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const VERSIONS = ['version', 'version-semver', 'version-date', 'version-string'];

export const vcpkgJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'vcpkg.json');
    const overrides = overridesOf(memberOf(document, 'overrides'));
    const dependencies: ManifestDependency[] = [];
    const known = new Map<string, ManifestDependency>();
    const add = (item: unknown, feature: string | null) => {
      const one = dependencyOf(item, feature, overrides);
      if (one === null) return;
      const key = `${one.name}\n${one.requirement}\n${one.type}`;
      const before = known.get(key);
      if (before === undefined) {
        known.set(key, one);
        dependencies.push(one);
      } else if (feature === null) before.condition = either(before.condition, one.condition);
    };
    for (const item of listOf(memberOf(document, 'dependencies'))) add(item, null);
    const features = memberOf(document, 'features');
    for (const [feature, value] of isJsonObject(features) ? Object.entries(features) : [])
      for (const item of listOf(memberOf(value, 'dependencies'))) add(item, feature);
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    return {
      dependencies,
      project: {
        name: text(memberOf(document, 'name')),
        version: text(versionOf(document)),
        license: text(memberOf(document, 'license')),
      },
    };
  },
};

/** `vcpkg list --x-json`: what is installed. */
export const vcpkgList: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'vcpkg list');
    const dependencies: ManifestDependency[] = [];
    for (const value of isJsonObject(document) ? Object.values(document) : []) {
      const [name, version, port] = ['package_name', 'version', 'port_version'].map(key =>
        memberOf(value, key),
      );
      if (typeof name !== 'string' || name === '') continue;
      const triplet = memberOf(value, 'triplet');
      dependencies.push(
        dependency(name, typeof version === 'string' ? withPort(version, port) : null, 'runtime', {
          condition: typeof triplet === 'string' ? triplet : null,
        }),
      );
    }
    return { dependencies, project: null };
  },
};

function dependencyOf(
  item: unknown,
  feature: string | null,
  overrides: ReadonlyMap<string, string>,
): ManifestDependency | null {
  const name = typeof item === 'string' ? item : memberOf(item, 'name');
  if (typeof name !== 'string' || name === '') return null;
  const least = memberOf(item, 'version>=');
  const platform = memberOf(item, 'platform');
  const condition = typeof platform === 'string' && platform !== '' ? platform : null;
  return dependency(
    name,
    overrides.get(name) ?? (typeof least === 'string' ? `>=${least}` : null),
    memberOf(item, 'host') === true ? 'development' : 'runtime',
    {
      direct: true,
      optional: feature === null ? null : true,
      condition:
        feature === null ? condition : `feature ${feature}${condition === null ? '' : ` and ${condition}`}`,
    },
  );
}

/** The versions that replace all others, by name. */
function overridesOf(value: unknown): Map<string, string> {
  const overrides = new Map<string, string>();
  for (const item of listOf(value)) {
    const [name, version] = [memberOf(item, 'name'), versionOf(item)];
    if (typeof name === 'string' && typeof version === 'string')
      overrides.set(name, withPort(version, memberOf(item, 'port-version')));
  }
  return overrides;
}

function versionOf(value: unknown): unknown {
  return VERSIONS.map(key => memberOf(value, key)).find(version => version !== undefined);
}

function withPort(version: string, port: unknown): string {
  return typeof port === 'number' && port > 0 ? `${version}#${port}` : version;
}

/** Where one of them is met without a condition, there is none. Platform expressions know `|` and parentheses. */
function either(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  return a === b ? a : `${grouped(a)} | ${grouped(b)}`;
}

function grouped(expression: string): string {
  return expression.startsWith('(') || !/[&,|]/.test(expression) ? expression : `(${expression})`;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
