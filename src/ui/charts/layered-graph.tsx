/** A graph of dependencies by depth, as a picture that can be scrolled: each node names itself when it is pointed at. */
import { layeredLayout } from './layered-layout.ts';

export interface GraphNode {
  label: string;
  /** Shown when it is pointed at. */
  title: string;
  depth: number;
  children: readonly number[];
  isNotable: boolean;
  tone: 'plain' | 'warn' | 'danger';
  href: string | null;
}

/** Lines beyond these say nothing any more; those by which a node is first reached come first. */
const MOST_LINES = 1_500;
const LABEL = 24;

/** @param nodes at most some hundreds. */
export function LayeredGraph({
  id,
  title,
  nodes,
}: {
  id: string;
  title: string;
  nodes: readonly GraphNode[];
}) {
  const { width, height, placed, columns } = layeredLayout(nodes);
  const lines = linesOf(nodes);
  const path = (pairs: readonly (readonly [number, number])[]) =>
    pairs
      .map(([from, to]) => {
        const [a, b] = [placed[from], placed[to]];
        if (!a || !b) return '';
        const middle = Math.round((a.x + b.x) / 2);
        return `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
      })
      .join('');
  return (
    <figure class="chart chart-layered">
      <figcaption>{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section class="layered" tabIndex={0} aria-label={title}>
        <svg
          aria-labelledby={`${id}-title ${id}-desc`}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>
            {`${nodes.length} packages in columns by how far they are from what was asked for. The table below says the same.`}
          </desc>
          {columns.map(({ depth, x }) => (
            <text key={depth} class="head" x={x - 4} y={12}>
              {depth === 1 ? 'asked for' : `${depth - 1} away`}
            </text>
          ))}
          <path class="faint" d={path(lines.others)} />
          <path d={path(lines.first)} />
          {nodes.map((node, i) => {
            const at = placed[i] as (typeof placed)[number];
            const mark = (
              <>
                <title>{node.title}</title>
                <circle cx={at.x} cy={at.y} r={node.isNotable ? 5 : 3.5} />
                {at.isLabelled && (
                  <text x={at.x + 8} y={at.y + 4}>
                    {node.label.length > LABEL ? `${node.label.slice(0, LABEL - 1)}…` : node.label}
                  </text>
                )}
              </>
            );
            return node.href === null ? (
              <g key={i} class={`is-${node.tone}`}>
                {mark}
              </g>
            ) : (
              <a key={i} class={`is-${node.tone}`} href={node.href} rel="nofollow">
                {mark}
              </a>
            );
          })}
        </svg>
      </section>
    </figure>
  );
}

function linesOf(nodes: readonly GraphNode[]) {
  const reached = new Set<number>();
  const first: [number, number][] = [];
  const others: [number, number][] = [];
  for (const [from, { children, depth }] of nodes.entries())
    for (const to of children) {
      const isStep = nodes[to]?.depth === depth + 1;
      if (isStep && !reached.has(to)) {
        reached.add(to);
        first.push([from, to]);
      } else others.push([from, to]);
    }
  return {
    first: first.slice(0, MOST_LINES),
    others: others.slice(0, Math.max(0, MOST_LINES - first.length)),
  };
}
