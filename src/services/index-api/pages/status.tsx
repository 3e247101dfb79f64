/** How fresh the index is: for each registry and each of its facts, where the source stands and where the store stands. */
import type { ComponentChildren } from 'preact';
import { Stats } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, Notice, type Tone } from '../../../ui/components/text.tsx';
import { TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { everyWords } from '../../../ui/format/dates.ts';
import { countOf, formatBytes, formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page } from '../../service.ts';
import type { Fact, IndexStatus, RegistryStatus } from '../schemas.ts';
import { status as indexStatus } from '../status.ts';
import { EmptyRegistries } from './empty-registries.tsx';
import { ServiceLevelsSection } from './service-levels.tsx';

/** Facts whose names say too little. */
const WORDS: Record<string, string> = {
  feed: 'feed of changes',
  names: 'list of names',
  index: 'index files',
  critical: 'critical packages',
  'status-checks': 'checks for removed packages',
};
/** When rankings were computed last, and how long it took, from which follows when they are again; `rankings` says as of when. */
const WHEN_RANKED = 'rankings-run';

/** Registries that are shown with every fact, the largest first: of each there is a table. */
const IN_FULL = 8;

interface StatusProps {
  status: IndexStatus;
  /** By name, for what to do about an empty one. */
  registryOf: (name: string) => IndexedRegistry | undefined;
}

export function Status({ status, registryOf }: StatusProps) {
  const filled = status.registries
    .filter(registry => registry.packages_count > 0)
    .sort((a, b) => b.packages_count - a.packages_count);
  const empty = status.registries.filter(registry => registry.packages_count === 0);
  const waiting = waitingJobs(status);
  return (
    <>
      <header class="page-head">
        <h1>Freshness</h1>
        <p class="lead">
          How far each registry has been read: where its source stands, where this index stands, as of when.
        </p>
      </header>
      <Stats
        items={[
          { label: 'Packages', value: status.registries.reduce((sum, of) => sum + of.packages_count, 0) },
          {
            label: 'Last event',
            value: status.events.as_of === null ? 'none yet' : <TimeAgo at={status.events.as_of} />,
          },
          { label: 'Jobs waiting', value: waiting },
          { label: 'Jobs given up', value: status.queue.state === 'known' ? status.queue.dead.length : null },
          { label: 'Database', value: formatBytes(status.database.size_bytes) },
        ]}
      />
      {filled.slice(0, IN_FULL).map(registry => (
        <RegistrySection key={registry.name} registry={registry} />
      ))}
      {filled.length > IN_FULL && <OtherRegistries registries={filled.slice(IN_FULL)} />}
      {empty.length > 0 && <EmptyRegistries registries={empty} registryOf={registryOf} />}
      <ServiceLevelsSection levels={status.service_levels} />
      <DeadJobs dead={status.queue.dead} />
      <Schedule entries={status.schedule} />
    </>
  );
}

/** Jobs that are due, running or planned; null where no worker has ever run. */
function waitingJobs({ queue }: IndexStatus): number | null {
  if (queue.state !== 'known') return null;
  let sum = 0;
  for (const lane of Object.values(queue.lanes)) {
    for (const [state, count] of Object.entries(lane)) if (state !== 'dead') sum += count;
  }
  return sum;
}

function RegistrySection({ registry }: { registry: RegistryStatus }) {
  return (
    <Section
      id={`registry-${registry.name}`}
      title={registry.name}
      more={{ label: countOf(registry.packages_count, 'package'), href: paths.registry(registry.name) }}
    >
      <Polled seconds={registry.polled_every_seconds} />
      <Table
        even
        caption={`Facts of ${registry.name}`}
        rows={Object.entries(registry.fields).filter(([field]) => field !== WHEN_RANKED)}
        columns={[
          { label: 'Fact', role: 'main', cell: ([field]) => WORDS[field] ?? field },
          { label: 'State', cell: ([, fact]) => <State fact={fact} /> },
          { label: 'As of', cell: ([, fact]) => <AsOf fact={fact} /> },
          { label: 'Source and index', cell: ([, fact]) => <Positions fact={fact} /> },
        ]}
      />
    </Section>
  );
}

/** What a registry does not have is as of no time; what is not known may have one some day. */
function AsOf({ fact }: { fact: Fact }) {
  if (fact.as_of) return <TimeAgo at={fact.as_of} />;
  return fact.state === 'absent' ? <span class="muted">–</span> : <Unknown />;
}

function State({ fact }: { fact: Fact }) {
  const [label, tone] = stateOf(fact);
  return <Badge tone={tone}>{label}</Badge>;
}

function stateOf(fact: Fact): [label: string, tone: Tone] {
  if (fact.state !== 'known') return [fact.state === 'unknown' ? 'not known' : fact.state, 'plain'];
  if (fact.behind === 0) return ['up to date', 'good'];
  if (fact.behind !== null && fact.behind !== undefined)
    return [`${formatNumber(fact.behind)} behind`, 'warn'];
  return fact.head && fact.position ? ['behind', 'warn'] : ['known', 'plain'];
}

/** Where source and index stand, or why that is not known. */
function Positions({ fact }: { fact: Fact }): ComponentChildren {
  if (fact.reason) return <span class="muted">{fact.reason}</span>;
  const problem = importProblem(fact);
  if (problem !== null) return <span class="wrap">the last import failed: {problem}</span>;
  if (!fact.head || !fact.position) {
    const oldest = fact.detail?.oldest;
    return typeof oldest === 'string' ? (
      <>
        the oldest from <TimeAgo at={oldest} />
      </>
    ) : (
      <span class="muted">–</span>
    );
  }
  return (
    <>
      <code>{shorten(fact.head)}</code>
      {fact.head !== fact.position && (
        <>
          {' '}
          and <code>{shorten(fact.position)}</code>
        </>
      )}
    </>
  );
}

function importProblem({ detail }: Fact): string | null {
  const run = detail?.import;
  if (typeof run !== 'object' || run === null || !('error' in run)) return null;
  return typeof run.error === 'string' ? run.error.slice(0, 300) : null;
}

/** Digests are recognised by their beginning. */
function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 20)}…` : text;
}

/** The registries that are smaller, with what matters most of each. */
function OtherRegistries({ registries }: { registries: readonly RegistryStatus[] }) {
  return (
    <Section id="others" title="Other registries">
      <Table
        caption="Other registries, and how fresh they are"
        rows={registries}
        columns={[
          { label: 'Registry', role: 'main', cell: ({ name }) => <a href={paths.registry(name)}>{name}</a> },
          { label: 'Packages', role: 'number', cell: of => formatNumber(of.packages_count) },
          { label: 'Last read', cell: ({ fields }) => fields.packages && <AsOf fact={fields.packages} /> },
          { label: 'Feed', cell: ({ fields }) => fields.feed && <State fact={fields.feed} /> },
          {
            label: 'Looked at',
            cell: of => (of.polled_every_seconds ? everyWords(of.polled_every_seconds) : 'when asked for'),
          },
        ]}
      />
    </Section>
  );
}

/** How often a source is looked at, once somebody wants it followed or has imported it. */
function Polled({ seconds }: { seconds: number | null }) {
  if (seconds === null) return null;
  return <p class="muted">What changed is looked up {everyWords(seconds)}.</p>;
}

function Schedule({ entries }: { entries: IndexStatus['schedule'] }) {
  return (
    <Section id="schedule" title="What workers do again and again">
      <Table
        caption="What workers do again and again"
        rows={entries}
        columns={[
          { label: 'Job', role: 'main', cell: ({ id }) => id },
          { label: 'What it does', cell: ({ title }) => title },
          { label: 'How often', cell: ({ every_seconds }) => everyWords(every_seconds) },
        ]}
      />
    </Section>
  );
}

/** Jobs that failed too often: an operator has to look at them. */
function DeadJobs({ dead }: { dead: IndexStatus['queue']['dead'] }) {
  if (dead.length === 0) return null;
  return (
    <Section id="dead" title="Jobs given up">
      <Notice tone="warn">The facts that these jobs would have brought stay as they were.</Notice>
      <Table
        caption="Jobs given up"
        rows={dead}
        columns={[
          { label: 'Job', role: 'main', cell: job => `${job.task} ${job.key}` },
          { label: 'Attempts', role: 'number', cell: job => formatNumber(job.attempts) },
          { label: 'Failure', cell: job => job.error ?? <Unknown /> },
          { label: 'Last tried', cell: job => <TimeAgo at={job.failed_at} /> },
        ]}
      />
    </Section>
  );
}

export const status: Page = {
  path: '/status',
  cache: 'none',
  async load(context) {
    const registries = new Map(context.directory.all().map(registry => [registry.name, registry]));
    return {
      title: 'Freshness',
      description: 'How far each registry has been read, and as of when.',
      view: <Status status={await indexStatus(context)} registryOf={name => registries.get(name)} />,
      noStore: true,
    };
  },
};
