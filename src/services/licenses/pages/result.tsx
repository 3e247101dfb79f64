/** Which licences there are, where it says so, and whether these places agree. */
import type { Static } from 'typebox';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, EmptyState, ExternalLink, Notice, type Tone } from '../../../ui/components/text.tsx';
import { Cut, Downloads } from '../../../ui/components/tool-result.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { JobHead, type ResultContext } from '../../tool-pages.tsx';
import type { LicensesResults } from '../schemas.ts';

type Results = Static<typeof LicensesResults>;

const FILES = 200;
const TAGS = 100;
const DECLARED = 100;

const VERDICTS: Record<string, { tone: Tone; title: string }> = {
  agree: { tone: 'good', title: 'Texts, tags and manifests agree' },
  partly: { tone: 'warn', title: 'They agree in part' },
  conflict: { tone: 'danger', title: 'They contradict each other' },
  single: { tone: 'plain', title: 'Only one place says which licence applies' },
  none: { tone: 'warn', title: 'No licence was found' },
};

export function LicensesResult(view: ResultContext) {
  const results = view.results as Results;
  const { agreement, licenses, matched_files, headers, metadata, incomplete } = results;
  const verdict = VERDICTS[agreement.outcome] ?? { tone: 'plain' as const, title: agreement.outcome };
  const names = [...new Set([...agreement.texts, ...agreement.metadata, ...agreement.headers])];
  return (
    <>
      <JobHead tool={view.tool} job={view.job}>
        <p class="lead">{names.length === 0 ? 'No licence is stated.' : names.slice(0, 20).join(', ')}</p>
      </JobHead>
      <Notice tone={verdict.tone} title={verdict.title}>
        {agreement.explanation.length > 0 ? (
          <ul class="bullets">
            {agreement.explanation.map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        ) : (
          explained(agreement.outcome)
        )}
      </Notice>
      {incomplete !== null && (
        <Notice tone="warn" title="Not everything was read">
          {incomplete}
        </Notice>
      )}
      {names.length === 0 && <Nothing />}
      {licenses.length > 0 && (
        <Section id="licences" title="Licences">
          <ul class="bullets">
            {licenses.map(({ key, spdx_id, name, url, osi_approved }) => (
              <li key={key}>
                {url === null ? name : <ExternalLink url={url}>{name}</ExternalLink>}
                {spdx_id !== name && <span class="row-version"> {spdx_id}</span>}{' '}
                {osi_approved === true && <Badge tone="good">OSI approved</Badge>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Texts files={matched_files} />
      <Declared metadata={metadata} />
      <Tags headers={headers} examined={results.examined_files} />
      <Downloads items={[{ label: 'JSON', href: view.apiHref, note: 'with all texts' }]} />
    </>
  );
}

function explained(outcome: string): string {
  if (outcome === 'agree') return 'What manifests declare is what the texts say.';
  if (outcome === 'single') return 'There is nothing to compare it with.';
  if (outcome === 'none') return 'Without a licence others may not use it, whatever they can see.';
  return 'Look at the lists below.';
}

function Nothing() {
  return (
    <EmptyState title="Neither a text, nor a tag, nor a declaration">
      <p>Is it the whole archive? Licences of images, fonts and compiled programs are not looked for.</p>
    </EmptyState>
  );
}

function Texts({ files }: { files: Results['matched_files'] }) {
  if (files.length === 0) return null;
  return (
    <Section id="texts" title="Licence texts">
      <Table
        caption="Files that hold licence texts"
        rows={files.slice(0, FILES)}
        columns={[
          { label: 'File', role: 'main', cell: file => file.filename },
          {
            label: 'Licence',
            cell: ({ matches }) =>
              matches.length === 0 ? (
                <span class="muted">none that is known</span>
              ) : (
                <ul>
                  {matches.slice(0, 10).map(({ id, alternatives, confidence }) => (
                    <li key={id}>
                      {id}{' '}
                      {alternatives.length > 0 && <span class="edge-note">or {alternatives.join(', ')}</span>}{' '}
                      <Confidence value={confidence} of={id} />
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <Cut shown={FILES} of={files.length} what="files" />
    </Section>
  );
}

/** @param value per cent. */
function Confidence({ value, of }: { value: number; of: string }) {
  return (
    <span class="confidence">
      <meter
        min={0}
        max={100}
        low={95}
        high={99}
        optimum={100}
        value={value}
        aria-label={`How sure: ${of}`}
      />{' '}
      <small>{value}%</small>
    </span>
  );
}

function Declared({ metadata }: { metadata: Results['metadata'] }) {
  if (metadata.length === 0) return null;
  return (
    <Section id="declared" title="Declared by manifests">
      <Table
        caption="What manifests declare"
        rows={metadata.slice(0, DECLARED)}
        columns={[
          { label: 'File', role: 'main', cell: each => each.path },
          { label: 'Ecosystem', cell: each => each.ecosystem },
          { label: 'As written', cell: each => each.declared },
          {
            label: 'Means',
            cell: each => each.expression ?? <Badge tone="warn">no SPDX expression</Badge>,
          },
        ]}
      />
      <Cut shown={DECLARED} of={metadata.length} what="declarations" />
    </Section>
  );
}

function Tags({ headers, examined }: { headers: Results['headers']; examined: number }) {
  if (headers.length === 0) return null;
  return (
    <Section id="tags" title="Tags in source files">
      <p class="head-line">
        {countOf(examined, 'file was', 'files were')} looked at for SPDX-License-Identifier.
      </p>
      <Table
        caption="SPDX tags"
        rows={headers.slice(0, TAGS)}
        columns={[
          {
            label: 'Expression',
            role: 'main',
            cell: each => (
              <>
                {each.expression} {!each.valid && <Badge tone="warn">not valid</Badge>}
              </>
            ),
          },
          { label: 'Files', role: 'number', cell: each => formatNumber(each.files) },
          { label: 'For example', cell: each => each.examples.slice(0, 3).join(', ') },
        ]}
      />
      <Cut shown={TAGS} of={headers.length} what="expressions" />
    </Section>
  );
}
