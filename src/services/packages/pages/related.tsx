/** Other packages from the same repository, and what belongs to the package in other registries. */
import { Pager } from '../../../ui/components/navigation.tsx';
import { Rows } from '../../../ui/components/rows.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { EmptyState, ExternalLink } from '../../../ui/components/text.tsx';
import { paths, queryString } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { pageOf } from '../parameters.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { type Relation, type Relative, relativesOf } from '../relatives.ts';
import { Query } from '../schemas/common.ts';
import { relatedPackages } from './data/lists.ts';
import { pagingOf } from './find.tsx';
import { packageRow } from './package-row.ts';
import { PageNumber, type TabProps, tabPage } from './tab-page.tsx';

const PER_PAGE = 50;

interface RelatedProps extends TabProps {
  packages: PackageRow[];
  page: number;
  hasMore: boolean;
}

const RELATIONS: Record<Relation, string> = {
  repackages: 'likely repackaged here',
  'repackaged-as': 'likely repackage',
  'same-repository': 'same repository',
};

/** What belongs to a package elsewhere, each with what speaks for it. */
export function Elsewhere({ relatives }: { relatives: Relative[] }) {
  if (relatives.length === 0) return null;
  return (
    <Section id="elsewhere" title="In other registries">
      <Rows
        items={relatives.map(({ registry, row, relation, evidence }) => {
          const item = packageRow(registry.name, row, registry.name);
          return { ...item, meta: [RELATIONS[relation], evidence.join('; '), ...(item.meta ?? [])] };
        })}
      />
    </Section>
  );
}

export function Related({ registry, facts, packages, page, hasMore }: RelatedProps) {
  const href = paths.package(registry.name, facts.name, 'related');
  if (facts.repositoryUrl === null) {
    return (
      <EmptyState title="Not known">
        <p>
          Packages are related when they come from the same repository, and the registry names none for this
          one.
        </p>
      </EmptyState>
    );
  }
  if (packages.length === 0) {
    return (
      <EmptyState
        title={page > 1 ? 'There are no further packages' : 'No other package comes from the same repository'}
      >
        <p>At least none of {registry.name} that is indexed.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="tab-intro">
        Other packages of {registry.name} from <ExternalLink url={facts.repositoryUrl} />.
      </p>
      <Rows items={packages.map(row => packageRow(registry.name, row))} />
      <Pager
        page={page}
        hasMore={hasMore}
        href={to => `${href}${queryString({ page: to > 1 ? to : null })}`}
      />
    </>
  );
}

export const related: Page = {
  ...tabPage('related', async (context, { registry, facts }) => {
    const paging = pagingOf(context, PER_PAGE);
    const { id, repositoryUrl } = facts;
    const found =
      repositoryUrl === null
        ? []
        : await relatedPackages(context.db, { registryId: registry.id, id, repositoryUrl }, paging);
    const { rows, page } = pageOf(found, paging);
    const relatives = page.page === 1 ? await relativesOf(context, registry, facts) : [];
    return (
      <>
        <Elsewhere relatives={relatives} />
        <Related registry={registry} facts={facts} packages={rows} page={page.page} hasMore={page.hasMore} />
      </>
    );
  }),
  query: Query({ page: PageNumber }),
};
