/** Pages for what is not there: unknown registry, unknown package, one that is being fetched, one that could not be. */
import { Breadcrumbs } from '../../../ui/components/navigation.tsx';
import { type RowItem, Rows } from '../../../ui/components/rows.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { EmptyState, Notice } from '../../../ui/components/text.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry, PageResult, RegistryDirectory } from '../../service.ts';

const RELOAD_SECONDS = 4;

export function noRegistryPage(name: string, directory: RegistryDirectory): PageResult {
  return {
    status: 404,
    noStore: true,
    title: 'Unknown registry',
    view: (
      <>
        <header class="page-head">
          <h1>There is no registry “{name}” here</h1>
          <p class="lead">These are indexed. Their names ignore case.</p>
        </header>
        <ul class="tags tags-large">
          {directory.all().map(registry => (
            <li key={registry.name}>
              <a href={paths.registry(registry.name)}>{registry.name}</a>
            </li>
          ))}
        </ul>
      </>
    ),
  };
}

/** A thing of a registry that is not there, with a way on. */
export function missingPage(
  title: string,
  explanation: string,
  way: { label: string; href: string },
): PageResult {
  return {
    status: 404,
    noStore: true,
    title,
    view: (
      <>
        <header class="page-head">
          <h1>{title}</h1>
          <p class="lead">{explanation}</p>
        </header>
        <p>
          <a href={way.href}>{way.label}</a>
        </p>
      </>
    ),
  };
}

/** A name that is no package and that others depend on all the same. */
export interface Mentions {
  count: number;
  /** The most used of those that do. */
  by: RowItem[];
}

interface Missing {
  registry: IndexedRegistry;
  name: string;
  /** Why the name is impossible; null where the registry was asked. */
  problem: string | null;
  mentions: Mentions | null;
}

export function missingPackagePage({ registry, name, problem, mentions }: Missing): PageResult {
  return {
    status: 404,
    noStore: true,
    title: `${name} is not in ${registry.name}`,
    view: (
      <>
        <Head registry={registry} title={name} />
        <Notice
          tone="warn"
          title={
            problem ? 'This cannot be the name of a package' : `${registry.name} has no package of this name`
          }
        >
          {problem ? `In ${registry.name}, ${problem}.` : howItIsKnown(registry)}
        </Notice>
        {mentions !== null && (
          <Notice title="Others mention it">
            {countOf(mentions.count, 'package')} of {registry.name}{' '}
            {mentions.count === 1 ? 'depends' : 'depend'} on this name. It may be virtual (something that
            other packages provide), or gone.
          </Notice>
        )}
        <Section id="next" title="What to try">
          <ul class="bullets">
            <li>
              <a href={paths.search(name)} rel="nofollow">
                Search for “{name}”
              </a>{' '}
              in everything that is indexed.
            </li>
            <li>
              Check the spelling: most registries tell upper from lower case, and a hyphen from an underscore.
            </li>
            <li>
              <a href={paths.registry(registry.name)}>Browse {registry.name}</a>, or see the{' '}
              <a href={paths.registries}>other registries</a>.
            </li>
          </ul>
        </Section>
        {mentions !== null && (
          <Section id="mentions" title="Who depends on it">
            <Rows items={mentions.by} />
          </Section>
        )}
      </>
    ),
  };
}

function howItIsKnown({ definition }: IndexedRegistry): string {
  return definition.connector.mode === 'batch'
    ? 'Its index, as it was last imported, does not list it.'
    : 'It was asked, and it says so. A new package may take a few minutes to appear.';
}

export function pendingPage(registry: IndexedRegistry, name: string): PageResult {
  return {
    status: 202,
    noStore: true,
    headers: { 'retry-after': String(RELOAD_SECONDS), refresh: String(RELOAD_SECONDS) },
    title: `Fetching ${name}`,
    view: (
      <>
        <Head registry={registry} title={name} />
        <EmptyState title={`Asking ${registry.name} for it`}>
          <p>
            This package is not in the index yet, so it is being fetched now. It takes a little longer than
            usual. This page looks again every {RELOAD_SECONDS} seconds;{' '}
            <a href={paths.package(registry.name, name)} rel="nofollow">
              look again now
            </a>
            .
          </p>
        </EmptyState>
      </>
    ),
  };
}

export function failedPage(registry: IndexedRegistry, name: string): PageResult {
  return {
    status: 503,
    noStore: true,
    headers: { 'retry-after': '60' },
    title: `${name} could not be fetched`,
    view: (
      <>
        <Head registry={registry} title={name} />
        <Notice tone="warn" title={`${registry.name} could not be asked`}>
          This package is not in the index yet, and its registry gave no usable answer. It is queued and will
          be tried again.{' '}
          <a href={paths.package(registry.name, name)} rel="nofollow">
            Try again now
          </a>
          , or see how <a href={paths.status}>all registries are doing</a>.
        </Notice>
      </>
    ),
  };
}

function Head({ registry, title }: { registry: IndexedRegistry; title: string }) {
  return (
    <header class="page-head">
      <Breadcrumbs
        items={[
          { label: 'Registries', href: paths.registries },
          { label: registry.name, href: paths.registry(registry.name) },
        ]}
      />
      <h1>{title}</h1>
    </header>
  );
}
