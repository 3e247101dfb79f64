/** A Swift package as a record (pure). README.md says what each field comes from. */
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { swift as scheme } from '../../versions/schemes/swift.ts';
import { type Repository, recordOf } from '../families/tag-backed/repository.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';
import type { Pin } from './schema.ts';

const KIND: (typeof dependencyKinds)[number] = 'runtime';

export interface PackageFacts {
  /** In the spelling of the forge. */
  name: string;
  repository: Repository;
  versions: VersionRecord[];
  isComplete: boolean;
  /** What Package.resolved pins, by tag; of tags without one nothing is known. */
  pins: ReadonlyMap<string, readonly Pin[]>;
}

export function mapPackage({ name, repository, versions, isComplete, pins }: PackageFacts): PackageRecord {
  const read = versions.map(version => {
    const pinned = pins.get(version.number);
    return {
      ...version,
      dependencies: pinned?.map(pin => ({ ...pin, kind: KIND, optional: false })) ?? null,
    };
  });
  const record = recordOf(name, repository, read, scheme);
  return {
    ...record,
    namespace: names.namespace(name),
    ...(record.repositoryUrl === null ? chooseRepository([['name', `https://${name}`, name]]) : {}),
    versionsComplete: isComplete,
  };
}
