/**
 * `dub.json` (https://dub.pm/dub-reference/dependencies/) and `dub.selections.json`. A dependency is a version range, or an object with
 * `version`, `path`, `repository` and `optional`.
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_DEPTH = 20;

export const dubJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'dub.json');
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    const read = (holder: unknown, condition: string | null, depth: number) => {
      const list = memberOf(holder, 'dependencies');
      for (const [name, value] of isJsonObject(list) ? Object.entries(list) : [])
        if (name !== '') dependencies.push(dependencyOf(name, value, true, condition));
      for (const one of listOf(memberOf(holder, 'configurations')))
        read(one, `configuration ${textOr(memberOf(one, 'name'), 'unnamed')}`, depth);
      for (const one of listOf(memberOf(holder, 'subPackages'))) {
        if (typeof one === 'string') includes.push(one);
        else if (depth < MAX_DEPTH)
          read(one, `subpackage ${textOr(memberOf(one, 'name'), 'unnamed')}`, depth + 1);
      }
    };
    read(document, null, 0);
    const text = (key: string) => textOr(memberOf(document, key), '') || null;
    return {
      dependencies,
      project: { name: text('name'), version: text('version'), license: text('license') },
      includes,
    };
  },
};

export const dubSelections: ManifestReader = {
  parse(input) {
    const versions = memberOf(parseJsonText(input.text, 'dub.selections.json'), 'versions');
    if (!isJsonObject(versions)) throw new ManifestError('not-this-format', 'no versions');
    const entries = Object.entries(versions).filter(([name]) => name !== '');
    return {
      dependencies: entries.map(([name, value]) => dependencyOf(name, value, null, null)),
      project: null,
    };
  },
};

function dependencyOf(
  name: string,
  value: unknown,
  direct: true | null,
  condition: string | null,
): ManifestDependency {
  const version = typeof value === 'string' ? value : memberOf(value, 'version');
  const path = memberOf(value, 'path');
  const repository = memberOf(value, 'repository');
  const optional = memberOf(value, 'optional');
  return dependency(name, typeof version === 'string' ? version : null, 'runtime', {
    direct,
    optional: typeof optional === 'boolean' ? optional : null,
    local: typeof path === 'string' ? true : null,
    source: typeof path === 'string' ? path : typeof repository === 'string' ? repository : null,
    condition,
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOr(value: unknown, other: string): string {
  return typeof value === 'string' ? value : other;
}
