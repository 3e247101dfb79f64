/** What of an inventory tells how to get rid of vulnerable packages, and how the answer is said. */
import { type Inventory, type InventoryItem, keyOf } from '../inventory/index.ts';
import { askedAs } from './asked.ts';
import type { FixKnowledge, FixPathKnowledge, PackageKnowledge } from './types.ts';

/** What `POST /advisories/fix_paths` takes at most. */
const MAX_PACKAGES = 5_000;
const MAX_EDGES = 50_000;
/** Paths that a sentence names. */
const SAID = 2;

export interface FixQuestion {
  packages: { purl: string; direct?: boolean; requirement?: string }[];
  /** By purl; null is the project. */
  edges: [from: string | null, to: string][];
}

/**
 * The affected packages of an inventory and all that require them, directly or not: nothing else decides how they are fixed.
 *
 * @returns null where nothing is affected. What is beyond the bounds of the question is left out, the furthest from what is affected.
 */
export function fixQuestion(
  { items, edges }: Pick<Inventory, 'items' | 'edges'>,
  knowledge: ReadonlyMap<string, PackageKnowledge>,
): FixQuestion | null {
  const byKey = new Map(items.map(item => [keyOf(item), item]));
  const requiredBy = new Map<string, (string | null)[]>();
  for (const [from, to] of edges) {
    const list = requiredBy.get(to);
    if (list) list.push(from);
    else requiredBy.set(to, [from]);
  }
  const queue = items.filter(item => isAffected(item, knowledge)).map(keyOf);
  if (queue.length === 0) return null;
  const wanted = new Set(queue);
  const question: FixQuestion = { packages: [], edges: [] };
  const asked = new Set<string>();
  for (let at = 0; at < queue.length && question.packages.length < MAX_PACKAGES; at++) {
    const key = queue[at] as string;
    const item = byKey.get(key);
    const purl = item && purlOf(item);
    if (!item || !purl) continue;
    if (!asked.has(purl)) question.packages.push(packageOf(item, purl));
    asked.add(purl);
    for (const from of requiredBy.get(key) ?? []) {
      if (from === null || wanted.has(from)) continue;
      wanted.add(from);
      queue.push(from);
    }
  }
  const ends = (key: string | null) => (key === null ? null : purlOf(byKey.get(key)));
  for (const [from, to] of edges) {
    const [parent, child] = [ends(from), ends(to)];
    const isAsked = child && asked.has(child) && (from === null || (parent && asked.has(parent)));
    if (isAsked && question.edges.length < MAX_EDGES) question.edges.push([parent ?? null, child]);
  }
  return question;
}

/** Of locked packages that a registry may know. */
function purlOf(item: InventoryItem | undefined): string | null {
  return item?.version == null || askedAs(item) === null ? null : item.purl;
}

function packageOf({ direct, requirement }: InventoryItem, purl: string): FixQuestion['packages'][number] {
  return {
    purl,
    ...(direct === null ? {} : { direct }),
    ...(requirement === null ? {} : { requirement }),
  };
}

function isAffected(item: InventoryItem, knowledge: ReadonlyMap<string, PackageKnowledge>): boolean {
  const purl = purlOf(item);
  const advisories = purl === null ? undefined : knowledge.get(purl)?.advisories;
  return advisories?.some(({ verdict }) => verdict === 'affected') === true;
}

/** In a sentence without its end: `upgrade direct to 2.0.0, then deep becomes 1.1.0`; null where there is nothing to say. */
export function fixWords(fix: FixKnowledge | null): string | null {
  if (fix === null) return null;
  if (fix.paths.length === 0)
    return fix.nearest === null ? null : `the nearest safe version is ${fix.nearest}`;
  const said = [...new Set(fix.paths.map(pathWords))];
  const more = said.length - SAID;
  return [...said.slice(0, SAID), ...(more > 0 ? [`and ${more} more ways to look at`] : [])].join('; ');
}

function pathWords({ action, direct, to, steps, because }: FixPathKnowledge): string {
  const inner = steps.at(-1);
  const becomes = inner && (inner.to === null ? `${inner.name} goes` : `${inner.name} becomes ${inner.to}`);
  if (action === 'upgrade') {
    const rest = inner && inner.name !== direct ? `, then ${becomes}` : '';
    return `upgrade ${direct} to ${to}${rest}`;
  }
  if (action === 'update') return `update the lockfile: ${becomes}`;
  return `no way through ${direct}: ${because ?? 'not known'}`;
}
