/** The versions of a package, the last published first. */
import { Pager } from '../../../ui/components/navigation.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, EmptyState, statusTone } from '../../../ui/components/text.tsx';
import { Day, Unknown } from '../../../ui/components/time.tsx';
import { paths, queryString } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { pageOf } from '../parameters.ts';
import type { VersionRow } from '../queries/version-row.ts';
import { findVersions } from '../queries/versions.ts';
import { Query } from '../schemas/common.ts';
import { pagingOf } from './find.tsx';
import { PageNumber, type TabProps, tabPage } from './tab-page.tsx';
import { dateLabel, isDeprecated } from './version-status.ts';

const PER_PAGE = 100;

interface VersionsProps extends TabProps {
  versions: VersionRow[];
  page: number;
  hasMore: boolean;
}

export function Versions({ registry, facts, versions, page, hasMore }: VersionsProps) {
  if (versions.length === 0) {
    return <EmptyState title={page > 1 ? 'There are no further versions' : 'No versions are known'} />;
  }
  const href = paths.package(registry.name, facts.name, 'versions');
  return (
    <>
      <Table
        caption={`Versions of ${facts.name}`}
        rows={versions}
        columns={[
          {
            label: 'Version',
            role: 'main',
            cell: version => (
              <>
                <a class="mono" href={paths.version(registry.name, facts.name, version.number)}>
                  {version.number}
                </a>{' '}
                {version.number === facts.latestVersion && <Badge tone="good">latest</Badge>}{' '}
                {version.status && <Badge tone={statusTone(version.status)}>{version.status}</Badge>}
                {!version.status && isDeprecated(version) && <Badge tone="warn">deprecated</Badge>}
              </>
            ),
          },
          { label: dateLabel(facts), cell: version => <Day at={version.publishedAt} /> },
          { label: 'Licence', cell: version => version.licenses?.slice(0, 200) ?? <Unknown /> },
        ]}
      />
      <Pager
        page={page}
        hasMore={hasMore}
        href={to => `${href}${queryString({ page: to > 1 ? to : null })}`}
      />
    </>
  );
}

export const versions: Page = {
  ...tabPage('versions', async (context, { registry, facts }) => {
    const paging = pagingOf(context, PER_PAGE);
    const found = await findVersions(context.db, registry.id, facts.name, {
      bounds: [],
      sorts: [{ name: 'published_at', direction: 'desc' }],
      paging,
      rules: registry.definition.versions,
    });
    const { rows, page } = pageOf(found?.versions ?? [], paging);
    return (
      <Versions registry={registry} facts={facts} versions={rows} page={page.page} hasMore={page.hasMore} />
    );
  }),
  query: Query({ page: PageNumber }),
};
