/** Facts beside the overview: how to get a package, under which licence, from whom, and how fresh this all is. */

import { purlOf } from '../../../ecosystems/ecosystem.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { CodeCopy, ExternalLink } from '../../../ui/components/text.tsx';
import { Day, TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { webUrl } from '../../../ui/format/urls.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { personName } from './maintainers.tsx';
import type { TabProps } from './tab-page.tsx';
import { hasMirroredDates } from './version-status.ts';

const SHOWN_MAINTAINERS = 6;
const SHOWN_KEYWORDS = 20;

export function PackageAside({ registry, facts }: TabProps) {
  const { links } = registry.definition;
  const purl = purlOf(registry, facts.name);
  const install = links.install(registry, facts.name);
  const page = links.page(registry, facts.name);
  const documentation = links.documentation(registry, facts.name);
  return (
    <aside class="aside" aria-label="Facts">
      {install && <CodeCopy label="Install" code={install} />}
      <CodeCopy label="Package URL" code={purl} />
      <Facts
        items={[
          {
            label: 'Licence',
            value:
              facts.licenses === null ? (
                <NotTold registry={registry} slot="licenses" />
              ) : (
                <Licences raw={facts.licenses} normalised={facts.normalizedLicenses} />
              ),
          },
          { label: 'Repository', value: facts.repositoryUrl && <Repository facts={facts} /> },
          { label: 'Homepage', value: facts.homepage && <ExternalLink url={facts.homepage} /> },
          {
            label: 'Documentation',
            value: documentation && documentation !== page ? <ExternalLink url={documentation} /> : false,
          },
          { label: 'At the registry', value: page ? <ExternalLink url={page} /> : false },
          {
            label: 'Maintainers',
            value:
              facts.maintainersCount === null ? null : <MaintainerNames registry={registry} facts={facts} />,
          },
          {
            label: 'Funding',
            value: facts.fundingLinks.length > 0 ? <FundingLinks urls={facts.fundingLinks} /> : false,
          },
          {
            label: hasMirroredDates(facts) ? 'Latest version reached the mirror' : 'Latest release',
            value: facts.latestReleaseAt ? (
              <Day at={facts.latestReleaseAt} />
            ) : (
              <NotTold registry={registry} slot="published_at" />
            ),
          },
          {
            label: 'Keywords',
            value: facts.keywords.length > 0 ? <Keywords names={facts.keywords} /> : false,
          },
          { label: 'Freshness', value: <Freshness registry={registry} facts={facts} /> },
        ]}
      />
    </aside>
  );
}

/** The repository, what says so, and the other repositories that are named. */
export function Repository({
  facts: { repositoryUrl, repositoryCandidates },
}: {
  facts: Pick<PackageRow, 'repositoryUrl' | 'repositoryCandidates'>;
}) {
  if (repositoryUrl === null) return null;
  const saying = repositoryCandidates.find(({ chosen }) => chosen);
  const sameUrl = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const others = repositoryCandidates.filter(({ url }) => !sameUrl(url, repositoryUrl));
  return (
    <>
      <ExternalLink url={repositoryUrl} />
      {saying && (
        <span class="stat-note">
          because {saying.field} says {saying.raw === repositoryUrl ? 'so' : `“${saying.raw}”`}
        </span>
      )}
      {others.length > 0 && (
        <div class="stat-note">
          also named:
          <ul>
            {others.map(({ field, url }) => (
              <li key={`${field} ${url}`}>
                <ExternalLink url={url} /> by {field}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** SPDX identifiers, and what was declared beside them where it reads differently. */
export function Licences({ raw, normalised }: { raw: string; normalised: string[] }) {
  const declared = raw.length > 200 ? `${raw.slice(0, 200)}…` : raw;
  const shown = normalised.join(', ');
  if (shown === '' || shown === raw) return <>{declared}</>;
  return (
    <>
      {shown}
      <span class="stat-note">declared as “{declared}”</span>
    </>
  );
}

/** Not known, and why where the registry never tells. */
function NotTold({ registry, slot }: { registry: IndexedRegistry; slot: string }) {
  const reason = registry.definition.absent[slot];
  return (
    <>
      <Unknown />
      {reason && <span class="stat-note">{reason}</span>}
    </>
  );
}

function MaintainerNames({ registry, facts }: TabProps) {
  const people = facts.maintainers.toSorted((a, b) => b.packagesCount - a.packagesCount);
  const rest = people.length - SHOWN_MAINTAINERS;
  if (people.length === 0) return <>none is named</>;
  return (
    <ul>
      {people.slice(0, SHOWN_MAINTAINERS).map(person => (
        <li key={person.id}>
          <a href={paths.maintainer(registry.name, person.login ?? person.uuid)}>{personName(person)}</a>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <a href={paths.package(registry.name, facts.name, 'maintainers')}>and {countOf(rest, 'other')}</a>
        </li>
      )}
    </ul>
  );
}

function FundingLinks({ urls }: { urls: string[] }) {
  return (
    <ul>
      {urls.slice(0, 8).map(url => (
        <li key={url}>
          <ExternalLink url={url} />
        </li>
      ))}
    </ul>
  );
}

function Keywords({ names }: { names: string[] }) {
  return (
    <ul class="tags">
      {names.slice(0, SHOWN_KEYWORDS).map(name => (
        <li key={name}>
          <a href={paths.keyword(name)}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

function Freshness({ registry, facts }: TabProps) {
  const source = facts.sourceUrl;
  const isWhole = registry.definition.connector.mode === 'batch';
  return (
    <>
      synced <TimeAgo at={facts.lastSyncedAt} />
      {source !== null && (
        <span class="stat-note">
          from{' '}
          {webUrl(source) ? (
            <ExternalLink url={source}>{sourceName(source)}</ExternalLink>
          ) : (
            sourceName(source)
          )}
        </span>
      )}
      {source === null && isWhole && <span class="stat-note">from the index of {registry.name}</span>}
    </>
  );
}

/** The host of a web address, the last part of a path: enough to know where it came from. */
function sourceName(source: string): string {
  const url = webUrl(source);
  if (url) return new URL(url).host;
  return source.split('/').at(-1) ?? source;
}
