/** Dependencies grouped by kind, alternatives together. */

import type { StoredDependency } from '../../../store/dependencies.ts';
import { Section } from '../../../ui/components/section.tsx';
import { Badge } from '../../../ui/components/text.tsx';
import { paths } from '../../../ui/paths.ts';

/** A dependency with its alternatives: any one of them will do. */
export type DependencyGroup = StoredDependency[];

/** Joins each alternative to the dependency before it. */
export function groupAlternatives(dependencies: readonly StoredDependency[]): DependencyGroup[] {
  const groups: DependencyGroup[] = [];
  for (const dependency of dependencies) {
    const last = groups[groups.length - 1];
    if (dependency.alternative && last) last.push(dependency);
    else groups.push([dependency]);
  }
  return groups;
}

/** Groups by kind in the order of first appearance, each ordered by name. */
export function groupsByKind(
  groups: readonly DependencyGroup[],
): { kind: string; groups: DependencyGroup[] }[] {
  const kinds = new Map<string, DependencyGroup[]>();
  for (const group of groups) {
    const kind = group[0]?.kind ?? '';
    kinds.set(kind, [...(kinds.get(kind) ?? []), group]);
  }
  const nameOf = (group: DependencyGroup) => group[0]?.name ?? '';
  return [...kinds].map(([kind, members]) => ({
    kind,
    groups: members.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0)),
  }));
}

interface DependencySectionsProps {
  registry: string;
  dependencies: readonly StoredDependency[];
  level?: 2 | 3;
  /** Groups shown of each kind; the rest is counted. */
  limit?: number;
  more?: { label: string; href: string };
}

export function DependencySections({
  registry,
  dependencies,
  level,
  limit = 1_000,
  more,
}: DependencySectionsProps) {
  return (
    <>
      {groupsByKind(groupAlternatives(dependencies)).map(({ kind, groups }, index) => (
        <Section
          key={kind}
          id={`kind-${index}`}
          level={level}
          title={`${kind} (${groups.length.toLocaleString('en-GB')})`}
          more={groups.length > limit ? more : undefined}
        >
          <ul class="edges">
            {groups.slice(0, limit).map(group => (
              <Edge key={group[0]?.id} registry={registry} group={group} />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

function Edge({ registry, group }: { registry: string; group: DependencyGroup }) {
  const [first, ...alternatives] = group;
  if (!first) return null;
  if (alternatives.length === 0) {
    return (
      <li>
        <EdgeCells registry={registry} dependency={first} or={false} />
      </li>
    );
  }
  return (
    <li>
      <div class="edge-group">
        {group.map((dependency, index) => (
          <div key={dependency.id}>
            <EdgeCells registry={registry} dependency={dependency} or={index > 0} />
          </div>
        ))}
      </div>
    </li>
  );
}

function EdgeCells({
  registry,
  dependency,
  or,
}: {
  registry: string;
  dependency: StoredDependency;
  or: boolean;
}) {
  const { name, requirement, optional, qualifiers } = dependency;
  return (
    <>
      <span class="edge-name">
        {or && <span class="edge-or">or</span>}
        {/* It may not be indexed yet: a crawler that followed it would have the registry asked. */}
        <a href={paths.package(registry, name)} rel="nofollow">
          {name}
        </a>{' '}
        {optional && <Badge>optional</Badge>}
        {qualifiers && <span class="edge-note"> {qualifierWords(qualifiers)}</span>}
      </span>
      <span class="edge-requirement">{requirement ?? 'any version'}</span>
    </>
  );
}

function qualifierWords(qualifiers: Record<string, string>): string {
  return Object.entries(qualifiers)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}
