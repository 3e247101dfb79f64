/** A resolution for people: whether it works out, the tree, the picture, every package, and what changed. */
import { Section } from '../../../ui/components/section.tsx';
import { Badge, Notice } from '../../../ui/components/text.tsx';
import { Cut, type Download, Downloads, ResultHead } from '../../../ui/components/tool-result.tsx';
import { Tree } from '../../../ui/components/tree.tsx';
import { countOf, formatBytes, formatNumber } from '../../../ui/format/numbers.ts';
import { toolOf } from '../../../ui/tools.ts';
import type { ResolutionJson } from '../schemas.ts';
import { Changes } from './changes.tsx';
import { Packages } from './packages.tsx';
import { Picture } from './picture.tsx';
import { Problems } from './problems.tsx';
import { treeItems } from './tree-items.ts';

export const VIEWS = ['tree', 'picture', 'packages'] as const;
export type View = (typeof VIEWS)[number];

export interface ResultView {
  resolution: ResolutionJson;
  downloads: readonly Download[];
  /** A part that is shown in full; null: something of each. */
  view: View | null;
  /** From 1, of the packages. */
  page: number;
  /** The address of a part; null: of the whole. */
  hrefOf(view: View | null, page?: number): string;
}

const SUBJECTS = 5;
/** What is shown of each part beside the others, and alone: pages stay light. */
const FEW_BRANCHES = 60;
const MOST_BRANCHES = 250;
const FEW_DRAWN = 40;
const MOST_DRAWN = 500;
const FEW_PACKAGES = 30;
const PER_PAGE = 80;

export function ResolutionResult({ resolution, downloads, view, page, hrefOf }: ResultView) {
  const { nodes, subject, resolver, request, registry } = resolution;
  return (
    <>
      <ResultHead tool={toolOf('resolve')} title={titleOfResolution(resolution)}>
        <p class="lead">
          {nodes.length === 0 ? 'Nothing' : countOf(nodes.length, 'package')} would be installed from{' '}
          {registry}
          {request.before === null ? '' : `, as of ${request.before.slice(0, 10)}`}.
        </p>
        {subject.purl === null && (
          <p class="head-line">
            Asked for:{' '}
            {request.roots
              .slice(0, SUBJECTS)
              .map(({ name, requirement }) => `${name} ${requirement ?? ''}`.trim())
              .join(', ')}
            {request.roots.length > SUBJECTS && ` and ${formatNumber(request.roots.length - SUBJECTS)} more`}
          </p>
        )}
        <p class="head-line">{resolver.description}</p>
      </ResultHead>
      <Verdict resolution={resolution} isWhole={view === null} />
      {view !== null && (
        <p>
          This is a part of it. <a href={hrefOf(null)}>The whole result</a>
        </p>
      )}
      {view === null && (
        <>
          <Undated {...resolution} />
          <Problems resolution={resolution} />
          {resolution.difference && <Changes difference={resolution.difference} />}
        </>
      )}
      {nodes.length > 0 && (
        <>
          {view === null && <Numbers resolution={resolution} />}
          {(view === null || view === 'tree') && (
            <TreeSection
              resolution={resolution}
              most={view === null ? FEW_BRANCHES : MOST_BRANCHES}
              href={view === null ? hrefOf('tree') : null}
            />
          )}
          {(view === null || view === 'picture') && (
            <Picture
              resolution={resolution}
              most={view === null ? FEW_DRAWN : MOST_DRAWN}
              href={view === null ? hrefOf('picture') : null}
            />
          )}
          {(view === null || view === 'packages') && (
            <Packages
              resolution={resolution}
              from={view === null ? 0 : (page - 1) * PER_PAGE}
              most={view === null ? FEW_PACKAGES : PER_PAGE}
              next={view === null ? hrefOf('packages') : hrefOf('packages', page + 1)}
            />
          )}
        </>
      )}
      <Downloads items={downloads} />
    </>
  );
}

export function titleOfResolution({ subject }: Pick<ResolutionJson, 'subject'>): string {
  return subject.version === null ? subject.name : `${subject.name} ${subject.version}`;
}

function Verdict({ resolution, isWhole }: { resolution: ResolutionJson; isWhole: boolean }) {
  const { complete, pending, summary } = resolution;
  if (summary.errors > 0)
    return (
      <Notice tone="danger" title="It does not work out">
        The package manager would refuse. {isWhole && 'What is in the way is said below.'}
      </Notice>
    );
  if (pending.length > 0)
    return (
      <Notice tone="warn" title="Not everything is here yet">
        {countOf(pending.length, 'package is', 'packages are')} still being read from the registry (
        {pending.slice(0, 10).join(', ')}
        {pending.length > 10 && ', …'}). Ask again in a moment: with them the answer may differ.
      </Notice>
    );
  return complete && summary.nodes > 0 ? <Notice tone="good" title="It works out" /> : null;
}

function Undated({ undated, registry }: ResolutionJson) {
  if (undated.length === 0) return null;
  return (
    <Notice tone="warn" title="It cannot be told for all of them what was there then">
      {registry} does not say of {countOf(undated.length, 'package')} when each version was published (
      {undated.slice(0, 5).join(', ')}
      {undated.length > 5 && ', …'}). Their versions without a date count as published.
    </Notice>
  );
}

function Numbers({ resolution: { summary, nodes, duplicates } }: { resolution: ResolutionJson }) {
  const sizes = nodes.flatMap(({ size }) => (size === null ? [] : [size.bytes]));
  const licences = new Set(nodes.flatMap(({ licenses }) => licenses ?? []));
  return (
    <ul class="bullets">
      <li>
        {countOf(summary.direct, 'package')} asked for directly; the longest way is {summary.depth - 1}{' '}
        further.
      </li>
      {summary.affected !== null && (
        <li>
          {summary.affected === 0 ? (
            'No known advisory affects any of them.'
          ) : (
            <Badge tone="danger">
              {countOf(summary.affected, 'package is', 'packages are')} affected by advisories
            </Badge>
          )}
        </li>
      )}
      <li>
        {countOf(licences.size, 'licence')}{' '}
        {licences.size > 0 && `(${[...licences].slice(0, 8).join(', ').slice(0, 300)})`}
      </li>
      {sizes.length > 0 && (
        <li>
          {formatBytes(sizes.reduce((sum, each) => sum + each, 0))} in all, by the sizes of{' '}
          {formatNumber(sizes.length)} of {formatNumber(nodes.length)}.
        </li>
      )}
      {duplicates.length > 0 && (
        <li>
          In several versions:{' '}
          {duplicates
            .slice(0, 10)
            .map(({ name, versions }) => `${name} (${versions.slice(0, 5).join(', ')})`)
            .join(', ')}
          {duplicates.length > 10 && ` and ${formatNumber(duplicates.length - 10)} more`}
        </li>
      )}
    </ul>
  );
}

function TreeSection({
  resolution,
  most,
  href,
}: {
  resolution: ResolutionJson;
  most: number;
  href: string | null;
}) {
  const { items, shown, total } = treeItems(resolution, most);
  return (
    <Section id="tree" title="Tree">
      <Tree items={items} label="What requires what" open={2} />
      <Cut shown={shown} of={total} what="branches">
        {href === null ? (
          'The download has all of them.'
        ) : (
          <a href={href} rel="nofollow">
            More of the tree
          </a>
        )}
      </Cut>
    </Section>
  );
}
