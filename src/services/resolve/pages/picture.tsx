/** The picture of the graph. */
import { type GraphNode, LayeredGraph } from '../../../ui/charts/layered-graph.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import { paths } from '../../../ui/paths.ts';
import { childrenOf } from '../measures.ts';
import type { NodeJson, ResolutionJson } from '../schemas.ts';

/** Larger pictures name their packages when they are pointed at, and link none: the list does. */
const MOST_LINKED = 100;
/** Those that most others need have their names in a large picture. */
const MOST_NAMED = 60;

/** @param most packages that are drawn: more than some hundreds are a cloud. @param href where more of them are. */
export function Picture({
  resolution,
  most,
  href,
}: {
  resolution: ResolutionJson;
  most: number;
  href: string | null;
}) {
  const { nodes, edges, registry } = resolution;
  const reached = nodes.filter(({ depth }) => depth !== null);
  const shown = [...reached].sort((a, b) => (a.depth as number) - (b.depth as number)).slice(0, most);
  if (shown.length < 2) return null;
  const at = new Map(shown.map(({ id }, i) => [id, i]));
  const next = childrenOf(nodes.length, edges);
  const needed = new Map<number, number>();
  for (const list of next) for (const to of list) needed.set(to, (needed.get(to) ?? 0) + 1);
  const least = [...needed.values()].sort((a, b) => b - a)[MOST_NAMED] ?? 0;
  const drawn = shown.map((node): GraphNode => {
    const count = needed.get(node.id) ?? 0;
    const tone = toneOf(node);
    return {
      label: node.name,
      title: `${node.name} ${node.version}${count > 0 ? `, needed by ${count}` : ''}${tone === 'danger' ? ', affected by an advisory' : ''}`,
      depth: node.depth as number,
      children: (next[node.id] as number[]).flatMap(child => at.get(child) ?? []),
      isNotable: count > least || tone === 'danger',
      tone,
      href: shown.length > MOST_LINKED ? null : paths.version(registry, node.name, node.version),
    };
  });
  return (
    <Section id="picture" title="Picture">
      <LayeredGraph id="graph" title="What requires what, by distance" nodes={drawn} />
      <Cut shown={shown.length} of={reached.length} what="packages">
        The nearest are drawn.{' '}
        {href !== null && (
          <a href={href} rel="nofollow">
            A larger picture
          </a>
        )}
      </Cut>
    </Section>
  );
}

function toneOf({ advisories, status, deprecated }: NodeJson): 'plain' | 'warn' | 'danger' {
  if ((advisories?.length ?? 0) > 0) return 'danger';
  return status !== null || deprecated !== null ? 'warn' : 'plain';
}
