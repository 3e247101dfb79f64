/** From what a project consists of and what an index knows of it to what somebody should look at. */
import { type Inventory, type InventoryItem, keyOf } from '../inventory/index.ts';
import { askedAs, purlType } from './asked.ts';
import { fixWords } from './fixes.ts';
import { judgeLicense, type ProjectLicense, projectLicense } from './licenses.ts';
import { behind } from './outdated.ts';
import {
  type AdvisoryKnowledge,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type FixKnowledge,
  type PackageKnowledge,
  type PotentialKnowledge,
  type ScanResult,
} from './types.ts';
import { waysTo } from './ways.ts';

/** What is needed to build, test or write a project is not passed on with it: its licence asks nothing of the project's. */
const NOT_PASSED_ON = new Set(['development', 'dev', 'test', 'build', 'docs']);

/**
 * @param knowledge rows of a lookup by the purls that `askedAs` gives; what is not in it was not asked.
 * @param fixes by the same purls, of those that are affected.
 */
export function scanFindings(
  inventory: Inventory,
  knowledge: ReadonlyMap<string, PackageKnowledge>,
  fixes: ReadonlyMap<string, FixKnowledge> = new Map(),
): ScanResult {
  const { items, project, failed } = inventory;
  const license = projectLicense(project?.license ?? null, project?.ecosystem);
  const wayTo = waysTo(inventory);
  const findings: Finding[] = [];
  const summary = { packages: items.length, looked_up: 0, known: 0, elsewhere: 0 };
  const packages = new Set<string>();
  for (const item of items) {
    const asked = askedAs(item);
    if (asked === null) {
      summary.elsewhere++;
      continue;
    }
    const row = knowledge.get(asked);
    if (!row) continue;
    summary.looked_up++;
    if (row.package) summary.known++;
    const base = baseOf(item, wayTo(keyOf(item)), row);
    for (const advisory of row.advisories ?? [])
      findings.push(vulnerable(base, advisory, fixes.get(asked) ?? null));
    for (const advisory of row.potentially_affected ?? []) findings.push(potential(base, advisory));
    findings.push(...ofItem(item, base, row, license));
    // What is said of a package is said once, not for each of its versions.
    if (row.package && !packages.has(item.packagePurl ?? asked)) {
      packages.add(item.packagePurl ?? asked);
      findings.push(...ofPackage(base, row.package));
    }
  }
  for (const each of failed) findings.push(unreadable(each));
  findings.sort(byImportance);
  const counts = Object.fromEntries(FINDING_KINDS.map(kind => [kind, 0])) as Record<FindingKind, number>;
  for (const { kind } of findings) counts[kind]++;
  return {
    project: project && { name: project.name, version: project.version, license: project.license },
    summary: { ...summary, findings: counts },
    findings,
  };
}

type Base = Omit<Extract<Finding, { kind: 'outdated' }>, 'kind' | 'latest' | 'step' | 'message'>;

function baseOf(item: InventoryItem, via: string[] | null, row: PackageKnowledge): Base {
  const { purl, packagePurl, ecosystem, name, version, manifests, direct } = item;
  return {
    purl: purl ?? packagePurl,
    ecosystem,
    name,
    version,
    manifests,
    direct,
    via,
    as_of: row.package?.last_synced_at ?? null,
  };
}

function vulnerable(base: Base, advisory: AdvisoryKnowledge, known: FixKnowledge | null): Finding {
  const { id, title, severity, kev, verdict, fixed } = advisory;
  const parts = [
    `${id}${severity === null ? '' : ` (${severity})`}: ${title ?? 'no title'}`,
    ...(verdict === 'affected' ? [] : ['whether this version is affected cannot be told']),
    ...(kev ? ['known to be exploited'] : []),
    fixed === null ? 'no fixed version is known' : `fixed in ${fixed}`,
  ];
  const fix = verdict === 'affected' ? known : null;
  const words = fixWords(fix);
  const message = [...parts, ...(words === null ? [] : [words])].join('; ');
  return { ...base, kind: 'vulnerable', advisory, fix, message };
}

function potential(base: Base, advisory: PotentialKnowledge): Finding {
  const { id, title, severity, kev, upstream, first_fixed } = advisory;
  const parts = [
    `potentially affected: ${base.name} repackages ${upstream}, which ${id}${severity === null ? '' : ` (${severity})`} affects: ${title ?? 'no title'}`,
    ...(kev ? ['known to be exploited'] : []),
    first_fixed === null ? 'no fixed version of upstream is known' : `fixed in ${first_fixed} of upstream`,
    'the distribution says nothing of it',
  ];
  return { ...base, kind: 'potential', advisory, message: parts.join('; ') };
}

function ofItem(item: InventoryItem, base: Base, row: PackageKnowledge, project: ProjectLicense): Finding[] {
  const found = row.package;
  if (!found) return [{ ...base, kind: 'unknown', ...unknownOf(row) }];
  const findings: Finding[] = [];
  const latest = found.latest_release_number;
  const type = base.purl === null ? null : purlType(base.purl);
  const older =
    item.version === null || latest === null || type === null ? null : behind(type, item.version, latest);
  if (older && latest !== null) {
    const message = `${item.version} is older than ${latest}${older.step === null ? '' : ` (${older.step})`}`;
    findings.push({ ...base, kind: 'outdated', latest, step: older.step, message });
  }
  if (row.status === 'missing' && row.reason === 'version')
    findings.push({
      ...base,
      kind: 'unknown',
      reason: 'version',
      message: `the index has the package but no version ${item.version}`,
    });
  const status = row.version?.status ?? null;
  if (status !== null)
    findings.push({
      ...base,
      kind: 'deprecated',
      what: 'version',
      status,
      message: `version ${item.version} is ${status}`,
    });
  if (item.type === null || !NOT_PASSED_ON.has(item.type)) {
    const verdict = judgeLicense(project, row.version?.licenses ?? found.licenses, item.ecosystem);
    if (verdict) {
      const { why, ...rest } = verdict;
      findings.push({ ...base, kind: 'license', ...rest, message: why });
    }
  }
  return findings;
}

function ofPackage(base: Base, found: NonNullable<PackageKnowledge['package']>): Finding[] {
  const findings: Finding[] = [];
  const { status, critical, dependent_packages_count: dependents } = found;
  if (status !== null)
    findings.push({
      ...base,
      kind: 'deprecated',
      what: 'package',
      status,
      message: `the package is ${status}`,
    });
  if (critical && found.funding_links.length === 0)
    findings.push({
      ...base,
      kind: 'unfunded',
      dependents,
      message: `critical (${dependents.toLocaleString('en-US')} packages depend on it), and no way to fund it is known`,
    });
  return findings;
}

const REASONS: Readonly<Record<string, string>> = {
  'not-indexed': 'not in the index yet',
  'not-in-registry': 'its registry does not know it',
  'unsupported-type': 'the index has no registry of this type',
  'unknown-registry': 'the index does not have this registry',
  fetching: 'being fetched',
  queued: 'queued to be fetched',
  'registry-unreachable': 'its registry could not be asked',
  ambiguous: 'several registries have it',
};

function unknownOf({ status, reason, error }: PackageKnowledge): { reason: string; message: string } {
  const known = status === 'missing' || status === 'pending' ? (reason ?? status) : status;
  return { reason: known, message: REASONS[known] ?? error ?? known };
}

function unreadable({ path, message, line }: Inventory['failed'][number]): Finding {
  return {
    kind: 'unreadable',
    line,
    purl: null,
    ecosystem: null,
    name: null,
    version: null,
    manifests: [path],
    direct: null,
    via: null,
    message,
    as_of: null,
  };
}

const ORDER = Object.fromEntries(FINDING_KINDS.map((kind, at) => [kind, at])) as Record<FindingKind, number>;
const STEPS = ['major', 'minor', 'patch'];

function byImportance(a: Finding, b: Finding): number {
  return (
    ORDER[a.kind] - ORDER[b.kind] ||
    Number(b.direct === true) - Number(a.direct === true) ||
    weight(a) - weight(b) ||
    order(a.name ?? '', b.name ?? '') ||
    order(a.version ?? '', b.version ?? '')
  );
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none'];

/** Exploited ones first, then by severity; what cannot be told comes after what is certain. */
function urgency({ kev, severity, verdict }: AdvisoryKnowledge): number {
  const at = SEVERITIES.indexOf(severity ?? '');
  const rank = at === -1 ? SEVERITIES.length : at;
  return (kev ? 0 : 100) + (verdict === 'affected' ? 0 : 10) + rank;
}

/** Within a kind: certain before possible, large steps before small ones. */
function weight(finding: Finding): number {
  if (finding.kind === 'license') return finding.verdict === 'conflict' ? 0 : 1;
  if (finding.kind === 'vulnerable') return urgency(finding.advisory);
  if (finding.kind !== 'outdated') return 0;
  const at = STEPS.indexOf(finding.step ?? '');
  return at === -1 ? STEPS.length : at;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
