/** One manifest: what it says of its project, a table of what it asks for, and its tree. */
import type { Manifest, ManifestDependency, ReadManifest } from '../../../reading/manifests/index.ts';
import { Section } from '../../../ui/components/section.tsx';
import { type Column, Table } from '../../../ui/components/table.tsx';
import { Badge, Notice } from '../../../ui/components/text.tsx';
import { sentence } from '../../../ui/components/tool-home.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import { Tree } from '../../../ui/components/tree.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { webUrl } from '../../../ui/format/urls.ts';
import { rootsOf, treeOf } from '../graph-tree.ts';

const DEPTH = 12;
const NOTES = 10;
/** Roots beyond which none is open at first. */
const MANY = 12;

interface DependencyTableProps {
  caption: string;
  rows: readonly ManifestDependency[];
  /** Pages of packages by name. */
  links: ReadonlyMap<string, string>;
}

export function DependencyTable({ caption, rows, links }: DependencyTableProps) {
  const columns: Column<ManifestDependency>[] = [
    { label: 'Name', role: 'main', cell: row => <Name row={row} href={links.get(row.name)} /> },
    { label: 'Requirement', cell: row => <Requirement row={row} /> },
    { label: 'Kind', cell: row => row.type ?? '–' },
  ];
  if (rows.some(hasNotes))
    columns.push({ label: 'Notes', cell: row => hasNotes(row) && <Flags row={row} /> });
  return <Table caption={caption} columns={columns} rows={rows} />;
}

function hasNotes({ direct, optional, local, source, condition }: ManifestDependency): boolean {
  return direct === false || optional === true || local === true || source !== null || condition !== null;
}

function Name({ row: { name, alias }, href }: { row: ManifestDependency; href: string | undefined }) {
  return (
    <>
      {href === undefined ? name : <a href={href}>{name}</a>}
      {alias !== null && alias !== name && <span class="edge-note"> as {alias}</span>}
    </>
  );
}

function Requirement({ row: { requirement, unresolved } }: { row: ManifestDependency }) {
  if (unresolved) return <Badge title="Only running the project's code would tell">computed</Badge>;
  return requirement === '*' ? <span class="muted">any version</span> : <code>{requirement}</code>;
}

function Flags({ row: { direct, optional, local, source, condition } }: { row: ManifestDependency }) {
  const href = webUrl(source);
  return (
    <>
      {direct === false && <Badge>indirect</Badge>} {optional === true && <Badge>optional</Badge>}{' '}
      {local === true && <Badge>local</Badge>}{' '}
      {condition !== null && <span class="edge-note">if {condition}</span>}{' '}
      {source !== null && (
        <span class="edge-note">
          from{' '}
          {href === null ? (
            source
          ) : (
            <a href={href} rel="nofollow ugc noopener">
              {source}
            </a>
          )}
        </span>
      )}
    </>
  );
}

/** What could not be read, and where. */
export function ManifestError({ manifest }: { manifest: Manifest }) {
  if (manifest.success) return null;
  const { message, line, column } = manifest.error;
  // Most messages say where; those that do not get the place beside them.
  const place =
    line === null || message.includes(`line ${line}`) ? '' : ` (line ${line}, column ${column ?? 1})`;
  return (
    <Notice tone="danger" title={`${manifest.path} could not be read`}>
      {sentence(`${message}${place}`)} It was read as {manifest.format}.
    </Notice>
  );
}

/** What the file says in a way that only running it would tell. */
export function Unresolved({ manifest: { unresolved } }: { manifest: ReadManifest }) {
  if (unresolved.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={`${countOf(unresolved.length, 'thing')} could not be told without running code`}
    >
      <ul class="bullets">
        {unresolved.slice(0, NOTES).map(({ what, line }, index) => (
          <li key={index}>
            {what}
            {line !== null && ` (line ${line})`}
          </li>
        ))}
      </ul>
      <Cut shown={NOTES} of={unresolved.length} what="of these" />
    </Notice>
  );
}

interface DependencyTreeProps {
  id: string;
  manifest: ReadManifest;
  /** Most items. */
  items: number;
  /** The page of a node, by its position. */
  href(node: number): string;
}

/** Nothing where the file holds no graph. */
export function DependencyTree({ id, manifest: { graph, path }, items, href }: DependencyTreeProps) {
  if (!graph || graph.edges.length === 0) return null;
  const roots = rootsOf(graph);
  const { items: shown, more } = treeOf(graph, roots, { items, depth: DEPTH, href });
  return (
    <Section id={id} title="Who requires whom" level={3}>
      <Tree items={shown} label={`Dependency tree of ${path}`} open={shown.length > MANY ? 0 : 1} />
      <Cut shown={roots.length - more} of={roots.length} what="direct dependencies" />
    </Section>
  );
}
