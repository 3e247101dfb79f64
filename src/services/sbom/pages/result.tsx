/** What an SBOM says: components, licences, relationships, whether it is valid, and the same in other notations. */
import type { VNode } from 'preact';
import type { NormalisedPackage, NormalisedSbom, SbomProblem } from '../../../reading/sbom/index.ts';
import { HBarChart } from '../../../ui/charts/hbar-chart.tsx';
import { Facts, Stats } from '../../../ui/components/facts.tsx';
import { Pager } from '../../../ui/components/navigation.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { EmptyState, Notice } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { Cut, type Download, Downloads } from '../../../ui/components/tool-result.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { queryString } from '../../../ui/paths.ts';
import { purlPages } from '../../packages/public.ts';
import { JobHead, type ResultContext } from '../../tool-pages.tsx';
import { type ConversionLosses, conversionLosses } from '../conversions.ts';

type Results = Partial<Omit<NormalisedSbom, 'packages' | 'relationships'>> & {
  packages: NormalisedPackage[] | null;
  relationships: NormalisedSbom['relationships'] | null;
  dependencies: { name: string; requirement: string | null; purl: string; ecosystem: string }[];
  validation: { valid: boolean; by: string; problems: SbomProblem[]; truncated: boolean } | null;
};

interface Row {
  name: string;
  version: string | null;
  kind: string | null;
  license: string | null;
  purl: string | null;
}

const ROWS = 100;
const PROBLEMS = 30;
const BARS = 8;

export async function sbomResult(view: ResultContext): Promise<VNode> {
  const { tool, job, href, context } = view;
  const results = view.results as Results;
  const page = typeof context.query.page === 'number' ? context.query.page : 1;
  const all = rowsOf(results);
  const rows = all.slice((page - 1) * ROWS, page * ROWS);
  const links = await purlPages(
    context,
    rows.flatMap(({ purl }) => purl ?? []),
  );
  const conversions = await conversionLosses(
    context,
    job.inputs[0],
    results.packages?.length ?? Number.POSITIVE_INFINITY,
  );
  return (
    <>
      <JobHead tool={tool} job={job}>
        <p class="lead">
          {[results.format ?? results.sbom_type, results.version].filter(Boolean).join(' ')}
          {results.name ? `, of ${results.name}` : ''}
        </p>
      </JobHead>
      <Verdict validation={results.validation} />
      <Numbers results={results} all={all} />
      <Downloads items={downloadsOf(view, conversions)} />
      <Section id="components" title={`Components (${formatNumber(all.length)})`}>
        {all.length === 0 ? (
          <EmptyState title="It names no components">
            <p>The document was read, and there is nothing in it but itself.</p>
          </EmptyState>
        ) : (
          <Components rows={rows} links={links} />
        )}
        <Pager
          page={page}
          hasMore={page * ROWS < all.length}
          href={to => `${href}${queryString({ page: to })}#components`}
        />
      </Section>
      <About results={results} />
    </>
  );
}

function rowsOf({ packages, dependencies }: Results): Row[] {
  if (packages === null)
    return dependencies.map(({ name, requirement, purl, ecosystem }) => ({
      name,
      version: requirement,
      kind: ecosystem,
      license: null,
      purl,
    }));
  return packages.map(each => ({
    name: [each.namespace, each.name].filter(Boolean).join('/') || 'without a name',
    version: each.version,
    kind: each.purl_type ?? each.type,
    license: each.license_concluded ?? each.license_declared,
    purl: each.purl,
  }));
}

function Verdict({ validation }: { validation: Results['validation'] }) {
  if (validation === null) {
    return (
      <Notice title="It was not checked">
        It is too large for that, or checking it took too long. The command line has more time for it.
      </Notice>
    );
  }
  const { valid, by, problems, truncated } = validation;
  const how = by === 'schema' ? 'the official schema' : 'the rules of the specification';
  if (valid) {
    return (
      <Notice tone="good" title="It is valid">
        Checked against {how}.
      </Notice>
    );
  }
  return (
    <Notice
      tone="danger"
      title={`${truncated ? 'More than ' : ''}${countOf(problems.length, 'problem')} by ${how}`}
    >
      <ul class="bullets">
        {problems.slice(0, PROBLEMS).map(({ path, message }, index) => (
          <li key={index}>
            {path !== '' && <code>{path}</code>} {message}
          </li>
        ))}
      </ul>
      <Cut shown={PROBLEMS} of={problems.length} what="problems" />
    </Notice>
  );
}

function Numbers({ results, all }: { results: Results; all: readonly Row[] }) {
  const licensed = all.filter(({ license }) => license !== null).length;
  const licenses = new Map<string, number>();
  for (const { license } of all)
    if (license !== null) licenses.set(license, (licenses.get(license) ?? 0) + 1);
  const sorted = [...licenses].sort((a, b) => b[1] - a[1]);
  const { packages, relationships } = results;
  return (
    <>
      <Stats
        items={[
          { label: 'Components', value: all.length },
          { label: 'With a licence', value: packages === null ? null : licensed },
          { label: 'Different licences', value: packages === null ? null : licenses.size },
          { label: 'With a package URL', value: all.filter(({ purl }) => purl !== null).length },
          { label: 'Relationships', value: relationships?.length ?? null },
        ]}
      />
      {sorted.length > 1 && (
        <HBarChart
          id="licences"
          title="Components by licence"
          description="How many components state each of the most frequent licences."
          unit="component"
          labelName="licence"
          bars={sorted.slice(0, BARS).map(([label, value]) => ({ label: label.slice(0, 40), value }))}
        />
      )}
    </>
  );
}

function Components({ rows, links }: { rows: readonly Row[]; links: ReadonlyMap<string, string> }) {
  return (
    <Table
      caption="Components"
      rows={rows}
      columns={[
        {
          label: 'Name',
          role: 'main',
          cell: ({ name, purl }) => {
            const href = purl === null ? undefined : links.get(purl);
            return href === undefined ? name : <a href={href}>{name}</a>;
          },
        },
        { label: 'Version', cell: ({ version }) => version ?? '–' },
        { label: 'Type', cell: ({ kind }) => kind ?? '–' },
        { label: 'Licence', cell: ({ license }) => license ?? <span class="muted">not stated</span> },
      ]}
    />
  );
}

function About({ results: { created, serial_number, tools = [], relationships } }: { results: Results }) {
  const kinds = new Map<string, number>();
  for (const { type } of relationships ?? []) kinds.set(type, (kinds.get(type) ?? 0) + 1);
  return (
    <Section id="about" title="The document">
      <Facts
        items={[
          { label: 'Made', value: created ? <Day at={created} /> : null },
          {
            label: 'By',
            value:
              tools.length === 0
                ? null
                : tools
                    .slice(0, 10)
                    .map(({ name, version }) => [name, version].filter(Boolean).join(' '))
                    .join(', '),
          },
          { label: 'Serial number', value: serial_number ?? null },
          {
            label: 'Relationships',
            value:
              relationships === null || relationships.length === 0
                ? relationships === null
                  ? null
                  : 'none'
                : [...kinds]
                    .slice(0, 20)
                    .map(([type, count]) => `${formatNumber(count)} ${type}`)
                    .join(', '),
          },
        ]}
      />
    </Section>
  );
}

function downloadsOf({ job, apiHref }: ResultContext, conversions: readonly ConversionLosses[]): Download[] {
  return [
    { label: 'What was read', href: apiHref, note: 'JSON' },
    {
      label: 'Enriched from this index',
      href: `/sbom/api/v1/enrich${queryString({ job: job.id, raw: true })}`,
      note: 'licences, latest versions, deprecation, funding',
    },
    ...conversions.map(({ notation: { id, label }, losses }) => ({
      label,
      href: `/sbom/api/v1/convert${queryString({ job: job.id, to: id, raw: true })}`,
      note: lossWords(losses),
    })),
  ];
}

function lossWords(losses: number | null): string {
  if (losses === null) return 'losses are counted on download';
  return losses === 0 ? 'loses nothing' : `loses ${countOf(losses, 'fact')}`;
}
