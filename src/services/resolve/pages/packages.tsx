/** Every package of a resolution, with what is known of it. */
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge } from '../../../ui/components/text.tsx';
import { formatBytes, formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { NodeJson, ResolutionJson } from '../schemas.ts';

const MOST_ADVISORIES = 5;
const MOST_STEPS = 6;

/** @param next where the following ones are. */
export function Packages({
  resolution: { nodes, registry },
  from,
  most,
  next,
}: {
  resolution: ResolutionJson;
  from: number;
  most: number;
  next: string;
}) {
  const nameOf = (id: number) => nodes[id]?.name ?? '';
  const worst = [...nodes].sort(
    (a, b) => (b.advisories?.length ?? 0) - (a.advisories?.length ?? 0) || a.id - b.id,
  );
  return (
    <Section id="packages" title="Packages">
      <Table
        caption="Every package that would be installed"
        rows={worst.slice(from, from + most)}
        columns={[
          {
            label: 'Package',
            role: 'main',
            cell: node => (
              <>
                <a class="wrap" href={paths.version(registry, node.name, node.version)} rel="nofollow">
                  {node.name}
                </a>{' '}
                <span class="row-version">{node.version}</span> {node.optional && <Badge>optional</Badge>}{' '}
                {node.critical === true && <Badge>critical</Badge>}
                {node.marker !== undefined && <small class="wrap">where {node.marker}</small>}
              </>
            ),
          },
          { label: 'Standing', cell: node => <Standing node={node} /> },
          {
            label: 'Licence',
            cell: ({ licenses }) => licenses?.slice(0, 200) ?? <span class="muted">not stated</span>,
          },
          {
            label: 'Size',
            role: 'number',
            cell: ({ size }) => (size === null ? '' : formatBytes(size.bytes)),
          },
          { label: 'Why', cell: ({ path }) => <Way path={path} nameOf={nameOf} /> },
        ]}
      />
      {from + most < nodes.length && (
        <p class="cut">
          {formatNumber(from + 1)} to {formatNumber(from + most)} of {formatNumber(nodes.length)} packages are
          shown, those that something is known against first.{' '}
          <a href={next} rel="nofollow">
            More of them
          </a>
        </p>
      )}
    </Section>
  );
}

function Standing({ node: { advisories, status, deprecated } }: { node: NodeJson }) {
  const isPlain = (advisories?.length ?? 0) === 0 && status === null && deprecated === null;
  if (isPlain)
    return <span class="muted">{advisories === null ? 'not asked' : 'nothing known against it'}</span>;
  return (
    <>
      {status !== null && <Badge tone="warn">{status}</Badge>}{' '}
      {status === null && deprecated !== null && (
        <Badge tone="warn" title={deprecated}>
          deprecated
        </Badge>
      )}
      {(advisories ?? []).length > 0 && (
        <ul>
          {(advisories ?? []).slice(0, MOST_ADVISORIES).map(({ uuid, title, severity, fixed }) => (
            <li key={uuid}>
              <a href={paths.advisory(uuid)}>{(title ?? uuid).slice(0, 120)}</a>{' '}
              <small>
                {severity ?? 'not rated'}
                {fixed !== null && `, fixed in ${fixed}`}
              </small>
            </li>
          ))}
          {(advisories ?? []).length > MOST_ADVISORIES && (
            <li>and {(advisories ?? []).length - MOST_ADVISORIES} more</li>
          )}
        </ul>
      )}
    </>
  );
}

/** The shortest way, its middle left out where it is long. */
function Way({ path, nameOf }: { path: readonly number[]; nameOf(id: number): string }) {
  if (path.length <= 1) return <span class="muted">asked for</span>;
  const names = path.slice(0, -1).map(nameOf);
  const shown = names.length <= MOST_STEPS ? names : [...names.slice(0, 2), '…', ...names.slice(-2)];
  return <small class="wrap">{shown.join(' → ')}</small>;
}
