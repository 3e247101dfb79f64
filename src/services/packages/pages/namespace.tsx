/** The packages of a namespace. */
import { paths } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { isUnstorable } from '../names.ts';
import { pageOf } from '../parameters.ts';
import { Query } from '../schemas/common.ts';
import { packagesOfNamespace } from './data/lists.ts';
import { pagingOf, withRegistry } from './find.tsx';
import { PackageList, registryCrumbs } from './package-list.tsx';
import { packageRow } from './package-row.ts';
import { PageNumber } from './tab-page.tsx';
import { missingPage } from './waiting.tsx';

const PER_PAGE = 50;

export const namespace: Page = {
  path: '/registries/{registry}/namespaces/{name+}',
  query: Query({ page: PageNumber }),
  cache: 'shared',
  load: context => {
    const name = context.params.name ?? '';
    return withRegistry(
      context,
      of => paths.namespace(of, name),
      async of => {
        const paging = pagingOf(context, PER_PAGE);
        const found = isUnstorable(name) ? [] : await packagesOfNamespace(context.db, of.id, name, paging);
        if (found.length === 0 && paging.page === 1) {
          return missingPage(
            `There is no namespace ${name}`,
            `No indexed package of ${of.name} lies in it.`,
            { label: `Packages of ${of.name}`, href: paths.registry(of.name) },
          );
        }
        const { rows, page } = pageOf(found, paging);
        return {
          title: `${name} in ${of.name}`,
          view: (
            <PackageList
              crumbs={registryCrumbs(of)}
              title={name}
              lead={`Packages in this namespace of ${of.name}, the most used first.`}
              rows={rows.map(row => packageRow(of.name, row))}
              page={page.page}
              hasMore={page.hasMore}
              href={paths.namespace(of.name, name)}
            />
          ),
          tags: [`registry:${of.id}`],
        };
      },
    );
  },
};
