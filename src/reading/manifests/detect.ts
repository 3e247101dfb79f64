/**
 * Which format a file is of, by its path, and by its beginning where several formats share a name. Each platform whose formats
 * match answers once, in the order of platforms' names, as several may read one file (`control`, `package.json` ...).
 */
import type { FileMatch, ManifestKind, ManifestSet, ManifestSlot } from '../../ecosystems/manifest.ts';
import { MAGIC_LENGTH } from '../../ecosystems/manifest.ts';
import { manifestSets } from '../../ecosystems/manifests.ts';

export interface Detected {
  platform: string;
  /** Id of the format. */
  format: string;
  kind: ManifestKind;
  /** True where only the beginning of the file tells whether it is of the format. */
  needsContent: boolean;
}

/** One format that may read a file, with how to load its reader. */
export interface Candidate {
  set: ManifestSet;
  slot: ManifestSlot;
  /** Position of the slot among its platform's. */
  order: number;
}

interface Rule extends Candidate {
  match: FileMatch;
}

/** Longest path that any system has; a longer one names no file. */
const MAX_PATH = 4096;
/** Characters at a file's beginning that content tests see. */
export const HEAD_LENGTH = 65_536;

const sets: readonly ManifestSet[] = [...manifestSets].sort((a, b) => (a.platform < b.platform ? -1 : 1));

/**
 * Rules by the last segment of the name they ask for, and by the last extension of their suffix, both in lower case, so that a
 * path meets only the few rules that can match it.
 */
const byName = new Map<string, Rule[]>();
const bySuffix = new Map<string, Rule[]>();
const others: Rule[] = [];
/** Formats whose files may have any name. */
const byMagic: Candidate[] = [];

for (const set of sets) {
  for (const [order, slot] of set.formats.entries()) {
    if (slot.magic) byMagic.push({ set, slot, order });
    for (const match of slot.files) {
      const rule = { set, slot, order, match };
      if (match.name !== undefined) put(byName, baseName(match.name).toLowerCase(), rule);
      else if (match.suffix !== undefined) put(bySuffix, extensionOf(match.suffix), rule);
      else others.push(rule);
    }
  }
}

/**
 * The formats whose file names match a path, one a platform: the first of its list. Of a format that is told by its content, and
 * of those after it, the content decides.
 */
export function detect(path: string): Detected[] {
  return candidatesOf(path).flatMap(group => {
    const first = group[0] as Candidate;
    const needsContent = first.slot.content !== undefined;
    return [{ platform: first.set.platform, format: first.slot.id, kind: first.slot.kind, needsContent }];
  });
}

/** The formats that may read a file, grouped by platform, each group in the platform's order. */
export function candidatesOf(path: string): Candidate[][] {
  if (path.length > MAX_PATH) return [];
  const base = baseName(path).toLowerCase();
  const found: Rule[] = [];
  for (const rule of byName.get(base) ?? []) if (matches(rule.match, path)) found.push(rule);
  for (const rule of bySuffix.get(extensionOf(base)) ?? []) if (matches(rule.match, path)) found.push(rule);
  for (const rule of others) if (matches(rule.match, path)) found.push(rule);
  if (found.length <= 1) return found.length === 0 ? [] : [found];
  const groups = new Map<string, Candidate[]>();
  found.sort((a, b) => a.order - b.order);
  for (const rule of found) {
    const group = groups.get(rule.set.platform);
    if (!group) groups.set(rule.set.platform, [rule]);
    else if (!group.some(other => other.slot === rule.slot)) group.push(rule);
  }
  return [...groups.values()].sort((a, b) =>
    (a[0] as Candidate).set.platform < (b[0] as Candidate).set.platform ? -1 : 1,
  );
}

/** The formats that files of any name may have and that begin like these bytes, one a platform. */
export function candidatesByMagic(bytes: Uint8Array): Candidate[][] {
  const head = bytes.subarray(0, MAGIC_LENGTH);
  return byMagic.flatMap(candidate => (candidate.slot.magic?.(head) ? [[candidate]] : []));
}

/** Most bytes that formats which are told by their first bytes take. */
export function maxBytesByMagic(): number {
  return Math.max(...byMagic.map(({ slot }) => slot.maxBytes ?? 0));
}

/** The candidate of a group that reads this content; null where none does. */
export function chosenFor(group: readonly Candidate[], head: () => string): Candidate | null {
  return group.find(({ slot }) => slot.content === undefined || slot.content(head())) ?? null;
}

/** All formats, by platform. */
export function formats(): { platform: string; formats: { id: string; kind: ManifestKind }[] }[] {
  return sets.map(set => ({
    platform: set.platform,
    formats: set.formats.map(({ id, kind }) => ({ id, kind })),
  }));
}

/** The set of a platform; null where there is none. */
export function manifestSetOf(platform: string): ManifestSet | null {
  return sets.find(set => set.platform === platform) ?? null;
}

/** The slot of a format; null where there is none. */
export function slotOf(platform: string, format: string): ManifestSlot | null {
  return manifestSetOf(platform)?.formats.find(slot => slot.id === format) ?? null;
}

function matches(match: FileMatch, path: string): boolean {
  if (match.name !== undefined) {
    const start = path.length - match.name.length;
    return endsWith(path, match.name, match.ignoreCase) && (start === 0 || path.charCodeAt(start - 1) === 47);
  }
  if (match.suffix !== undefined) return endsWith(path, match.suffix, match.ignoreCase);
  return match.path?.test(path) === true;
}

function endsWith(path: string, end: string, ignoreCase = false): boolean {
  if (path.endsWith(end)) return true;
  return ignoreCase && path.slice(-end.length).toLowerCase() === end.toLowerCase();
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function extensionOf(text: string): string {
  return text.slice(text.lastIndexOf('.') + 1).toLowerCase();
}

function put(map: Map<string, Rule[]>, key: string, rule: Rule): void {
  const rules = map.get(key);
  if (rules) rules.push(rule);
  else map.set(key, [rule]);
}
