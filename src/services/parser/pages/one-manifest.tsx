/** Parts of a result in full: one manifest page by page, and one package of its graph with both its sides. */
import type { VNode } from 'preact';
import { NotFoundError } from '../../../core/errors.ts';
import type { Manifest, ManifestGraph, ReadManifest } from '../../../reading/manifests/index.ts';
import { Pager } from '../../../ui/components/navigation.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { Cut, ResultHead } from '../../../ui/components/tool-result.tsx';
import { Tree } from '../../../ui/components/tree.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { queryString } from '../../../ui/paths.ts';
import type { ResultContext } from '../../tool-pages.tsx';
import { requiredBy, treeOf } from '../graph-tree.ts';
import { packageLinks } from '../package-links.ts';
import { DependencyTable, DependencyTree, ManifestError, Unresolved } from './manifest.tsx';

const ROWS = 200;
const TREE_ITEMS = 400;
const DEPTH = 12;
const REQUIRING = 200;

/** @throws NotFoundError for what the result does not have. */
export async function manifestView(
  view: ResultContext,
  manifest: Manifest | undefined,
  { index, page, node }: { index: number; page: number; node: number | null },
): Promise<VNode> {
  if (!manifest) throw new NotFoundError('the result has no such file');
  const { tool, href, context } = view;
  const here = (more: { page?: number; node?: number } = {}) =>
    `${href}${queryString({ manifest: index, ...more })}`;
  if (!manifest.success) {
    return (
      <>
        <ResultHead tool={tool} title={manifest.path} href={href} />
        <ManifestError manifest={manifest} />
      </>
    );
  }
  if (node !== null) return nodeView(view, manifest, node, here);
  const total = manifest.dependencies.length;
  const rows = manifest.dependencies.slice((page - 1) * ROWS, page * ROWS);
  if (rows.length === 0 && page > 1) throw new NotFoundError('there is no such page');
  const names = rows.map(({ name }) => name);
  const links = await packageLinks(context, manifest.ecosystem, names);
  const { name, version, license } = manifest.project ?? { name: null, version: null, license: null };
  return (
    <>
      <ResultHead tool={tool} title={manifest.path} href={href}>
        <p class="lead">
          {manifest.ecosystem} {manifest.kind} with {countOf(total, 'dependency', 'dependencies')}
          {name !== null && `, of ${[name, version].filter(Boolean).join(' ')}`}
          {license !== null && `, under ${license}`}.
        </p>
      </ResultHead>
      <Unresolved manifest={manifest} />
      {total === 0 ? (
        <EmptyState title="It asks for nothing">
          <p>The file was read, and it states no dependencies.</p>
        </EmptyState>
      ) : (
        <Section id="dependencies" title="Dependencies">
          <DependencyTable caption={`Dependencies of ${manifest.path}`} rows={rows} links={links} />
          <Pager page={page} hasMore={page * ROWS < total} href={to => here({ page: to })} />
        </Section>
      )}
      {page === 1 && (
        <DependencyTree id="tree" manifest={manifest} items={TREE_ITEMS} href={to => here({ node: to })} />
      )}
    </>
  );
}

function nodeView(
  { tool }: ResultContext,
  { graph, path }: ReadManifest,
  node: number,
  here: (more?: { node?: number }) => string,
): VNode {
  const found = graph?.nodes[node];
  if (!graph || !found) throw new NotFoundError('the graph has no such package');
  const { items } = treeOf(graph, [node], {
    items: TREE_ITEMS,
    depth: DEPTH,
    href: to => here({ node: to }),
  });
  const [root] = items;
  const name = found.version === null ? found.name : `${found.name} ${found.version}`;
  return (
    <>
      <ResultHead tool={tool} title={name} href={here()}>
        <p class="lead">In {path}.</p>
      </ResultHead>
      <Section id="requires" title="What it requires">
        {root && root.children.length > 0 ? (
          <Tree items={items} label={`What ${name} requires`} open={2} />
        ) : (
          <p class="muted">Nothing: it stands on its own.</p>
        )}
      </Section>
      <RequiredBy graph={graph} node={node} here={here} />
    </>
  );
}

function RequiredBy({
  graph,
  node,
  here,
}: {
  graph: ManifestGraph;
  node: number;
  here: (more: { node: number }) => string;
}) {
  const requiring = requiredBy(graph, node);
  const isRoot = graph.roots?.includes(node) === true;
  return (
    <Section id="required-by" title="Who requires it">
      {isRoot && <p>The project itself.</p>}
      {requiring.length === 0 && !isRoot && <p class="muted">Nothing in this file.</p>}
      <ul class="tags">
        {requiring.slice(0, REQUIRING).map(from => (
          <li key={from}>
            <a href={here({ node: from })} rel="nofollow">
              {graph.nodes[from]?.name} {graph.nodes[from]?.version}
            </a>
          </li>
        ))}
      </ul>
      <Cut shown={REQUIRING} of={requiring.length} what="packages" />
    </Section>
  );
}
