/** Keywords over all registries, and the packages that bear one. */
import { EmptyState } from '../../../ui/components/text.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { Page, RequestContext } from '../../service.ts';
import { isUnstorable } from '../names.ts';
import { pageOf } from '../parameters.ts';
import {
  type KeywordRow,
  keywordCounts,
  listKeywordPackages,
  listKeywords,
  relatedKeywords,
} from '../queries/keywords.ts';
import { Query } from '../schemas/common.ts';
import { pagingOf, registryName } from './find.tsx';
import { ListHead, PackageList, Tags } from './package-list.tsx';
import { packageRow } from './package-row.ts';
import { PageNumber } from './tab-page.tsx';
import { missingPage } from './waiting.tsx';

const PER_PAGE = 50;
const SHOWN_KEYWORDS = 200;

export function Keywords({ keywords }: { keywords: KeywordRow[] }) {
  return (
    <>
      <ListHead crumbs={[]} title="Keywords">
        What packages say they are about, the most used first.
      </ListHead>
      {keywords.length > 0 ? (
        <Tags items={keywords} href={paths.keyword} large />
      ) : (
        <EmptyState title="No keywords yet">
          <p>
            They come with the packages. <a href={paths.home}>Search for one</a>, and its keywords appear
            here.
          </p>
        </EmptyState>
      )}
    </>
  );
}

const idsOf = ({ directory }: RequestContext) => directory.all().map(registry => registry.id);

export const keywords: Page = {
  path: '/keywords',
  cache: 'shared',
  async load(context) {
    const paging = { page: 1, perPage: SHOWN_KEYWORDS, offset: 0 };
    const { rows } = pageOf(await listKeywords(context.db, idsOf(context), paging), paging);
    return { title: 'Keywords', view: <Keywords keywords={rows} />, tags: ['everything'] };
  },
};

export const keyword: Page = {
  path: '/keywords/{name+}',
  query: Query({ page: PageNumber }),
  cache: 'shared',
  async load(context) {
    const name = context.params.name ?? '';
    const counts = isUnstorable(name) ? [] : await keywordCounts(context.db, idsOf(context), name);
    if (counts.length === 0) {
      return missingPage(`No package has the keyword ${name}`, 'At least none that is indexed.', {
        label: 'All keywords',
        href: paths.keywords,
      });
    }
    const paging = pagingOf(context, PER_PAGE);
    const total = counts.reduce((sum, count) => sum + count.packagesCount, 0);
    const scope = { keyword: name, registryIds: counts.map(count => count.registryId), total };
    const [found, related] = await Promise.all([
      listKeywordPackages(context.db, scope, paging),
      relatedKeywords(context.db, scope, idsOf(context)),
    ]);
    const { rows, page } = pageOf(found, paging);
    return {
      title: `Keyword ${name}`,
      view: (
        <PackageList
          crumbs={[{ label: 'Keywords', href: paths.keywords }]}
          title={name}
          lead={`${formatNumber(total)} indexed ${total === 1 ? 'package bears' : 'packages bear'} this keyword; the most used first.`}
          rows={rows.map(row => {
            const registry = registryName(context, row.registryId);
            return packageRow(registry, row, registry);
          })}
          page={page.page}
          hasMore={page.hasMore}
          href={paths.keyword(name)}
        >
          {related.length > 0 && (
            <div class="beside">
              <p class="muted">Often beside it</p>
              <Tags items={related} href={paths.keyword} />
            </div>
          )}
        </PackageList>
      ),
      tags: ['everything'],
    };
  },
};
