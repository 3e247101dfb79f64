/**
 * The readers against recorded results over real files of real projects: for each file the multiset of (name, requirement, type).
 * Entries that are held to be wrong stand in held-wrong.json, each with its reason and what is right instead.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manifestSetOf } from './detect.ts';
import heldWrong from './held-wrong.json' with { type: 'json' };
import { type Manifest, parse, parseFormat } from './index.ts';

interface Recorded {
  path: string;
  as: string;
  /** `analyse_file`: found by its path; `spec`: given to one parser under a file name. */
  via: 'analyse_file' | 'spec';
  platform: string;
  kind: string;
  success: boolean;
  contents?: string;
  deps: { name: string; requirement: unknown; type?: string | null }[] | null;
}

interface HeldWrong {
  path: string;
  platform: string;
  /** What is recorded, and what is right, as `name requirement type`; both empty where a file's outcome differs. */
  recorded: string[];
  right: string[];
  reason: string;
  documentation: string;
}

const room = fileURLToPath(new URL('../../../../shared/fixtures/', import.meta.url));
const file = `${room}manifests.expected.json`;
const entries: Recorded[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).entries : [];
if (entries.length === 0)
  console.warn('no recorded results beside the project (../shared/fixtures): skipped');
const wrong = heldWrong.entries as HeldWrong[];

const line = (name: string, requirement: unknown, type: string | null | undefined) =>
  `${name} ${typeof requirement === 'object' ? JSON.stringify(requirement) : requirement} ${type ?? null}`;

/** A recorded entry read by its path, or where its name belongs to no format, by the format that its name stands for. */
async function read(entry: Recorded): Promise<Manifest | undefined> {
  const bytes =
    entry.contents === undefined
      ? readFileSync(`${room}manifests/${entry.path}`)
      : Buffer.from(entry.contents);
  const found = await parse(entry.path, bytes, { as: entry.as, platform: entry.platform });
  if (found[0] !== undefined) return found[0];
  const base = entry.as.slice(entry.as.lastIndexOf('/') + 1);
  const slot = manifestSetOf(entry.platform)?.formats.find(({ id }) => id === base);
  return slot && parseFormat(entry.platform, slot.id, entry.as, bytes);
}

/** `all` without one of each of `some`. */
function without(all: string[], some: string[]): string[] {
  const rest = [...all];
  for (const one of some) {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}

describe.skipIf(entries.length === 0)('recorded results', () => {
  const platforms = [...new Set(entries.map(({ platform }) => platform))].sort();
  for (const platform of platforms) {
    describe(platform, () => {
      for (const [i, entry] of entries.filter(one => one.platform === platform).entries()) {
        it(`${i} ${entry.as}${entry.as === entry.path ? '' : ` (${entry.path})`}`, async () => {
          const manifest = await read(entry);
          expect(manifest, 'a format reads it').toBeDefined();
          expect(manifest?.kind).toBe(entry.kind);
          expect(manifest?.success).toBe(entry.success);
          const held = wrong.find(one => one.path === entry.path && one.platform === platform);
          const recorded = (entry.deps ?? []).map(dep => line(dep.name, dep.requirement, dep.type));
          const expected = [...without(recorded, held?.recorded ?? []), ...(held?.right ?? [])].sort();
          const ours = (manifest?.dependencies ?? [])
            .map(dep => line(dep.name, dep.requirement, dep.type))
            .sort();
          expect(without(ours, expected), 'more than recorded').toEqual([]);
          expect(without(expected, ours), 'less than recorded').toEqual([]);
        });
      }
    });
  }
});

it('few entries are held to be wrong, each with its reason', () => {
  expect(wrong.length).toBeLessThanOrEqual(12);
  for (const { reason, documentation } of wrong) {
    expect(reason.length).toBeGreaterThan(20);
    expect(documentation).toMatch(/^https:\/\//);
  }
});
