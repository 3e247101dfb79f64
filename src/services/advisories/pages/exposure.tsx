/** Who is exposed to an advisory: how many, how far from what it is about, and the most used of them. */
import type { AdvisoryPackageRow } from '../../../store/advisory-queries.ts';
import { HBarChart } from '../../../ui/charts/hbar-chart.tsx';
import { Rows } from '../../../ui/components/rows.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { RequestContext } from '../../service.ts';
import { byDependents, type ListedPackage, listed } from '../exposure-listed.ts';
import { type ExposedPackage, type ExposureWalk, walkExposure } from '../exposure-walk.ts';

/** Pairs of a dependency and a dependent that a page looks at; the API looks at more. */
export const PAGE_EXAMINED = 1_000;
/** Dependents of dependents, and theirs. */
export const PAGE_DEPTH = 3;
const LISTED = 5;

/** What the section shows. */
export interface ShownExposure {
  walk: ExposureWalk;
  most: ListedPackage[];
  /** Where all of them are counted. */
  apiUrl: string;
}

export async function shownExposure(
  context: Pick<RequestContext, 'db' | 'directory' | 'signal' | 'siteUrl'>,
  uid: string,
  packages: readonly AdvisoryPackageRow[],
): Promise<ShownExposure> {
  const { db, signal, siteUrl } = context;
  const walk = await walkExposure(context, packages, { depth: PAGE_DEPTH, limit: PAGE_EXAMINED, signal });
  const most = walk.found
    .filter(({ exposure }) => exposure.verdict === 'admits')
    .sort(byUse)
    .slice(0, LISTED);
  const apiUrl = `${siteUrl}/advisories/api/v1/advisories/${encodeURIComponent(uid)}/exposure?depth=${PAGE_DEPTH}`;
  return { walk, most: await listed(db, most), apiUrl };
}

export function ExposureSection({ exposure: { walk, most, apiUrl } }: { exposure: ShownExposure }) {
  const dependents = walk.of.reduce((sum, of) => sum + of.dependents, 0);
  if (dependents === 0) return null;
  const admitting = walk.found.filter(of => of.exposure.verdict === 'admits');
  const counts = [1, 2, 3].map(depth => admitting.filter(of => of.depth === depth).length);
  const [direct = 0, ...further] = counts;
  const transitive = further.reduce((sum, count) => sum + count, 0);
  const critical = admitting.filter(of => of.critical).length;
  const updatable = admitting.filter(of => of.exposure.fixed !== null).length;
  return (
    <Section id="exposure" title="Who is exposed">
      <p>
        {countOf(direct, 'package')} {direct === 1 ? 'asks' : 'ask'} directly for what an affected version
        satisfies, {formatNumber(transitive)} through others; {formatNumber(critical)} of them{' '}
        {critical === 1 ? 'is' : 'are'} critical. {formatNumber(updatable)} can take a fixed version without a
        change.
      </p>
      {walk.truncated && (
        <p class="cut">
          For this page the {formatNumber(walk.examined)} most used dependencies on it were looked at; there
          are more, so these are not all. <a href={apiUrl}>The API</a> counts them all.
        </p>
      )}
      {admitting.length > 0 && (
        <HBarChart
          id="exposure-chart"
          title="Exposed packages by distance"
          description={`${countOf(direct, 'direct dependent')} and ${formatNumber(transitive)} through others, by what their latest versions ask for.`}
          unit="exposed package"
          labelName="Distance"
          bars={[
            { label: 'Depends on it directly', value: direct },
            { label: 'Through one other package', value: counts[1] ?? 0 },
            { label: 'Through two others', value: counts[2] ?? 0 },
          ]}
        />
      )}
      {most.length > 0 && (
        <Section id="most-exposed" title="The most used of them" level={3}>
          <Rows items={most.map(rowOf)} />
        </Section>
      )}
    </Section>
  );
}

function byUse(a: ExposedPackage, b: ExposedPackage): number {
  return Number(b.critical) - Number(a.critical) || byDependents(a, b);
}

function rowOf({
  registry,
  name,
  version,
  dependents,
  critical,
  depth,
  through,
  requirement,
  exposure: { fixed },
}: ListedPackage) {
  const asks = requirement === null ? `any version of ${through}` : `${through} ${requirement.slice(0, 100)}`;
  return {
    title: name,
    href: paths.package(registry.name, name, 'dependencies'),
    version,
    tag: critical ? 'critical' : undefined,
    text: `Asks for ${asks}${fixed === null ? '' : `, which ${fixed} satisfies as well`}`,
    meta: [
      registry.name,
      countOf(dependents, 'dependent'),
      depth === 1 ? 'direct' : `through ${countOf(depth - 1, 'other package')}`,
    ],
  };
}
