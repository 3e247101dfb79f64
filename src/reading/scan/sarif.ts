/** Findings as SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import { createHash } from 'node:crypto';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { FINDING_KINDS, type Finding, type FindingKind } from './types.ts';

export type SarifLog = Log;

export interface SarifOptions {
  toolVersion: string;
  /** The line of a file on which a finding's package stands, from 1; null where it is not known. */
  lineOf?(path: string, finding: Finding): number | null;
}

type Level = NonNullable<Result['level']>;

export const RULES: Readonly<Record<FindingKind, { title: string; help: string; level: Level }>> = {
  vulnerable: {
    title: 'An advisory affects the version',
    help: 'A security advisory says that the locked version is affected, or it cannot be told whether it is. What to change is told with each: of a package that something else brings, which direct dependency to upgrade to which version, or whether updating the lockfile will do.',
    level: 'error',
  },
  outdated: {
    title: 'A newer version of the package is out',
    help: "The locked version is older than the latest one, by the order of the package's own ecosystem.",
    level: 'note',
  },
  deprecated: {
    title: 'The package or the version is deprecated, yanked or removed',
    help: 'Its registry says so. Choose another version, or look for what takes its place.',
    level: 'warning',
  },
  license: {
    title: 'The licence of the package needs a look beside that of the project',
    help: "Licences that their author holds to be incompatible are errors. Everything else is for a person to judge: a copyleft that the project's licence does not fulfil, a licence that does not allow every use, and one that is not known.",
    level: 'warning',
  },
  potential: {
    title: 'What the package repackages is affected',
    help: "An advisory affects the version of upstream that the distribution's package likely holds, and the distribution says nothing of it: it may have mended it. The evidence is told with each.",
    level: 'note',
  },
  unfunded: {
    title: 'Many depend on the package, and no way to fund it is known',
    help: 'It is among the critical packages of its registry, and its registry names no funding link.',
    level: 'note',
  },
  unknown: {
    title: 'The index does not know the package',
    help: 'Nothing can be said of it. `--fetch` reads it from its registry.',
    level: 'note',
  },
  unreadable: {
    title: 'The manifest cannot be read',
    help: 'What it names was not looked at.',
    level: 'error',
  },
};

/** One run. Every finding has a location for each file that names the package, and a fingerprint that outlives new lines. */
export function sarifOf(findings: readonly Finding[], { toolVersion, lineOf }: SarifOptions): SarifLog {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'ecosystems', semanticVersion: toolVersion, rules: FINDING_KINDS.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => resultOf(finding, lineOf)),
      },
    ],
  };
}

function ruleOf(kind: FindingKind): ReportingDescriptor {
  const { title, help, level } = RULES[kind];
  return {
    id: kind,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level },
  };
}

function resultOf(finding: Finding, lineOf: SarifOptions['lineOf']): Result {
  const { kind, purl, manifests, via, message, as_of } = finding;
  const name = finding.name === null ? '' : `${finding.name}: `;
  const brought = via !== null && via.length > 1 ? ` Brought by ${via.join(' > ')}.` : '';
  return {
    ruleId: kind,
    ruleIndex: FINDING_KINDS.indexOf(kind),
    level: levelOf(finding),
    message: { text: `${name}${message.replace(/\.$/, '')}.${brought}` },
    locations: manifests.map(path => locationOf(path, lineOf?.(path, finding) ?? null)),
    partialFingerprints: { 'finding/v1': fingerprintOf(finding) },
    properties: {
      ...(purl === null ? {} : { purl }),
      ...(as_of === null ? {} : { asOf: as_of }),
      // SARIF's own `fixes` are edits of files, and what to write into a manifest is the project's choice.
      ...(finding.kind === 'vulnerable' && finding.fix !== null && { fix: finding.fix }),
    },
  };
}

function levelOf(finding: Finding): Level {
  if (finding.kind === 'vulnerable')
    return finding.advisory.verdict === 'affected' && finding.advisory.severity !== 'low'
      ? 'error'
      : 'warning';
  if (finding.kind === 'license') return finding.verdict === 'conflict' ? 'error' : 'warning';
  return RULES[finding.kind].level;
}

function locationOf(path: string, line: number | null): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path) },
      ...(line === null ? {} : { region: { startLine: line } }),
    },
  };
}

/** A relative reference whose segments are encoded; the first one never reads as a scheme. */
function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeSegment).join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed());
}

function fingerprintOf(finding: Finding): string {
  const { kind, purl, manifests } = finding;
  const what = 'advisory' in finding ? [finding.advisory.id] : [];
  return createHash('sha256')
    .update(JSON.stringify([kind, purl, manifests, ...what]))
    .digest('hex')
    .slice(0, 32);
}
