/** What the sources of an advisory say, side by side. */
import type { FullAdvisory } from '../../../store/advisory-queries.ts';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { ExternalLink } from '../../../ui/components/text.tsx';
import { Day, Unknown } from '../../../ui/components/time.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import { paths } from '../../../ui/paths.ts';

/** Rows of each table. */
const MOST = 50;
const REFERENCES = 75;

type Document = FullAdvisory['document'];

export function Severities({ severity }: { severity: Document['severity'] }) {
  const { stated, because, score, rating, vector } = severity;
  if (stated.length === 0) return null;
  return (
    <Section id="severities" title="How severe it is">
      <p>
        Shown is {rating ?? 'no rating'}
        {score !== null && ` with a score of ${score}`}
        {because !== null && `, for this reason: ${because}`}.
      </p>
      <Table
        caption="Severities that are stated"
        rows={stated.slice(0, MOST)}
        columns={[
          { label: 'Source', role: 'main', cell: of => `${of.source} (${of.record})` },
          {
            label: 'States',
            cell: of => (
              <span class="mono wrap">
                {of.value.slice(0, 300)}
                {of.value === vector && ' (shown)'}
              </span>
            ),
          },
          { label: 'Score', role: 'number', cell: of => of.score ?? <span class="muted">none</span> },
          { label: 'Rating', cell: of => of.rating ?? <Unknown /> },
          { label: 'As of', cell: of => <Day at={of.at} /> },
        ]}
      />
      <Cut shown={MOST} of={stated.length} what="severities" />
    </Section>
  );
}

interface Moment {
  at: string;
  what: string;
}

/** What happened when, oldest first. */
function momentsOf({ document, kevAddedAt, createdAt, updatedAt }: FullAdvisory): Moment[] {
  const moments = document.records.flatMap(({ source, id, publishedAt, modifiedAt, withdrawnAt }) => [
    { at: publishedAt, what: `published by ${source} as ${id}` },
    { at: modifiedAt, what: `last changed by ${source} (${id})` },
    { at: withdrawnAt, what: `withdrawn by ${source} (${id})` },
  ]);
  return [
    ...moments,
    { at: kevAddedAt, what: 'known to be exploited, by CISA' },
    { at: createdAt, what: 'first indexed here' },
    { at: updatedAt, what: 'last changed here' },
  ]
    .filter((moment): moment is Moment => moment.at !== null)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export function Timeline({ advisory }: { advisory: FullAdvisory }) {
  const moments = momentsOf(advisory);
  return (
    <Section id="timeline" title="Timeline">
      <Table
        caption="What happened when"
        rows={moments.slice(0, MOST)}
        columns={[
          { label: 'Day', role: 'main', cell: ({ at }) => <Day at={at} /> },
          { label: 'Event', cell: ({ what }) => <span class="wrap">{what}</span> },
        ]}
      />
      <Cut shown={MOST} of={moments.length} what="events" />
    </Section>
  );
}

export function Identifiers({ advisory: { identifiers, document } }: { advisory: FullAdvisory }) {
  return (
    <Section id="identifiers" title="Identifiers">
      <IdList ids={identifiers} href={null} />
      {document.cwes.length > 0 && (
        <p class="muted">Kinds of weakness: {document.cwes.slice(0, MOST).join(', ')}</p>
      )}
      {document.upstream.length > 0 && (
        <>
          <h3>It follows</h3>
          <IdList ids={document.upstream} href={paths.advisory} />
        </>
      )}
      {document.related.length > 0 && (
        <>
          <h3>Related</h3>
          <IdList ids={document.related} href={paths.advisory} />
        </>
      )}
    </Section>
  );
}

function IdList({ ids, href }: { ids: string[]; href: ((id: string) => string) | null }) {
  return (
    <>
      <ul class="tags">
        {ids.slice(0, MOST).map(id => (
          <li key={id}>
            {href === null ? (
              <span>{id}</span>
            ) : (
              <a href={href(id)} rel="nofollow">
                {id}
              </a>
            )}
          </li>
        ))}
      </ul>
      <Cut shown={MOST} of={ids.length} what="identifiers" />
    </>
  );
}

export function Sources({ advisory: { document } }: { advisory: FullAdvisory }) {
  const { records, warnings } = document;
  const odd = [...warnings, ...records.flatMap(of => of.warnings.map(text => `${of.source}: ${text}`))];
  return (
    <Section id="sources" title="Sources">
      <Table
        caption="Records that it is made of"
        rows={records.slice(0, MOST)}
        columns={[
          {
            label: 'Record',
            role: 'main',
            cell: ({ id, url }) => (url === null ? id : <ExternalLink url={url}>{id}</ExternalLink>),
          },
          { label: 'Source', cell: of => of.source },
          { label: 'Published', cell: of => <Day at={of.publishedAt} /> },
          {
            label: 'Withdrawn',
            cell: of =>
              of.withdrawnAt === null ? <span class="muted">no</span> : <Day at={of.withdrawnAt} />,
          },
          { label: 'Licence', cell: of => of.license ?? <Unknown /> },
        ]}
      />
      <Cut shown={MOST} of={records.length} what="records" />
      {odd.length > 0 && (
        <details class="more">
          <summary>What was odd about them</summary>
          <ul class="bullets">
            {odd.slice(0, MOST).map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

export function References({ references }: { references: Document['references'] }) {
  if (references.length === 0) return null;
  return (
    <Section id="references" title="References">
      <ul class="bullets">
        {references.slice(0, REFERENCES).map(({ type, url }) => (
          <li key={url}>
            <ExternalLink url={url}>{url.slice(0, 200)}</ExternalLink>{' '}
            <small class="muted">{type.toLowerCase()}</small>
          </li>
        ))}
      </ul>
      <Cut shown={REFERENCES} of={references.length} what="references" />
    </Section>
  );
}
