/** Critical packages: how much they are used against how many people carry them. */
import { NotFoundError } from '../../../core/errors.ts';
import { CRITICAL_MIN_PACKAGES } from '../../../store/rankings.ts';
import { ScatterChart } from '../../../ui/charts/scatter-chart.tsx';
import { Stats } from '../../../ui/components/facts.tsx';
import { Filters } from '../../../ui/components/navigation.tsx';
import { type RowItem, Rows } from '../../../ui/components/rows.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { textOf } from '../parameters.ts';
import { recentRegistryCounts } from '../queries/registry-counts.ts';
import { optionalText, Query } from '../schemas/common.ts';
import { criticalSpots } from './critical-spots.ts';
import { type CriticalPoint, criticalPoints, soleMaintainerPackages } from './data/lists.ts';
import { registryName } from './find.tsx';
import { ListHead } from './package-list.tsx';
import { packageRow } from './package-row.ts';

const MOST_POINTS = 50_000;
const SHOWN_SOLE = 50;

interface CriticalProps {
  points: CriticalPoint[];
  /** The most used of those with one maintainer. */
  sole: RowItem[];
  registryNames: string[];
  /** The registry that the page is narrowed to. */
  registry: string | null;
  nameOf: (registryId: number) => string;
}

export function Critical({ points, sole, registryNames, registry, nameOf }: CriticalProps) {
  return (
    <>
      <ListHead crumbs={[]} title="Critical packages">
        The few packages that together carry 80% of the use of their registry. Those with one maintainer
        deserve help first; a team that its registry names as one counts as one.
      </ListHead>
      {(registryNames.length > 1 || registry !== null) && (
        <Filters
          label="Registry"
          items={[
            { label: 'all', href: paths.critical, current: registry === null },
            ...registryNames.map(name => ({
              label: name,
              href: `${paths.critical}${queryString({ registry: name })}`,
              current: name === registry,
            })),
          ]}
        />
      )}
      {points.length === 0 ? <NoneCritical /> : <Found points={points} sole={sole} nameOf={nameOf} />}
    </>
  );
}

function NoneCritical() {
  return (
    <EmptyState title="No package is critical yet">
      <p>
        It takes a registry with at least {formatNumber(CRITICAL_MIN_PACKAGES)} indexed packages to say which
        of them carry the others. Run <code>bin/ecosystems import debian</code> to index all of Debian in one
        go, and look again.
      </p>
    </EmptyState>
  );
}

function Found({ points, sole, nameOf }: Pick<CriticalProps, 'points' | 'sole' | 'nameOf'>) {
  const soleCount = points.filter(point => point.active && point.maintainersCount === 1).length;
  const unknown = points.filter(point => point.maintainersCount === null).length;
  const spots = criticalSpots(points, nameOf);
  return (
    <>
      <Stats
        items={[
          { label: 'Critical packages', value: points.length },
          { label: 'With one maintainer', value: soleCount },
          { label: 'Maintainers not known', value: unknown },
        ]}
      />
      {spots.length > 0 && (
        <ScatterChart
          id="critical-chart"
          title="How much they are used, by how many they are carried"
          description={`${countOf(points.length - unknown, 'critical package')} by the number of their maintainers and by rank. ${countOf(soleCount, 'package')} with a single maintainer stand out.`}
          spots={spots}
          xName="maintainer"
          yName="share of the registry that is used more"
        />
      )}
      <Section id="sole" title={`One maintainer (${formatNumber(soleCount)})`}>
        {sole.length === 0 ? (
          <p class="muted">
            None: every critical package here has more than one maintainer, or they are not known.
          </p>
        ) : (
          <Rows items={sole} />
        )}
        {soleCount > sole.length && (
          <p class="head-line">
            The {sole.length} most used of {formatNumber(soleCount)}. The API has{' '}
            <a href="/packages/api/v1/critical/sole_maintainers">all of them</a>.
          </p>
        )}
      </Section>
    </>
  );
}

export const critical: Page = {
  path: '/critical',
  query: Query({ registry: optionalText('only packages of this registry') }),
  cache: 'shared',
  async load(context) {
    const { db, directory } = context;
    const wanted = textOf(context.query, 'registry');
    const registry = wanted === undefined ? null : (directory.byName(wanted)?.registry ?? null);
    if (wanted !== undefined && registry === null)
      throw new NotFoundError('no registry of this name is indexed');
    const [counts, points, sole] = await Promise.all([
      recentRegistryCounts(db, context.now),
      criticalPoints(db, registry?.id ?? null, MOST_POINTS),
      soleMaintainerPackages(db, registry?.id ?? null, { page: 1, perPage: SHOWN_SOLE, offset: 0 }),
    ]);
    const nameOf = (id: number) => registryName(context, id);
    const several = new Set(points.map(point => point.registryId)).size > 1;
    return {
      title: 'Critical packages',
      description:
        'The packages that carry most of the use of their registry, and how many people carry them.',
      view: (
        <Critical
          points={points}
          sole={sole
            .slice(0, SHOWN_SOLE)
            .map(row =>
              packageRow(nameOf(row.registryId), row, several ? nameOf(row.registryId) : undefined),
            )}
          registryNames={directory
            .all()
            .filter(of => (counts.get(of.id)?.packages ?? 0) >= CRITICAL_MIN_PACKAGES || of === registry)
            .map(of => of.name)}
          registry={registry?.name ?? null}
          nameOf={nameOf}
        />
      ),
      tags: [registry ? `registry:${registry.id}` : 'everything'],
    };
  },
};
