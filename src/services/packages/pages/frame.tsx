/** What all pages of one package share: the way from a URL to its facts, and the head with its tabs. */
import type { ComponentChildren } from 'preact';
import type { StoredDependency } from '../../../store/dependencies.ts';
import { Breadcrumbs, type Tab, Tabs } from '../../../ui/components/navigation.tsx';
import { Badge, Notice, statusTone } from '../../../ui/components/text.tsx';
import { TimeAgo } from '../../../ui/components/time.tsx';
import { spanWords } from '../../../ui/format/dates.ts';
import { type PackageTab, paths } from '../../../ui/paths.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { groupAlternatives } from './dependency-list.tsx';

/** What every page of a package says of its latest version. */
export interface Latest {
  /** null: not known, or there is no version. */
  dependencies: StoredDependency[] | null;
  /** Why it should not be used, in its maintainers' words. */
  deprecation: string | null;
  /** How many advisories stand about the package; 0 also where none is known. */
  advisories: number;
}

export interface FrameProps {
  registry: IndexedRegistry;
  facts: PackageRow;
  latest: Latest;
  tab: PackageTab | null;
  children: ComponentChildren;
}

export function PackageFrame({ registry, facts, tab, latest, children }: FrameProps) {
  const { name } = facts;
  const link = (to: PackageTab | null) => paths.package(registry.name, name, to ?? undefined);
  const tabs: Tab[] = [
    { label: 'Overview', href: link(null), current: tab === null },
    { label: 'Versions', href: link('versions'), current: tab === 'versions', count: facts.versionsCount },
    {
      label: 'Dependencies',
      href: link('dependencies'),
      current: tab === 'dependencies',
      count: latest.dependencies && groupAlternatives(latest.dependencies).length,
    },
    {
      label: 'Dependents',
      href: link('dependents'),
      current: tab === 'dependents',
      count: facts.dependentPackagesCount,
    },
    {
      label: 'Maintainers',
      href: link('maintainers'),
      current: tab === 'maintainers',
      count: facts.maintainersCount,
    },
    {
      label: 'Advisories',
      href: link('advisories'),
      current: tab === 'advisories',
      count: latest.advisories === 0 ? null : latest.advisories,
    },
    { label: 'Related', href: link('related'), current: tab === 'related' },
  ];
  return (
    <>
      <header class="page-head">
        <Breadcrumbs items={packageCrumbs(registry, facts)} />
        <div class="title-line">
          <h1>{name}</h1>
          {facts.latestVersion && <span class="title-version">{facts.latestVersion}</span>}
          {facts.critical && (
            <Badge tone="good" title={`One of the packages that carry 80% of the use of ${registry.name}`}>
              critical
            </Badge>
          )}
          {facts.status && <Badge tone={statusTone(facts.status)}>{facts.status}</Badge>}
        </div>
        <p class="lead">{facts.description ?? 'The registry gives no description.'}</p>
      </header>
      <Tabs label={`Pages of ${name}`} items={tabs} />
      <StatusNotice registry={registry} status={facts.status} deprecation={latest.deprecation} />
      <FailureNotice registry={registry} facts={facts} />
      {children}
    </>
  );
}

/** Registry and, where there is one, namespace. */
export function packageCrumbs(registry: IndexedRegistry, facts: Pick<PackageRow, 'namespace'>) {
  const crumbs = [
    { label: 'Registries', href: paths.registries },
    { label: registry.name, href: paths.registry(registry.name) },
  ];
  if (facts.namespace)
    crumbs.push({ label: facts.namespace, href: paths.namespace(registry.name, facts.namespace) });
  return crumbs;
}

interface StatusProps {
  registry: IndexedRegistry;
  status: string | null;
  deprecation: string | null;
}

function StatusNotice({ registry, status, deprecation }: StatusProps) {
  if (!status) return null;
  const [title, text] = STATUS_WORDS[status] ?? [
    `Status: ${status}`,
    'This is what {registry} says of the package.',
  ];
  return (
    <Notice tone={statusTone(status)} title={title}>
      {text.replaceAll('{registry}', registry.name)}
      {deprecation !== null && ` They say: “${deprecation.slice(0, 500)}”`}
    </Notice>
  );
}

const STATUS_WORDS: Record<string, [title: string, text: string]> = {
  removed: ['Removed', '{registry} no longer has this package. What is shown is what was known before.'],
  unpublished: [
    'Unpublished',
    'Every version was taken back from {registry}. What is shown is what was known before.',
  ],
  deprecated: ['Deprecated', 'Its maintainers advise against using it.'],
  archived: ['Archived', 'Its maintainers no longer work on it.'],
  discontinued: ['Discontinued', 'Its maintainers no longer work on it.'],
};

/** The last attempt brought nothing new: why, and from when the facts are. */
function FailureNotice({ registry, facts }: { registry: IndexedRegistry; facts: PackageRow }) {
  const { lastFailedAt, lastSyncedAt, lastFailure } = facts;
  if (!lastFailedAt || (lastSyncedAt && lastFailedAt <= lastSyncedAt)) return null;
  return (
    <Notice tone="warn" title={`${registry.name} could not be asked`}>
      The last attempt, <TimeAgo at={lastFailedAt} />, failed: {lastFailure ?? 'no reason was given'}.{' '}
      {lastSyncedAt && (
        <>
          The facts here were {spanWords(lastSyncedAt, lastFailedAt)} old then: they are from{' '}
          <TimeAgo at={lastSyncedAt} />.
        </>
      )}
    </Notice>
  );
}
