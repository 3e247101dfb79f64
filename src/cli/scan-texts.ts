/** What a scan says to people. */
import type { Finding, FindingKind, FixKnowledge, ScanResult } from '../reading/scan/index.ts';
import { count, oneLine, table } from './output.ts';

const TITLES: Readonly<Record<FindingKind, string>> = {
  vulnerable: 'Vulnerable',
  outdated: 'Outdated',
  deprecated: 'Deprecated, yanked or removed',
  license: 'Licences to look at',
  potential: 'Potentially affected by what is repackaged',
  unfunded: 'Critical, and no way to fund it is known',
  unknown: 'Not known',
  unreadable: 'Could not be read',
};
const WORDS: Readonly<Record<FindingKind, string>> = {
  vulnerable: 'vulnerable',
  outdated: 'outdated',
  deprecated: 'deprecated',
  license: 'with a licence to look at',
  potential: 'potentially affected',
  unfunded: 'unfunded',
  unknown: 'not known',
  unreadable: 'unreadable',
};
/** Of what is not known the first are enough to see what kind of packages they are. */
const MAX_UNKNOWN = 20;

/**
 * @param place `path:line` of a finding, or its path.
 * @param fixWords what to change, in a sentence.
 */
export function describeScan(
  result: ScanResult,
  place: (finding: Finding) => string,
  fixWords: (fix: FixKnowledge | null) => string | null,
): string {
  const { project, summary, findings } = result;
  const lines: string[] = [];
  for (const kind of Object.keys(TITLES) as FindingKind[]) {
    const found = findings.filter(finding => finding.kind === kind);
    if (found.length === 0) continue;
    const shown = kind === 'unknown' ? found.slice(0, MAX_UNKNOWN) : found;
    lines.push(
      `${TITLES[kind]} (${count(found.length)})`,
      table(
        shown.map(finding => [
          '',
          ...rowOf(finding),
          ...(finding.kind === 'vulnerable' ? [fixWords(finding.fix) ?? ''] : []),
          [place(finding), wayOf(finding)].filter(Boolean).join('  '),
        ]),
      ),
    );
    if (shown.length < found.length)
      lines.push(`  and ${count(found.length - shown.length)} more (--json lists all)`);
    if (kind === 'license')
      lines.push(
        '  "review" is no verdict: whether a licence fits depends on how the package is used and passed on.',
      );
    const fetchable = found.filter(each => each.kind === 'unknown' && each.reason === 'not-indexed').length;
    if (fetchable > 0)
      lines.push(
        `  --fetch reads ${fetchable === 1 ? 'one' : count(fetchable)} of them from the registries.`,
      );
    lines.push('');
  }
  const name = project?.name ? `${oneLine([project.name, project.version].filter(Boolean).join(' '))}: ` : '';
  lines.push(`${name}${summaryOf(summary)}`);
  return lines.join('\n');
}

function summaryOf({ packages, looked_up, known, elsewhere, findings }: ScanResult['summary']): string {
  const parts = (Object.keys(WORDS) as FindingKind[])
    .filter(kind => findings[kind] > 0)
    .map(kind => `${count(findings[kind])} ${WORDS[kind]}`);
  const counted = [
    `${count(packages)} ${packages === 1 ? 'package' : 'packages'}`,
    looked_up > 0 ? `${count(known)} known` : 'none looked up',
    ...(elsewhere > 0 ? [`${count(elsewhere)} from elsewhere`] : []),
  ];
  return `${counted.join(', ')}; ${parts.length === 0 ? 'nothing found' : parts.join(', ')}`;
}

function rowOf(finding: Finding): string[] {
  const { name, version, message } = finding;
  switch (finding.kind) {
    case 'vulnerable':
      return [
        `${name}${version === null ? '' : ` ${version}`}`,
        finding.advisory.severity ?? 'not rated',
        finding.advisory.fixed === null ? 'no fix known' : `fixed in ${finding.advisory.fixed}`,
        `${finding.advisory.id} ${finding.advisory.title ?? ''}`.trim(),
      ];
    case 'outdated':
      return [name ?? '', version ?? '', finding.latest, finding.step ?? ''];
    case 'license':
      return [`${name}${version === null ? '' : ` ${version}`}`, finding.verdict, message];
    case 'unreadable':
      return [message];
    default:
      return [`${name}${version === null ? '' : ` ${version}`}`, message];
  }
}

/** What of the project's own choices brings it; nothing of what the project asks for itself. */
function wayOf({ via, direct }: Finding): string {
  if (via === null || via.length < 2 || direct === true) return '';
  return `via ${via.slice(0, -1).join(' > ')}`;
}
