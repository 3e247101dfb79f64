/** What changed: first what a reviewer should look at, then dependencies, files and lines. */
import type { Static } from 'typebox';
import { Stats } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, EmptyState, Notice, type Tone } from '../../../ui/components/text.tsx';
import { Cut, Downloads } from '../../../ui/components/tool-result.tsx';
import { countOf, formatBytes, formatNumber } from '../../../ui/format/numbers.ts';
import { JobHead, type ResultContext, shortName } from '../../tool-pages.tsx';
import type { DiffResults } from '../schemas.ts';
import { Patches } from './patches.tsx';

type Results = Static<typeof DiffResults>;
type Summary = Results['summary'];
type DependencyChange = {
  path: string;
  kind: string;
  name: string;
  type: string | null;
  before: string[];
  after: string[];
};

const FILES = 150;
const DEPENDENCIES = 100;
const REMARKS = 50;

export function DiffResult(view: ResultContext) {
  const { summary, files, unchanged, diff, incomplete } = view.results as Results;
  const [before = '', after = ''] = view.job.names;
  const isSame = files.length === 0;
  return (
    <>
      <JobHead tool={view.tool} job={view.job} title={`${shortName(before)} → ${shortName(after)}`}>
        <p class="lead">
          {isSame
            ? `All ${countOf(unchanged, 'file is', 'files are')} the same.`
            : `${countOf(files.length, 'file differs', 'files differ')}, ${countOf(unchanged, 'file is', 'files are')} the same.`}
        </p>
      </JobHead>
      {incomplete !== null && (
        <Notice tone="warn" title="Not everything was compared">
          {incomplete}
        </Notice>
      )}
      {isSame ? (
        <EmptyState title="There is no difference">
          <p>
            Every file of the one has the same bytes in the other. Their order and dates in the archive do not
            count.
          </p>
        </EmptyState>
      ) : (
        <>
          <Remarks remarks={summary.remarks} />
          <Numbers summary={summary} />
        </>
      )}
      <Downloads
        items={[{ label: 'JSON', href: view.apiHref, note: "with the differences in diffoscope's shape" }]}
      />
      <Dependencies changes={summary.dependencies} />
      <Files files={files} />
      <Patches patches={diff.details} apiHref={view.apiHref} />
    </>
  );
}

function Remarks({ remarks }: { remarks: Summary['remarks'] }) {
  return (
    <Section id="remarks" title="What to look at first">
      {remarks.length === 0 ? (
        <p>
          Nothing stands out: no new dependency, program, host or code that runs at installation, and the same
          licence and people.
        </p>
      ) : (
        <ul class="remarks">
          {remarks.slice(0, REMARKS).map(({ weight, text }, index) => (
            <li key={index}>
              <Badge tone={weight === 'high' ? 'danger' : 'warn'}>
                {weight === 'high' ? 'important' : 'notice'}
              </Badge>{' '}
              {text}
            </li>
          ))}
        </ul>
      )}
      <Cut shown={REMARKS} of={remarks.length} what="remarks" />
    </Section>
  );
}

function Numbers({ summary: { files, lines, size } }: { summary: Summary }) {
  return (
    <Stats
      items={[
        { label: 'Added', value: files.added, note: 'files' },
        { label: 'Removed', value: files.removed, note: 'files' },
        {
          label: 'Changed',
          value: files.changed,
          note: files.renamed > 0 ? `and ${files.renamed} renamed` : 'files',
        },
        { label: 'Lines', value: `+${formatNumber(lines.added)} −${formatNumber(lines.removed)}` },
        { label: 'Size', value: formatBytes(size.after), note: `before ${formatBytes(size.before)}` },
      ]}
    />
  );
}

function Dependencies({ changes }: { changes: Summary['dependencies'] }) {
  const rows = (['added', 'removed', 'changed'] as const).flatMap(change =>
    (changes[change] as DependencyChange[]).map(each => ({ change, ...each })),
  );
  if (rows.length === 0) return null;
  return (
    <Section id="dependencies" title="Dependencies">
      <Table
        caption="Dependencies that changed"
        rows={rows.slice(0, DEPENDENCIES)}
        columns={[
          { label: 'Name', role: 'main', cell: each => each.name },
          { label: 'Change', cell: each => <Change change={each.change} /> },
          { label: 'Before', cell: each => each.before.join(', ') || '–' },
          { label: 'After', cell: each => each.after.join(', ') || '–' },
          { label: 'File', cell: each => each.path },
        ]}
      />
      <Cut shown={DEPENDENCIES} of={rows.length} what="dependencies" />
    </Section>
  );
}

const TONES: Record<string, Tone> = { added: 'good', removed: 'danger', changed: 'warn' };

function Change({ change }: { change: string }) {
  return <Badge tone={TONES[change] ?? 'plain'}>{change}</Badge>;
}

function Files({ files }: { files: Results['files'] }) {
  if (files.length === 0) return null;
  return (
    <Section id="files" title="Files">
      <Table
        caption="Files that differ"
        rows={files.slice(0, FILES)}
        columns={[
          {
            label: 'File',
            role: 'main',
            cell: file => (
              <>
                {file.path}
                {file.from !== null && <span class="edge-note"> was {file.from}</span>}
              </>
            ),
          },
          { label: 'Change', cell: file => <Change change={file.change} /> },
          {
            label: 'Lines',
            role: 'number',
            cell: file =>
              file.binary !== null
                ? file.binary
                : file.lines_added === null
                  ? '–'
                  : `+${file.lines_added} −${file.lines_removed ?? 0}`,
          },
          {
            label: 'Size',
            role: 'number',
            cell: file => formatBytes(file.size_after ?? file.size_before),
          },
        ]}
      />
      <Cut shown={FILES} of={files.length} what="files">
        The JSON has all of them.
      </Cut>
    </Section>
  );
}
