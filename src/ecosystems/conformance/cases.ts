/**
 * What an ecosystem folder gives the conformance suite. A new folder needs three files under `fixtures/`:
 *
 * - `names.txt`: at least 5 names as people and registries spell them, one a line. `raw<TAB>normalised` states the
 *   expected result of `names.normalise`; a line with one column must already be in normal form. Every normalised name
 *   must be valid (`names.problem` null) and its purl must round-trip.
 * - `versions.txt`: at least 20 lines of version numbers, oldest first; each line is strictly newer than the line before.
 *   Several numbers on one line, separated by tabs, compare equal.
 * - `conformance.ts`: default-exports a plain object that `satisfies ConformanceCases` (below). It is test code: it may
 *   read its neighbours with `node:fs` and start servers on 127.0.0.1.
 *
 * In both lists, empty lines and lines that start with `# ` are skipped.
 *
 * The suite then checks, for each folder that `index.ts` lists:
 * - normalise is idempotent on `names.txt` and on generated strings, and purls round-trip;
 * - `versions.txt` is sorted, and `versions.compare` is antisymmetric and transitive;
 * - every replay gives records which the strict schema of `record-schema.ts` accepts and which contain `expected`;
 * - hostile bytes give a typed error or a sane record within 5 s;
 * - install commands survive names such as `a;rm -rf /`, and links keep their host;
 * - `dependencyKinds` are unique and at most 30;
 * - each optional slot which is left out is named in `absent`, and none that is served: `manifests`, `resolution`, `advisories` (served
 *   where a source has the ecosystem), `alternatives` of names, and for connectors of mode `package` also `changes`, `head` and `allNames`;
 * - README.md has the headings Names, Versions, Registry, Manifests, Resolution, Known gaps.
 */
import type { PackageRecord } from '../../core/records.ts';
import type { RegistryRef } from '../ecosystem.ts';

export interface ConformanceCases {
  /** The registries that names, purls and links are tried against: the default one first. */
  registries: [RegistryRef, ...RegistryRef[]];
  /** Recorded answers, mapped by the folder's own code. At least one. */
  replay: [ReplayCase, ...ReplayCase[]];
  /**
   * Feeds bytes, as a registry's answer, to the code that reads such answers (parse and map; no network). Gives the
   * records it made of them. Anything but an `UpstreamError` or `InputError` that it throws fails the suite.
   * One entry for each kind of document that the folder reads.
   */
  hostile: [HostileEntry, ...HostileEntry[]];
  /** Names that `names.problem` must refuse, beyond those that the suite tries everywhere (`..`, empty, NUL). */
  badNames: string[];
  /** Version strings for which `versions.isValid` must be false. */
  badVersions: string[];
  /** Versions by stability, where the ecosystem knows pre-releases; every entry of `stable` is true for `isStable`. */
  stability: { stable: string[]; unstable: string[] };
}

export interface ReplayCase {
  /** What the recording shows, in a few words. */
  name: string;
  run(): Promise<PackageRecord | PackageRecord[]>;
  /**
   * A part of the result, worked out by hand from the recording: compared as vitest's `toMatchObject` does, so objects
   * may leave fields out and arrays must be complete. For many records give the same number of partial records.
   */
  expected: Record<string, unknown> | Record<string, unknown>[];
}

export interface HostileEntry {
  /** The document's kind: `packument`, `Packages`. */
  name: string;
  /** Its syntax decides which attacks are tried beside those that are tried on all. */
  syntax: 'json' | 'xml' | 'deb822' | 'text';
  /** A small valid document; the suite truncates it at many places and flips its parts. */
  sample: Uint8Array;
  read(bytes: Uint8Array): Promise<PackageRecord[]>;
}
