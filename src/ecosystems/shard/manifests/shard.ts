/** `shard.yml` and `shard.lock` of Crystal, https://github.com/crystal-lang/shards/blob/master/docs/shard.yml.adoc. */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

/** Short forms of repositories. */
const FORGES: ReadonlyMap<string, string> = new Map([
  ['github', 'https://github.com/'],
  ['gitlab', 'https://gitlab.com/'],
  ['bitbucket', 'https://bitbucket.org/'],
  ['codeberg', 'https://codeberg.org/'],
]);
const REPOSITORIES = ['git', 'hg', 'fossil'];
const REFS = ['commit', 'tag', 'branch', 'bookmark'];

/** Those for development are `runtime`, too, and tell it by their condition. */
export const shardYml: ManifestReader = {
  parse(input) {
    const document = parse(input.text, 'shard.yml');
    const dependencies = [
      ...read(document.dependencies, { direct: true }),
      ...read(document.development_dependencies, { direct: true, condition: 'development' }),
    ];
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    const { name, version, license } = document;
    return { dependencies, project: { name: text(name), version: text(version), license: text(license) } };
  },
};

export const shardLock: ManifestReader = {
  parse(input) {
    return { dependencies: read(parse(input.text, 'shard.lock').shards, {}), project: null };
  },
};

function parse(text: string, what: string): JsonDocument {
  const document = parseYaml(text, what, { scalars: 'text' });
  if (document === null) throw new ManifestError('empty', 'empty');
  if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'no mapping');
  return document;
}

function read(table: unknown, more: { direct?: boolean; condition?: string }): ManifestDependency[] {
  if (!isJsonObject(table)) return [];
  return Object.entries(table)
    .filter(([name]) => name !== '')
    .map(([name, stated]) => {
      const text = (key: string) => {
        const value = memberOf(stated, key);
        return typeof value === 'string' && value !== '' ? value : null;
      };
      const path = text('path');
      const forge = [...FORGES.keys()].find(key => text(key) !== null);
      const repository = REPOSITORIES.map(text).find(url => url !== null);
      const url = forge === undefined ? repository : `${FORGES.get(forge)}${text(forge)}.git`;
      const ref = REFS.map(text).find(value => value !== null);
      return dependency(name, text('version'), 'runtime', {
        ...more,
        local: path === null ? null : true,
        source: path ?? (url === undefined ? null : ref === undefined ? url : `${url}#${ref}`),
      });
    });
}
