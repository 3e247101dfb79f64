/** What was found of a release: the verdict, the checks with their evidence, the files. */
import type { AttestCheck, AttestOutcome, Verdict } from '../../../ecosystems/attest.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, EmptyState, ExternalLink, Notice, type Tone } from '../../../ui/components/text.tsx';
import { TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { Cut, Downloads, ResultHead } from '../../../ui/components/tool-result.tsx';
import { formatBytes, formatNumber } from '../../../ui/format/numbers.ts';
import { webUrl } from '../../../ui/format/urls.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import { toolOf } from '../../../ui/tools.ts';
import type { AttestAnswer } from '../answer.ts';

export const attestTool = toolOf('attest');

/** Checks of one page. */
const CHECKS = 40;
const FILES = 30;
/** Characters of a file name and of one piece of evidence; the JSON has all. */
const MAX_EVIDENCE = 200;

const TONES: Record<AttestOutcome, Tone> = {
  verified: 'good',
  failed: 'danger',
  unknown: 'warn',
  absent: 'plain',
  'not-offered': 'plain',
};
/** What needs a look comes first. */
const ORDER: readonly AttestOutcome[] = ['failed', 'unknown', 'verified', 'absent', 'not-offered'];

/** The verdict in a few words. */
export function headline({ intact, authentic }: Verdict): string {
  if (intact.answer === 'no') return 'Not intact';
  if (authentic.answer === 'no') return 'Not authentic';
  if (intact.answer === 'yes') return authentic.answer === 'yes' ? 'Intact and authentic' : 'Intact';
  return 'Not known';
}

export function AttestResult({ answer }: { answer: AttestAnswer }) {
  const { purl, registry, name, version, checked_at, verdict, artifacts, checks } = answer;
  const sorted = [...checks].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return (
    <>
      <ResultHead tool={attestTool} title={purl}>
        <p class="head-line">
          <a href={paths.version(registry, name, version)}>
            {name} {version}
          </a>{' '}
          of {registry}, checked <TimeAgo at={checked_at} />
        </p>
      </ResultHead>
      <VerdictNotice verdict={verdict} />
      <Section id="checks" title={`Checks (${formatNumber(checks.length)})`}>
        {checks.length === 0 ? (
          <EmptyState title="There was nothing to check">
            <p>The registry offers neither a digest nor a signature of this release.</p>
          </EmptyState>
        ) : (
          <ul class="rows">
            {sorted.slice(0, CHECKS).map((check, index) => (
              <li key={index}>
                <Check check={check} named={artifacts.length > 1} />
              </li>
            ))}
          </ul>
        )}
        <Cut shown={CHECKS} of={checks.length} what="checks" />
      </Section>
      {artifacts.length > 0 && (
        <Section id="files" title={`Files (${formatNumber(artifacts.length)})`}>
          <Table
            caption="Files of the release"
            rows={artifacts.slice(0, FILES)}
            columns={[
              {
                label: 'File',
                role: 'main',
                cell: file => <ExternalLink url={file.url}>{file.name.slice(0, MAX_EVIDENCE)}</ExternalLink>,
              },
              {
                label: 'Size',
                role: 'number',
                cell: ({ size }) => (size === null ? <Unknown /> : formatBytes(size)),
              },
              {
                label: 'SHA-256',
                cell: ({ digests }) => <code class="wrap">{digests.sha256 ?? 'not calculated'}</code>,
              },
            ]}
          />
          <Cut shown={FILES} of={artifacts.length} what="files" />
        </Section>
      )}
      <Downloads items={[{ label: 'JSON', href: `/api/v1/attest${queryString({ purl })}` }]} />
      <p>
        <a href={paths.tool(attestTool.id)}>Another release</a>
      </p>
    </>
  );
}

function VerdictNotice({ verdict }: { verdict: Verdict }) {
  const { intact, authentic } = verdict;
  const answers = [intact.answer, authentic.answer];
  const tone = answers.includes('no') ? 'danger' : answers.includes('unknown') ? 'plain' : 'good';
  return (
    <Notice tone={tone} title={headline(verdict)}>
      <Facts
        items={[
          { label: `Intact: ${intact.answer}`, value: intact.why },
          { label: `Authentic: ${authentic.answer}`, value: authentic.why },
        ]}
      />
    </Notice>
  );
}

function Check({ check, named }: { check: AttestCheck; named: boolean }) {
  const { title, outcome, detail, artifact, evidence } = check;
  const facts = Object.entries(evidence);
  return (
    <div>
      <div class="row-head">
        <strong>{title}</strong>
        <Badge tone={TONES[outcome]}>{outcome.replace('-', ' ')}</Badge>
        {named && artifact !== null && <span class="row-version">{artifact.slice(0, MAX_EVIDENCE)}</span>}
      </div>
      <p class="small wrap">{detail}</p>
      {facts.length > 0 && (
        <details class="more">
          <summary>Evidence</summary>
          <Facts items={facts.map(([name, value]) => ({ label: wordsOf(name), value: shown(value) }))} />
        </details>
      )}
    </div>
  );
}

/** `logIndex` is `log index`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

function shown(value: string | number | boolean | null) {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (webUrl(value) !== null && !/\s/.test(value)) return <ExternalLink url={value.slice(0, 2_000)} />;
  return <code>{value.length > MAX_EVIDENCE ? `${value.slice(0, MAX_EVIDENCE)}…` : value}</code>;
}
