/** The packages that an advisory is about, with their versions. */
import type { PackageStatement } from '../../../advisories/index.ts';
import { VersionBar, versionBarWords } from '../../../ui/charts/version-bar.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import type { AdvisoryJson } from '../schemas.ts';
import type { JudgedVersion } from '../versions.ts';

export interface ShownPackage {
  ecosystem: string;
  displayName: string;
  /** That which answers about versions first. */
  statements: PackageStatement[];
  ranges: AdvisoryJson['packages'][number]['versions'];
  /** All that are indexed, oldest first; none where they are not, or where too many packages are named. */
  versions: JudgedVersion[];
  /** Page of the package; null where it is not indexed. */
  href: string | null;
}

const RANGES = 20;

export function AffectedPackages({ packages, total }: { packages: ShownPackage[]; total: number }) {
  return (
    <Section id="packages" title={total === 1 ? 'Affected package' : 'Affected packages'}>
      {packages.length === 0 && <EmptyState title="It names no package" />}
      {packages.map((of, index) => (
        <Affected key={index} index={index} of={of} />
      ))}
      <Cut shown={packages.length} of={total} what="packages" />
    </Section>
  );
}

function Affected({ of, index }: { of: ShownPackage; index: number }) {
  const { ecosystem, displayName, ranges, versions, statements, href } = of;
  const [chosen, ...others] = statements;
  return (
    <Section
      id={`package-${index}`}
      title={`${displayName} (${ecosystem})`}
      level={3}
      more={href === null ? undefined : { label: 'The package', href }}
    >
      {ranges.length > 0 && (
        <Table
          caption={`Affected versions of ${displayName}`}
          rows={ranges.slice(0, RANGES)}
          columns={[
            {
              label: 'Affected',
              role: 'main',
              cell: range => <span class="mono wrap">{range.vulnerable_version_range}</span>,
            },
            {
              label: 'First fixed',
              cell: range =>
                range.first_patched_version === null ? (
                  <span class="muted">none named</span>
                ) : (
                  <span class="mono wrap">{range.first_patched_version}</span>
                ),
            },
          ]}
        />
      )}
      <Cut shown={RANGES} of={ranges.length} what="ranges" />
      {chosen && (
        <p class="muted">
          Versions are those of {chosen.source}
          {chosen.because !== null && `: ${chosen.because}`}
          {others.length > 0 && `. Also stated by ${others.map(other => other.source).join(', ')}`}.
        </p>
      )}
      {versions.length > 0 && (
        <VersionBar
          id={`versions-${index}`}
          title={versionBarWords(versions)}
          description={`All indexed versions of ${displayName}, oldest first, with those that are affected filled.`}
          versions={versions}
        />
      )}
    </Section>
  );
}
