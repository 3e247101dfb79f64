/** What a version asks for, as the tree needs it: by folder name, the last of several members of the package.json that name it. */
import type { DependencyRecord } from '../../core/records.ts';
import { type Spec, specOf } from './spec.ts';

export type EdgeType = 'runtime' | 'development' | 'optional' | 'peer' | 'peerOptional';

export interface Requirement {
  /** Of the folder: the alias where there is one. */
  name: string;
  /** Of the package that the registry has. */
  target: string;
  spec: Spec;
  type: EdgeType;
  /** It comes in the archive of who asks. */
  bundled: boolean;
  prereleases: boolean;
  record: DependencyRecord;
}

const ORDER: readonly EdgeType[] = ['peer', 'peerOptional', 'runtime', 'optional', 'development'];

/**
 * @param kinds those that are followed; null: all.
 * @param prereleases pre-releases satisfy as releases do.
 */
export function requirementsOf(
  records: readonly DependencyRecord[],
  kinds: ReadonlySet<string> | null,
  prereleases: boolean,
): Requirement[] {
  const byType = new Map<EdgeType, DependencyRecord[]>(ORDER.map(type => [type, []]));
  for (const record of records)
    if (kinds === null || kinds.has(record.kind)) byType.get(typeOf(record))!.push(record);
  const requirements = new Map<string, Requirement>();
  for (const type of ORDER)
    for (const record of byType.get(type)!) {
      const name = record.qualifiers?.alias ?? record.name;
      requirements.delete(name);
      requirements.set(name, {
        name,
        target: record.name,
        spec: specOf(record.requirement),
        type,
        bundled: record.kind === 'bundled' || record.qualifiers?.bundled === 'true',
        prereleases,
        record,
      });
    }
  return [...requirements.values()];
}

function typeOf({ kind, optional }: DependencyRecord): EdgeType {
  if (kind === 'peer') return optional ? 'peerOptional' : 'peer';
  if (kind === 'optional' || (optional && kind !== 'development')) return 'optional';
  return kind === 'development' ? 'development' : 'runtime';
}
