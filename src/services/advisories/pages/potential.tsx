/** Distributions' packages that may be affected because of what they repackage. */
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import { paths } from '../../../ui/paths.ts';
import { type Repackage, sortedOut } from '../repackages.ts';

const MOST = 50;

/** On the page of an advisory; nothing where no distribution repackages what it is about. */
export function PotentiallyAffected({ repackages }: { repackages: readonly Repackage[] }) {
  if (repackages.length === 0) return null;
  const { potentiallyAffected, unknown, notAffected, stated } = sortedOut(repackages);
  return (
    <Section id="potentially-affected" title="Potentially affected distribution packages">
      <p class="muted">
        They likely repackage what is affected, by their names, addresses and versions. A distribution may
        have mended its package without changing upstream's version: where it says so itself, its word counts.
      </p>
      {potentiallyAffected.length === 0 && <p>None of those that are indexed.</p>}
      <RepackageTable caption="Potentially affected" of={potentiallyAffected} subject="package" />
      <RepackageTable caption="Said by the distribution itself" of={stated} subject="package" />
      <RepackageTable caption="Not told by the version" of={unknown} subject="package" />
      {notAffected.length > 0 && (
        <p class="muted">
          Not by upstream's version:{' '}
          {notAffected
            .slice(0, MOST)
            .map(of => `${of.distributed.row.name} ${of.version} (${of.distributed.registry.name})`)
            .join(', ')}
          .
        </p>
      )}
      <Cut shown={MOST} of={notAffected.length} what="packages that are not" />
    </Section>
  );
}

/** On the tab of a distribution's package; nothing where no advisory about what it repackages concerns it. */
export function PotentialAdvisories({ repackages }: { repackages: readonly Repackage[] }) {
  const { potentiallyAffected, unknown, stated } = sortedOut(repackages);
  if (potentiallyAffected.length + unknown.length + stated.length === 0) return null;
  return (
    <Section id="potentially-affected" title="Advisories about what it repackages">
      <RepackageTable caption="May affect it" of={potentiallyAffected} subject="advisory" />
      <RepackageTable caption="Said by the distribution itself" of={stated} subject="advisory" />
      <RepackageTable caption="Not told by the version" of={unknown} subject="advisory" />
    </Section>
  );
}

function RepackageTable({
  caption,
  of: list,
  subject,
}: {
  caption: string;
  of: readonly Repackage[];
  subject: 'package' | 'advisory';
}) {
  if (list.length === 0) return null;
  return (
    <>
      <h3>{caption}</h3>
      <Table
        caption={caption}
        rows={list.slice(0, MOST)}
        columns={[
          subject === 'package'
            ? {
                label: 'Package',
                role: 'main',
                cell: ({ distributed: { registry, row }, version }) => (
                  <a href={paths.package(registry.name, row.name, 'advisories')}>
                    {row.name} {version} ({registry.name})
                  </a>
                ),
              }
            : {
                label: 'Advisory',
                role: 'main',
                cell: ({ advisory: { uid, title } }) => (
                  <a href={paths.advisory(uid)}>{(title ?? uid).slice(0, 200)}</a>
                ),
              },
          { label: 'Evidence', cell: of => <span class="wrap">{of.evidence.join('; ')}</span> },
          { label: 'By the distribution', cell: of => <span class="wrap">{statedWords(of)}</span> },
        ]}
      />
      <Cut shown={MOST} of={list.length} what="rows" />
    </>
  );
}

function statedWords({ stated }: Repackage) {
  if (stated === null) return <span class="muted">nothing</span>;
  const { by, verdict } = stated;
  const { nearest } = verdict.fixed;
  return (
    <>
      {verdict.verdict === 'affected' ? 'affected' : 'not affected'}
      {nearest !== null && `, fixed in ${nearest}`}:{' '}
      <a href={paths.advisory(by.advisory.uid)}>{by.advisory.uid}</a>
    </>
  );
}
