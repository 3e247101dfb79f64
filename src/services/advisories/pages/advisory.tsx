/** One advisory: what it means for whom, and what each of its sources says. */
import type { Rendered } from '../../../reading/archives/index.ts';
import { advisoriesByIdentifier, type FullAdvisory } from '../../../store/advisory-queries.ts';
import { versionNumbersOf } from '../../../store/advisory-reach.ts';
import { Stats } from '../../../ui/components/facts.tsx';
import { Breadcrumbs } from '../../../ui/components/navigation.tsx';
import { Prose } from '../../../ui/components/prose.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Badge, EmptyState, Notice } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import type { Repackage } from '../repackages.ts';
import { repackagesOf } from '../repackages-of.ts';
import { rangesOf } from '../serialize.ts';
import { judgeVersions } from '../versions.ts';
import { epssWords } from './advisory-row.tsx';
import { AffectedPackages, type ShownPackage } from './affected.tsx';
import { Identifiers, References, Severities, Sources, Timeline } from './evidence.tsx';
import { ExposureSection, type ShownExposure, shownExposure } from './exposure.tsx';
import { PotentiallyAffected } from './potential.tsx';

/** Packages of which all versions are judged for the page. */
const DRAWN = 5;
const LISTED = 50;
/** Characters of HTML; longer ones are shown in part, as plain text. */
const PROSE = 60_000;
const PLAIN = 20_000;

interface AdvisoryProps {
  advisory: FullAdvisory;
  /** Its description, sanitised; null: there is none. */
  details: Rendered | null;
  packages: ShownPackage[];
  repackages: Repackage[];
  /** null of one that is withdrawn. */
  exposure: ShownExposure | null;
}

export function Advisory({ advisory, details, packages, repackages, exposure }: AdvisoryProps) {
  const { uid, title, severity, score, kind, kevAddedAt, epss, document } = advisory;
  return (
    <>
      <Withdrawn advisory={advisory} />
      <header class="page-head">
        <Breadcrumbs items={[{ label: 'Advisories', href: paths.advisories }]} />
        <div class="title-line">
          <h1>{title ?? uid}</h1>
          {kind === 'malicious' && <Badge tone="danger">malicious</Badge>}
          {kevAddedAt !== null && <Badge tone="danger">known to be exploited</Badge>}
        </div>
        <p class="lead">{summaryOf(advisory, packages)}</p>
      </header>
      <Stats
        items={[
          { label: 'Severity', value: severity ?? 'not rated' },
          { label: 'CVSS score', value: score === null ? null : String(Number(score.toFixed(1))) },
          {
            label: 'Exploitation in 30 days',
            value: epss === null ? null : epssWords(epss),
            note: epss === null ? null : 'likelihood, by FIRST',
          },
          {
            label: 'Known to be exploited',
            value: kevAddedAt === null ? 'not listed' : <Day at={kevAddedAt} />,
          },
          { label: 'Sources', value: document.records.length },
        ]}
      />
      <div class="body">
        <AffectedPackages packages={packages} total={advisory.packages.length} />
        {exposure && <ExposureSection exposure={exposure} />}
        <PotentiallyAffected repackages={repackages} />
        <Details details={details} source={document.details?.source ?? null} />
        <Severities severity={document.severity} />
        <Timeline advisory={advisory} />
        <Identifiers advisory={advisory} />
        <Sources advisory={advisory} />
        <References references={document.references} />
      </div>
    </>
  );
}

function Withdrawn({ advisory: { withdrawnAt, document } }: { advisory: FullAdvisory }) {
  const { isDisputed } = document.withdrawal;
  if (withdrawnAt !== null)
    return (
      <Notice tone="danger" title="Withdrawn">
        On <Day at={withdrawnAt} />. It counts for no package any more
        {isDisputed && '; other sources did not withdraw it'}.
      </Notice>
    );
  if (!isDisputed) return null;
  return (
    <Notice tone="warn" title="Disputed">
      Some of its sources withdrew it, others did not: see the sources.
    </Notice>
  );
}

/** In a sentence or two, for those who read nothing else. */
export function summaryOf(
  { severity, score, kind, packages: all, kevAddedAt, withdrawnAt }: FullAdvisory,
  packages: readonly ShownPackage[],
): string {
  const [first] = packages;
  const state = withdrawnAt === null ? '' : 'Withdrawn: ';
  const what = `${state}${kind === 'malicious' ? 'Malicious code' : ratedWords(severity)}`;
  const scored = score === null ? '' : ` (CVSS ${Number(score.toFixed(1))})`;
  const exploited = kevAddedAt === null ? '' : ' It is known to be exploited.';
  if (!first) return `${what}${scored}. It names no package.${exploited}`;
  const ranges = first.ranges.slice(0, 3).map(of => of.vulnerable_version_range);
  const fixes = first.ranges.flatMap(of => of.first_patched_version ?? []).slice(0, 3);
  const others = all.length - 1;
  return [
    `${what}${scored} in ${first.displayName} of ${first.ecosystem}`,
    others > 0 ? ` and ${countOf(others, 'other package')}` : '',
    ranges.length > 0 ? `: versions ${ranges.join(' or ')}` : '',
    fixes.length > 0 ? `. Fixed in ${fixes.join(', ')}.` : '. No fixed version is named.',
    exploited,
  ].join('');
}

function ratedWords(severity: string | null): string {
  if (severity === null) return 'A vulnerability of unrated severity';
  return `${severity.charAt(0).toUpperCase()}${severity.slice(1)} severity`;
}

/** Markdown of strangers: sanitised, pictures become words. */
function Details({ details, source }: { details: Rendered | null; source: string | null }) {
  if (details === null)
    return (
      <Section id="details" title="Description">
        <EmptyState title="No source describes it" />
      </Section>
    );
  const { html, plain } = details;
  return (
    <Section id="details" title="Description">
      <p class="muted">By {source}</p>
      {html.length > PROSE ? (
        <>
          <pre class="text">{plain.slice(0, PLAIN)}</pre>
          <p class="cut">Its beginning is shown. The JSON has all of it.</p>
        </>
      ) : (
        <Prose html={html} />
      )}
    </Section>
  );
}

export const advisory: Page = {
  path: '/advisories/{advisory}',
  cache: 'shared',
  async load(context) {
    const { db, params, directory } = context;
    const asked = params.advisory ?? '';
    const storable = asked.isWellFormed() && !asked.includes('\0');
    const [found] = storable ? ((await advisoriesByIdentifier(db, [asked]))[0] ?? []) : [];
    if (!found) return notFound(asked);
    if (found.uid !== asked)
      return { title: 'Moved', view: <p>Moved</p>, redirect: paths.advisory(found.uid) };
    const drawn = found.packages.slice(0, DRAWN);
    const isStanding = found.withdrawnAt === null;
    const [numbers, { repackages }, exposure] = await Promise.all([
      versionNumbersOf(db, drawn),
      isStanding ? repackagesOf({ db, directory }, { ...found, packages: drawn }) : { repackages: [] },
      isStanding ? shownExposure(context, found.uid, drawn) : null,
    ]);
    const packages = found.packages.slice(0, LISTED).map((of): ShownPackage => {
      const known = numbers.get(`${of.ecosystem}\n${of.name}`) ?? [];
      const [registry] = known.length > 0 ? directory.ofEcosystem(of.ecosystem) : [];
      const { ecosystem, displayName, statements } = of;
      return {
        ecosystem,
        displayName,
        statements,
        ranges: rangesOf(of, statements[0]?.affected ?? []),
        versions: judgeVersions(found, of, known),
        href: registry ? paths.package(registry.name, of.name) : null,
      };
    });
    return {
      title: `${found.uid}: ${(found.title ?? 'advisory').slice(0, 150)}`,
      description: summaryOf(found, packages),
      view: (
        <Advisory
          advisory={found}
          details={await renderedDetails(found)}
          packages={packages}
          repackages={repackages}
          exposure={exposure}
        />
      ),
      tags: ['everything'],
    };
  },
};

/** The reader of Markdown is loaded when it is first needed: a server starts without it. */
async function renderedDetails({ document }: FullAdvisory): Promise<Rendered | null> {
  const text = document.details?.value ?? '';
  if (text.trim() === '') return null;
  const { render } = await import('../../../reading/archives/index.ts');
  return render(text, 'Markdown');
}

function notFound(id: string) {
  return {
    status: 404,
    title: 'No such advisory',
    view: (
      <>
        <header class="page-head">
          <h1>No such advisory</h1>
        </header>
        <EmptyState title={`No source that was imported knows ${id.slice(0, 100)}`}>
          <p>
            <a href={paths.advisories}>All advisories</a>
          </p>
        </EmptyState>
      </>
    ),
  };
}
