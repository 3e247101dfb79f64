/** The dependencies of a pubspec: https://dart.dev/tools/pub/dependencies. */
import type { DependencyRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';
import { clean } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

const MAX_DEPENDENCIES = 5_000;
const MAX_TEXT = 1_000;

export function dependenciesOf(pubspec: JsonDocument): DependencyRecord[] {
  return [...edgesOf(pubspec.dependencies, 'runtime'), ...edgesOf(pubspec.dev_dependencies, 'development')];
}

function edgesOf(value: unknown, kind: (typeof dependencyKinds)[number]): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  for (const [key, said] of entries.slice(0, MAX_DEPENDENCIES)) {
    const record = edgeOf(names.normalise(key), said, kind);
    if (record !== null) records.set(key, record);
  }
  return [...records.values()];
}

/**
 * A constraint is a text, or stands beside a source: `{sdk}`, `{git}`, `{path}`, `{hosted}`. What comes from elsewhere than
 * the registry has that source as a qualifier. Null where the key can name no package.
 */
function edgeOf(key: string, said: unknown, kind: (typeof dependencyKinds)[number]): DependencyRecord | null {
  const source = isJsonObject(said) ? said : {};
  const git = isJsonObject(source.git) ? source.git : { url: source.git };
  const hosted = isJsonObject(source.hosted) ? source.hosted : { url: source.hosted };
  const given = clean(hosted.name, 128);
  const name = given === null ? key : names.normalise(given);
  if (names.problem(name) !== null) return null;

  const qualifiers: { [key: string]: string } = {};
  const qualify = (qualifier: string, value: unknown) => {
    const text = clean(value, MAX_TEXT);
    if (text !== null) qualifiers[qualifier] = text;
  };
  if (name !== key) qualify('alias', key);
  qualify('sdk', source.sdk);
  qualify('path', source.path);
  qualify('git', git.url);
  qualify('git_ref', git.ref);
  qualify('git_path', git.path);
  qualify('hosted', hosted.url);
  const requirement = clean(isJsonObject(said) ? said.version : said, MAX_TEXT);
  const record: DependencyRecord = { name, requirement, kind, optional: false };
  return Object.keys(qualifiers).length > 0 ? { ...record, qualifiers } : record;
}
