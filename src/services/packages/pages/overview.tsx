/** The overview of a package. */

import { type Bar, BarChart } from '../../../ui/charts/bar-chart.tsx';
import { HBarChart } from '../../../ui/charts/hbar-chart.tsx';
import { Stats } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page } from '../../service.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { countDependentKinds } from './data/dependents.ts';
import { releasesByMonth } from './data/releases.ts';
import { UnknownDependencies } from './dependencies.tsx';
import { DependencySections, groupAlternatives } from './dependency-list.tsx';
import { withPackage } from './find.tsx';
import { type Latest, PackageFrame } from './frame.tsx';
import { PackageAside } from './package-aside.tsx';
import { type ReleaseHistory, releaseHistory } from './releases.ts';
import { Standing, standingNote } from './standing.tsx';
import { PACKAGE_PATH, readLatest, type TabProps } from './tab-page.tsx';
import { hasMirroredDates } from './version-status.ts';

interface OverviewProps extends TabProps {
  latest: Latest;
  releases: ReleaseHistory | null;
  dependentKinds: Bar[];
}

const SHOWN_PER_KIND = 8;

export function Overview({ registry, facts, latest, releases, dependentKinds }: OverviewProps) {
  const { dependencies } = latest;
  const groups = dependencies && groupAlternatives(dependencies).length;
  return (
    <PackageFrame registry={registry} facts={facts} latest={latest} tab={null}>
      <PackageStats registry={registry} facts={facts} dependencies={groups} />
      <div class="split">
        <PackageAside registry={registry} facts={facts} />
        <div class="body">
          <Standing registry={registry} facts={facts} />
          {releases && <Releases releases={releases} facts={facts} />}
          {dependentKinds.length > 0 && (
            <HBarChart
              id="dependents-chart"
              title="Dependents by kind"
              description={`How packages of ${registry.name} depend on ${facts.name}: ${dependentKinds
                .map(bar => `${bar.label} ${formatNumber(bar.value)}`)
                .join(', ')}. A package that depends in several ways is counted in each.`}
              bars={dependentKinds}
              unit="package"
              labelName="Kind"
            />
          )}
          <DependencyPreview registry={registry} facts={facts} dependencies={dependencies} />
        </div>
      </div>
    </PackageFrame>
  );
}

function PackageStats({ registry, facts, dependencies }: TabProps & { dependencies: number | null }) {
  const link = (tab: 'versions' | 'dependencies' | 'dependents' | 'maintainers') =>
    paths.package(registry.name, facts.name, tab);
  return (
    <Stats
      items={[
        {
          label: 'Dependents',
          value: facts.dependentPackagesCount,
          href: link('dependents'),
          note: standingNote(registry, facts.dependentPackagesCount, facts.rankDependentPackages),
        },
        { label: 'Dependencies', value: dependencies, href: link('dependencies') },
        { label: 'Versions', value: facts.versionsCount, href: link('versions') },
        { label: 'Maintainers', value: facts.maintainersCount, href: link('maintainers') },
        { label: downloadsLabel(facts.downloadsPeriod), value: facts.downloads },
      ]}
    />
  );
}

function downloadsLabel(period: string | null): string {
  if (period === 'last-month') return 'Downloads last month';
  return period === 'total' ? 'Downloads in all' : 'Downloads';
}

function Releases({ releases, facts }: { releases: ReleaseHistory; facts: PackageRow }) {
  const total = releases.bars.reduce((sum, bar) => sum + bar.value, 0);
  const most = releases.bars.reduce((best, bar) => (bar.value > best.value ? bar : best));
  const first = releases.bars.find(bar => bar.value > 0);
  return (
    <div>
      <BarChart
        id="releases-chart"
        title={`Releases per ${releases.period}`}
        description={`${countOf(total, 'release')} since ${first?.label}; the most, ${formatNumber(most.value)}, in ${most.label}.`}
        bars={releases.bars}
        unit="release"
        labelName={releases.period}
      />
      <p class="head-line">
        First release <Day at={facts.firstReleaseAt} />, latest <Day at={facts.latestReleaseAt} />.
        {hasMirroredDates(facts) &&
          ' The source is a mirror: these are the dates at which it fetched each version, not those of publication.'}
      </p>
    </div>
  );
}

function DependencyPreview({ registry, facts, dependencies }: TabProps & Pick<Latest, 'dependencies'>) {
  const href = paths.package(registry.name, facts.name, 'dependencies');
  return (
    <Section
      id="dependencies"
      title={facts.latestVersion ? `Dependencies of ${facts.latestVersion}` : 'Dependencies'}
      more={dependencies && dependencies.length > 0 ? { label: 'All dependencies', href } : undefined}
    >
      {dependencies === null && <UnknownDependencies registry={registry.name} />}
      {dependencies?.length === 0 && <p class="muted">None: it stands on its own.</p>}
      {dependencies !== null && dependencies.length > 0 && (
        <DependencySections
          registry={registry.name}
          dependencies={dependencies}
          level={3}
          limit={SHOWN_PER_KIND}
          more={{ label: 'See all', href }}
        />
      )}
    </Section>
  );
}

/** How many packages depend on a package in each kind, the most frequent first. */
function kindBars(registry: IndexedRegistry, counts: Map<number, number>): Bar[] {
  return registry.definition.dependencyKinds
    .map((label, bit) => ({ label, value: counts.get(bit) ?? 0 }))
    .filter(bar => bar.value > 0)
    .sort((a, b) => b.value - a.value);
}

export const overview: Page = {
  path: PACKAGE_PATH,
  cache: 'shared',
  load: context =>
    withPackage(context, paths.package, async (registry, facts) => {
      const [latest, months, kinds] = await Promise.all([
        readLatest(context, registry, facts),
        releasesByMonth(context.db, facts.id),
        countDependentKinds(context.db, facts.id),
      ]);
      return {
        title: `${facts.name} in ${registry.name}`,
        description: facts.description ?? undefined,
        view: (
          <Overview
            registry={registry}
            facts={facts}
            latest={latest}
            releases={releaseHistory(months, context.now)}
            dependentKinds={kindBars(registry, kinds)}
          />
        ),
      };
    }),
};
