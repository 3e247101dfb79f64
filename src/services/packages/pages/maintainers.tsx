/** Who maintains a package. */
import { Rows } from '../../../ui/components/rows.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import type { MaintainerRow } from '../queries/package-row.ts';
import { type TabProps, tabPage } from './tab-page.tsx';

const SHOWN = 200;

/** What a person is called: the name, else the login, else the registry's own id. */
export function personName(person: Pick<MaintainerRow, 'name' | 'login' | 'uuid'>): string {
  return person.name ?? person.login ?? person.uuid;
}

export function Maintainers({ registry, facts }: TabProps) {
  const people = facts.maintainers.toSorted((a, b) => b.packagesCount - a.packagesCount);
  if (facts.maintainersCount === null) {
    return (
      <EmptyState title="Not known">
        <p>{registry.name} does not say who maintains this package.</p>
      </EmptyState>
    );
  }
  if (people.length === 0) {
    return (
      <EmptyState title="Nobody is named">
        <p>{registry.name} names no maintainer of this package.</p>
      </EmptyState>
    );
  }
  return (
    <>
      {people.length === 1 && (
        <p class="tab-intro">
          One maintainer carries this package{facts.critical ? ', and it is critical' : ''}.
        </p>
      )}
      <Rows
        items={people.slice(0, SHOWN).map(person => ({
          title: personName(person),
          href: paths.maintainer(registry.name, person.login ?? person.uuid),
          tag: person.role,
          meta: [
            person.login && person.login !== personName(person) ? person.login : null,
            countOf(person.packagesCount, 'package'),
          ],
        }))}
      />
      {people.length > SHOWN && (
        <p class="head-line">
          {formatNumber(SHOWN)} of {formatNumber(people.length)}, those with the most packages first.
        </p>
      )}
    </>
  );
}

export const maintainers: Page = tabPage('maintainers', (_context, props) => <Maintainers {...props} />);
