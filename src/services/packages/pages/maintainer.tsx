/** A maintainer's packages in one registry. */
import { ExternalLink } from '../../../ui/components/text.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { isUnstorable } from '../names.ts';
import { pageOf } from '../parameters.ts';
import { findMaintainer } from '../queries/maintainers.ts';
import { Query } from '../schemas/common.ts';
import { packagesOfMaintainer } from './data/lists.ts';
import { pagingOf, withRegistry } from './find.tsx';
import { personName } from './maintainers.tsx';
import { PackageList, registryCrumbs } from './package-list.tsx';
import { packageRow } from './package-row.ts';
import { PageNumber } from './tab-page.tsx';
import { missingPage } from './waiting.tsx';

const PER_PAGE = 50;

export const maintainer: Page = {
  path: '/registries/{registry}/maintainers/{login+}',
  query: Query({ page: PageNumber }),
  cache: 'shared',
  load: context => {
    const login = context.params.login ?? '';
    return withRegistry(
      context,
      of => paths.maintainer(of, login),
      async of => {
        const person = isUnstorable(login) ? null : await findMaintainer(context.db, of.id, login);
        if (!person) {
          return missingPage(
            `Nobody called ${login} is known`,
            `No indexed package of ${of.name} names this maintainer. Who maintains a package is learnt with the package.`,
            { label: `Packages of ${of.name}`, href: paths.registry(of.name) },
          );
        }
        const paging = pagingOf(context, PER_PAGE);
        const { rows, page } = pageOf(
          await packagesOfMaintainer(context.db, of.id, person.id, paging),
          paging,
        );
        const title = personName(person);
        const elsewhere = of.definition.links.maintainer(of, person) ?? person.url;
        return {
          title: `${title} in ${of.name}`,
          // People are found here by their packages, not by search engines.
          headers: { 'x-robots-tag': 'noindex' },
          view: (
            <PackageList
              crumbs={registryCrumbs(of)}
              title={title}
              lead={
                <>
                  {person.login && person.login !== title ? `${person.login}, maintainer` : 'Maintainer'} of{' '}
                  {formatNumber(person.packagesCount)} indexed{' '}
                  {person.packagesCount === 1 ? 'package' : 'packages'} of {of.name}
                  {elsewhere && (
                    <>
                      ; see <ExternalLink url={elsewhere} />
                    </>
                  )}
                  .
                </>
              }
              rows={rows.map(row => packageRow(of.name, row))}
              page={page.page}
              hasMore={page.hasMore}
              href={paths.maintainer(of.name, person.login ?? person.uuid)}
            />
          ),
          tags: [`registry:${of.id}`],
        };
      },
    );
  },
};
