/**
 * Fixes of a package, https://gitlab.alpinelinux.org/alpine/infra/docker/secdb: by the version that brought them, the vulnerabilities.
 * What is not fixed is not there. The version `0` says that the package never was affected.
 */
import type { AdvisoryRecord } from '../../core/advisories.ts';
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { schemeOf } from '../../versions/index.ts';
import { idOf } from '../fields.ts';
import { MAX_IDS, MAX_NAME, MAX_VERSION } from '../limits.ts';
import { newNotes } from '../notes.ts';
import { emptyAffected, emptyRecord } from '../record.ts';

export interface Branch {
  /** `v3.20`, `edge`. */
  release: string;
  /** `main`, `community`. */
  repository: string;
}

/** @throws UpstreamError `malformed` where the document does not say what branch it is. */
export function branchOf(document: JsonDocument, path: string): Branch {
  const [release, repository] = [idOf(document.distroversion), idOf(document.reponame)];
  if (release === null || repository === null)
    throw new UpstreamError('malformed', `${path}: it names no branch of a repository`);
  return { release, repository };
}

/** In upper case, a dash, and more: `CVE-2024-1234`, `XSA-123`, `GHSA-aaaa-bbbb-cccc`. */
const IDENTIFIER = /^[A-Z][A-Z0-9]{1,15}-[A-Za-z0-9][A-Za-z0-9-]{0,60}$/;

interface Fix {
  version: string;
  /** What else the entry calls it. */
  others: Set<string>;
}

/**
 * A record for each vulnerability that the package has fixed in the branch, or what is wrong with the entry. A vulnerability that
 * stands under several versions is fixed by the last of them: the ones before did not do.
 */
export function packageRecords(value: unknown, branch: Branch): AdvisoryRecord[] | string {
  const name = idOf(memberOf(value, 'name'));
  const secfixes = memberOf(value, 'secfixes');
  if (name === null || name.length > MAX_NAME) return 'a package without a name';
  if (!isJsonObject(secfixes))
    return secfixes === null || secfixes === undefined ? [] : `${name}: fixes that are no mapping`;
  const notes = newNotes();
  const fixes = new Map<string, Fix>();
  for (const [written, list] of Object.entries(secfixes)) {
    const version = written.trim();
    if (version === '' || version.length > MAX_VERSION || !version.isWellFormed()) {
      notes.add('a version of the package is none');
      continue;
    }
    for (const entry of entriesOf(list)) addFix(entry, version, fixes);
  }
  const records = [...fixes].flatMap(
    ([vulnerability, fix]) => recordOf(name, vulnerability, fix, branch) ?? [],
  );
  for (const record of records) record.warnings = notes.list();
  return records;
}

function entriesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, MAX_IDS)
    .filter((entry): entry is string => typeof entry === 'string' && entry.length <= MAX_NAME);
}

/** `CVE-2019-1 XSA-12`, `CVE-2017-2616 (+ regression fix)`: the CVEs of an entry, else its first identifier. */
function addFix(entry: string, version: string, fixes: Map<string, Fix>): void {
  const identifiers = entry.split(/[\s,;()]+/).filter(word => IDENTIFIER.test(word));
  const cves = identifiers.filter(word => word.startsWith('CVE-'));
  const others = identifiers.filter(word => !word.startsWith('CVE-'));
  for (const vulnerability of cves.length > 0 ? cves : others.slice(0, 1)) {
    const known = fixes.get(vulnerability);
    const fix = known ?? { version, others: new Set<string>() };
    if (known !== undefined && isLater(version, known.version)) known.version = version;
    for (const other of others) if (other !== vulnerability) fix.others.add(other);
    fixes.set(vulnerability, fix);
  }
}

const apk = schemeOf('apk');

/** A version comes after `0`, which is none. Of two that cannot be compared the first stays. */
function isLater(version: string, other: string): boolean {
  if (version === '0' || other === '0') return other === '0' && version !== '0';
  const isRead = apk?.isValid(version) === true && apk.isValid(other);
  return isRead && apk.compare(version, other) > 0;
}

function recordOf(name: string, vulnerability: string, fix: Fix, branch: Branch): AdvisoryRecord | null {
  const { release, repository } = branch;
  const id = idOf(`${release}/${repository}/${name}/${vulnerability}`);
  if (id === null) return null;
  const record = emptyRecord('alpine', id);
  record.upstream = [vulnerability, ...fix.others];
  record.url = `https://security.alpinelinux.org/vuln/${encodeURIComponent(vulnerability)}`;
  const named = { ecosystem: 'alpine', ecosystemName: `Alpine:${release}`, release };
  const affected = emptyAffected(named, name);
  affected.status = fix.version === '0' ? 'not-affected' : 'resolved';
  if (fix.version !== '0')
    affected.ranges = [
      { type: 'ECOSYSTEM', repo: null, events: [{ introduced: '0' }, { fixed: fix.version }] },
    ];
  record.affected = [affected];
  return record;
}
