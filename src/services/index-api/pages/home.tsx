/** The front page: a question, a box to answer it, and what is there. */

import { type RegistryCounts, registryCounts } from '../../../store/registries.ts';
import { type Bubble, BubbleField } from '../../../ui/charts/bubble-field.tsx';
import { Stats } from '../../../ui/components/facts.tsx';
import { Rows } from '../../../ui/components/rows.tsx';
import { SearchBox } from '../../../ui/components/search-box.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { TimeAgo } from '../../../ui/components/time.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page } from '../../service.ts';
import { mostUsedPackages, type RecentPackage, recentPackages } from './data.ts';

const EXAMPLES = ['react', 'pkg:npm/react', 'pkg:deb/debian/curl'];
const RECENT = 8;
const BUBBLES = 26;
const FEWEST_BUBBLES = 6;
/** Of the registries that have most. */
const REGISTRIES = 8;

interface HomeProps {
  registries: { registry: IndexedRegistry; counts: RegistryCounts | undefined }[];
  recent: { package: RecentPackage; registry: string }[];
  mostUsed: Bubble[];
}

export function Home({ registries, recent, mostUsed }: HomeProps) {
  const sum = (of: 'packages' | 'versions' | 'maintainers') =>
    registries.reduce((total, { counts }) => total + (counts?.[of] ?? 0), 0);
  const ecosystems = new Set(registries.map(({ registry }) => registry.ecosystem)).size;
  const packagesOf = ({ counts }: HomeProps['registries'][number]) => counts?.packages ?? 0;
  const largest = [...registries].sort((a, b) => packagesOf(b) - packagesOf(a)).slice(0, REGISTRIES);
  return (
    <>
      <section class="hero" aria-labelledby="hero-title">
        <div>
          <h1 id="hero-title">The open index of open source</h1>
          <p class="lead">
            What a package is, who carries it, what it stands on and what stands on it. Each fact with its
            date and its source.
          </p>
          <SearchBox id="home-search" hero />
          <p class="examples">
            Try
            {EXAMPLES.map(example => (
              <a key={example} href={paths.search(example)} rel="nofollow">
                {example}
              </a>
            ))}
          </p>
          <p class="head-line">
            Have a lockfile, an SBOM or an archive? <a href={paths.tools}>Read it with our tools</a>
          </p>
        </div>
        {mostUsed.length >= FEWEST_BUBBLES && (
          <BubbleField bubbles={mostUsed} label="The most used packages" unit="dependent" />
        )}
      </section>
      <Stats
        items={[
          { label: 'Packages', value: sum('packages') },
          { label: 'Versions', value: sum('versions') },
          { label: 'Maintainers', value: sum('maintainers') },
          { label: 'Ecosystems', value: ecosystems, href: paths.ecosystems },
          { label: 'Registries', value: registries.length, href: paths.registries },
        ]}
      />
      <div class="columns">
        <Section
          id="registries"
          title="Registries"
          more={{ label: 'All registries', href: paths.registries }}
        >
          <Rows
            tight
            items={largest.map(({ registry, counts }) => ({
              title: registry.name,
              href: paths.registry(registry.name),
              meta: [registry.definition.label, countOf(counts?.packages ?? 0, 'package')],
            }))}
          />
        </Section>
        <Section id="changes" title="Newest changes">
          {recent.length === 0 ? (
            <EmptyState title="Nothing is indexed yet">
              <p>
                Search for a package: it is fetched from its registry and stays. Or run{' '}
                <code>bin/ecosystems import debian</code> to index all of Debian in one go.
              </p>
            </EmptyState>
          ) : (
            <Rows
              tight
              items={recent.map(({ package: row, registry }) => ({
                title: row.name,
                href: paths.package(registry, row.name),
                version: row.latestVersion,
                meta: [registry, <TimeAgo key="at" at={row.updatedAt} />],
              }))}
            />
          )}
        </Section>
      </div>
    </>
  );
}

export const home: Page = {
  path: '/',
  cache: 'shared',
  async load({ db, directory }) {
    const [counts, recent, used] = await Promise.all([
      registryCounts(db),
      recentPackages(db, RECENT),
      mostUsedPackages(db, BUBBLES),
    ]);
    const nameOf = (registryId: number) => directory.byId(registryId)?.name ?? '';
    return {
      title: '',
      description:
        'Packages, versions, dependencies and maintainers of open source, as their registries state them, with dates.',
      view: (
        <Home
          registries={directory.all().map(registry => ({ registry, counts: counts.get(registry.id) }))}
          recent={recent.map(row => ({ package: row, registry: nameOf(row.registryId) }))}
          mostUsed={used.map(({ registryId, name, dependents }) => ({
            label: name,
            value: dependents,
            href: paths.package(nameOf(registryId), name),
          }))}
        />
      ),
      tags: ['everything'],
    };
  },
};
