/** What pages of lists are made of. */
import type { ComponentChildren } from 'preact';
import { Breadcrumbs, type Crumb, Pager } from '../../../ui/components/navigation.tsx';
import { type RowItem, Rows } from '../../../ui/components/rows.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import type { IndexedRegistry } from '../../service.ts';

export function ListHead({
  crumbs,
  title,
  children,
}: {
  crumbs: Crumb[];
  title: string;
  children: ComponentChildren;
}) {
  return (
    <header class="page-head">
      {crumbs.length > 0 && <Breadcrumbs items={crumbs} />}
      <h1>{title}</h1>
      <p class="lead">{children}</p>
    </header>
  );
}

interface PackageListProps {
  crumbs: Crumb[];
  title: string;
  lead: ComponentChildren;
  rows: RowItem[];
  page: number;
  hasMore: boolean;
  /** Address of the first page. */
  href: string;
  /** Between the head and the list. */
  children?: ComponentChildren;
}

/** A head and a list of packages: a maintainer's, a namespace's, a keyword's. */
export function PackageList({ crumbs, title, lead, rows, page, hasMore, href, children }: PackageListProps) {
  return (
    <>
      <ListHead crumbs={crumbs} title={title}>
        {lead}
      </ListHead>
      {children}
      {rows.length > 0 ? (
        <Rows items={rows} />
      ) : (
        <EmptyState title="There are no further packages">
          <p>
            <a href={href}>Back to the first page</a>
          </p>
        </EmptyState>
      )}
      <Pager
        page={page}
        hasMore={hasMore}
        href={to => `${href}${queryString({ page: to > 1 ? to : null })}`}
      />
    </>
  );
}

/** Names with how many packages bear them. */
export function Tags({
  items,
  href,
  large = false,
}: {
  items: { name: string; packagesCount: number }[];
  href: (name: string) => string;
  large?: boolean;
}) {
  return (
    <ul class={large ? 'tags tags-large' : 'tags'}>
      {items.map(item => (
        <li key={item.name}>
          <a href={href(item.name)}>
            {item.name} <small>{formatNumber(item.packagesCount)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

export function registryCrumbs(registry: IndexedRegistry): Crumb[] {
  return [
    { label: 'Registries', href: paths.registries },
    { label: registry.name, href: paths.registry(registry.name) },
  ];
}
