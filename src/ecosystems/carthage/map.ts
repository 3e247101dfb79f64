/** A framework as a record (pure). README.md says what each field comes from. */
import type { DependencyRecord, JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { github as scheme } from '../../versions/schemes/github.ts';
import { type Repository, recordOf } from '../families/tag-backed/repository.ts';
import { present } from '../families/whole-index/text.ts';
import type { CartfileEntry } from './cartfile.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

type Kind = (typeof dependencyKinds)[number];

export interface Cartfiles {
  runtime: readonly CartfileEntry[];
  /** Cartfile.private: what only work on the framework itself needs. */
  development: readonly CartfileEntry[];
}

export interface FrameworkFacts {
  /** In the spelling of the forge. */
  name: string;
  repository: Repository;
  versions: VersionRecord[];
  isComplete: boolean;
  /** By tag; of other tags nothing is known. */
  cartfiles: ReadonlyMap<string, Cartfiles>;
}

export function mapFramework(facts: FrameworkFacts): PackageRecord {
  const { name, repository, isComplete, cartfiles } = facts;
  const versions = facts.versions.map(version => {
    const files = cartfiles.get(version.number);
    if (files === undefined) return version;
    const others = [...files.runtime, ...files.development].filter(entry => entry.name === null);
    const metadata = {
      ...version.metadata,
      ...(others.length > 0 ? { other_dependencies: others.map(plain) } : {}),
    };
    return { ...version, metadata, dependencies: dependenciesOf(files) };
  });
  return {
    ...recordOf(name, repository, versions, scheme),
    namespace: names.namespace(name),
    versionsComplete: isComplete,
  };
}

function dependenciesOf(files: Cartfiles): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const kind of ['runtime', 'development'] satisfies Kind[])
    for (const { name, requirement } of files[kind])
      if (name !== null)
        records.set([kind, name, requirement].join(' '), { name, requirement, kind, optional: false });
  return [...records.values()];
}

function plain({ origin, location, requirement }: CartfileEntry): JsonObject {
  return present({ origin, location, requirement });
}
