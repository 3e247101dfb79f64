/** The result of a job: what was read, what was not, and each file's dependencies with their tree. */
import type { VNode } from 'preact';
import type { Manifest } from '../../../reading/manifests/index.ts';
import { NOTATIONS } from '../../../reading/sbom/index.ts';
import { HBarChart } from '../../../ui/charts/hbar-chart.tsx';
import { Stats } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, EmptyState, Notice } from '../../../ui/components/text.tsx';
import { Cut, type Download, Downloads } from '../../../ui/components/tool-result.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import { JobHead, type ResultContext } from '../../tool-pages.tsx';
import { packageLinks } from '../package-links.ts';
import { DependencyTable, DependencyTree, ManifestError, Unresolved } from './manifest.tsx';

export interface ParserJobResults {
  manifests: Manifest[];
  files?: number;
  incomplete?: string | null;
}

/** Rows of all tables of the page together, and of one of them. */
const ROWS = 120;
const ROWS_EACH = 50;
const TREE_ITEMS = 120;
const LISTED = 200;
const FAILURES = 20;
const BARS = 8;

export async function resultView(view: ResultContext): Promise<VNode> {
  const { context, tool, job, href } = view;
  const { manifests, incomplete = null } = view.results as ParserJobResults;
  const failed = manifests.filter(manifest => !manifest.success);
  const parts = await partsOf(context, manifests);
  return (
    <>
      <JobHead tool={tool} job={job}>
        <p class="lead">{summaryOf(manifests)}</p>
      </JobHead>
      {incomplete !== null && (
        <Notice tone="warn" title="Not everything was read">
          {incomplete}
        </Notice>
      )}
      {failed.slice(0, FAILURES).map(manifest => (
        <ManifestError key={manifest.path} manifest={manifest} />
      ))}
      <Cut shown={FAILURES} of={failed.length} what="failures" />
      {manifests.length === 0 && (
        <EmptyState title="No manifest or lockfile was found in it">
          <p>
            If the file is one under another name, say so under “Read it as”. See{' '}
            <a href="/parser/api/v1/jobs/formats">all formats that are read</a>.
          </p>
          <p>
            <a href={paths.tool(tool.id)}>Choose another file</a>
          </p>
        </EmptyState>
      )}
      {manifests.length > 0 && <Numbers manifests={manifests} />}
      {failed.length < manifests.length && <Downloads items={downloadsOf(view)} />}
      {manifests.length > 1 && <Files manifests={manifests} href={href} />}
      {parts.map(({ manifest, index, rows, links }) => (
        <Section
          key={index}
          id={`manifest-${index}`}
          title={manifest.path}
          more={{ label: 'This file alone', href: `${href}${queryString({ manifest: index })}` }}
        >
          <p class="head-line">
            {manifest.ecosystem} {manifest.kind},{' '}
            {countOf(manifest.dependencies.length, 'dependency', 'dependencies')}
          </p>
          <Unresolved manifest={manifest} />
          {rows.length > 0 && (
            <DependencyTable caption={`Dependencies of ${manifest.path}`} rows={rows} links={links} />
          )}
          <Cut shown={rows.length} of={manifest.dependencies.length} what="dependencies">
            <a href={`${href}${queryString({ manifest: index })}`}>See all of them</a>.
          </Cut>
          <DependencyTree
            id={`tree-${index}`}
            manifest={manifest}
            items={TREE_ITEMS}
            href={node => `${href}${queryString({ manifest: index, node })}`}
          />
        </Section>
      ))}
    </>
  );
}

/** The manifests whose tables fit into the page. */
async function partsOf(context: ResultContext['context'], manifests: readonly Manifest[]) {
  const parts = [];
  let left = ROWS;
  for (const [index, manifest] of manifests.entries()) {
    if (!manifest.success) continue;
    if (left <= 0) break;
    const rows = manifest.dependencies.slice(0, Math.min(ROWS_EACH, left));
    left -= Math.max(1, rows.length);
    const names = rows.map(({ name }) => name);
    parts.push({ manifest, index, rows, links: await packageLinks(context, manifest.ecosystem, names) });
  }
  return parts;
}

function summaryOf(manifests: readonly Manifest[]): string {
  const read = manifests.filter(manifest => manifest.success);
  const total = read.reduce((sum, manifest) => sum + manifest.dependencies.length, 0);
  if (manifests.length === 0) return 'Nothing in it states dependencies.';
  if (read.length === 0)
    return manifests.length === 1 ? 'It could not be read.' : 'None of the files could be read.';
  const many = read.length === 1 ? 'states' : 'state';
  return `${countOf(read.length, 'file')} ${many} ${countOf(total, 'dependency', 'dependencies')}.`;
}

function Numbers({ manifests }: { manifests: readonly Manifest[] }) {
  const byEcosystem = new Map<string, number>();
  const byKind = new Map<string, number>();
  let total = 0;
  for (const { ecosystem, dependencies } of manifests) {
    for (const { type } of dependencies ?? []) {
      total++;
      byEcosystem.set(ecosystem, (byEcosystem.get(ecosystem) ?? 0) + 1);
      byKind.set(type ?? 'not stated', (byKind.get(type ?? 'not stated') ?? 0) + 1);
    }
  }
  const failures = manifests.filter(({ success }) => !success).length;
  const [what, counts] =
    byEcosystem.size > 1 ? (['ecosystem', byEcosystem] as const) : (['kind', byKind] as const);
  return (
    <>
      <Stats
        items={[
          { label: 'Manifests', value: manifests.filter(({ kind }) => kind === 'manifest').length },
          { label: 'Lockfiles', value: manifests.filter(({ kind }) => kind === 'lockfile').length },
          { label: 'Dependencies', value: total },
          { label: 'Ecosystems', value: new Set(manifests.map(({ ecosystem }) => ecosystem)).size },
          { label: 'Not read', value: failures },
        ]}
      />
      {counts.size > 1 && (
        <HBarChart
          id="by"
          title={`Dependencies by ${what}`}
          description={`How many dependencies all files together state, by ${what}.`}
          unit="requirement"
          labelName={what}
          bars={barsOf(counts)}
        />
      )}
    </>
  );
}

function barsOf(counts: ReadonlyMap<string, number>) {
  const all = [...counts].map(([label, value]) => ({ label: label.slice(0, 40), value }));
  all.sort((a, b) => b.value - a.value);
  const rest = all.slice(BARS).reduce((sum, { value }) => sum + value, 0);
  return rest === 0 ? all : [...all.slice(0, BARS), { label: 'others', value: rest }];
}

function Files({ manifests, href }: { manifests: readonly Manifest[]; href: string }) {
  const rows = manifests.slice(0, LISTED).map((manifest, index) => ({ manifest, index }));
  return (
    <Section id="files" title="Files">
      <Table
        caption="Files that were read"
        rows={rows}
        columns={[
          {
            label: 'File',
            role: 'main',
            cell: ({ manifest, index }) => (
              <a href={`${href}${queryString({ manifest: index })}`} rel="nofollow">
                {manifest.path}
              </a>
            ),
          },
          { label: 'Ecosystem', cell: ({ manifest }) => manifest.ecosystem },
          { label: 'Kind', cell: ({ manifest }) => manifest.kind },
          {
            label: 'Dependencies',
            role: 'number',
            cell: ({ manifest }) =>
              manifest.success ? (
                formatNumber(manifest.dependencies.length)
              ) : (
                <Badge tone="danger">not read</Badge>
              ),
          },
        ]}
      />
      <Cut shown={rows.length} of={manifests.length} what="files">
        The JSON holds all of them.
      </Cut>
    </Section>
  );
}

function downloadsOf({ job, apiHref }: ResultContext): Download[] {
  const sboms = NOTATIONS.map(({ id, label }) => ({
    label: `SBOM: ${label}`,
    href: `/sbom/api/v1/make${queryString({ job: job.id, to: id, raw: true })}`,
  }));
  return [
    { label: 'JSON', href: apiHref, note: 'everything' },
    { label: 'CSV', href: `${apiHref}/dependencies.csv`, note: 'one dependency a line' },
    ...sboms,
  ];
}
