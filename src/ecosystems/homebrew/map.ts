/** A formula of the index as a record (pure). README.md says what each field comes from. */
import type { JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import {
  countOf,
  sha256Integrity,
  textsOf,
  unlessEmpty,
  versionNumber,
} from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { dependenciesOf } from './dependencies.ts';
import { names } from './names.ts';

/** Installations of the last 30 days by name; null where they could not be had. */
export type Installs = ReadonlyMap<string, number> | null;

const NAMES = { count: 100, length: 200 };

/** Null for what is no formula. */
export function mapFormula(formula: unknown, installs: Installs): PackageRecord | null {
  if (!isJsonObject(formula)) return null;
  const name = names.normalise(clean(formula.name, 1_000) ?? '');
  if (names.problem(name) !== null) return null;
  const version = versionOf(formula);
  const homepage = webUrl(formula.homepage);
  const count = installs?.get(name) ?? installsOf(formula, name);
  return {
    name,
    namespace: null,
    description: clean(formula.desc, 10_000),
    homepage,
    ...chooseRepository(
      [],
      [
        ['homepage', formula.homepage],
        ['urls.head', urlOf(formula, 'head')],
        ['urls.stable', urlOf(formula, 'stable')],
      ],
    ),
    licenses: clean(formula.license),
    keywords: [],
    status: formula.deprecated === true || formula.disabled === true ? 'deprecated' : null,
    downloads: count === null ? null : { count, period: 'last-month' },
    fundingLinks: [],
    metadata: metadataOf(formula),
    latestVersion: version?.number ?? null,
    versions: version === null ? [] : [version],
    versionsComplete: true,
    maintainers: null,
  };
}

/** The stable version; a formula may have none but the head of its repository. */
function versionOf(formula: JsonDocument): VersionRecord | null {
  const number = versionNumber(memberOf(formula.versions, 'stable'));
  if (number === null) return null;
  const stable = memberOf(formula.urls, 'stable');
  return {
    number,
    publishedAt: null,
    licenses: clean(formula.license),
    integrity: sha256Integrity(memberOf(stable, 'checksum')),
    status: null,
    metadata: present({
      download_url: webUrl(memberOf(stable, 'url')),
      tag: clean(memberOf(stable, 'tag'), 200),
      commit: clean(memberOf(stable, 'revision'), 100),
      revision: countOf(formula.revision),
    }),
    dependencies: dependenciesOf(formula),
  };
}

function urlOf(formula: JsonDocument, spec: string): string | null {
  return clean(memberOf(memberOf(formula.urls, spec), 'url'), 2_048);
}

/** What the document of a single formula says; the index of all does not. */
function installsOf({ analytics }: JsonDocument, name: string): number | null {
  return countOf(memberOf(memberOf(memberOf(analytics, 'install'), '30d'), name));
}

function metadataOf(formula: JsonDocument): JsonObject {
  const list = (field: string) => unlessEmpty(textsOf(formula[field], NAMES));
  return present({
    tap: clean(formula.tap, 200),
    aliases: list('aliases'),
    oldnames: list('oldnames') ?? unlessEmpty(textsOf([formula.oldname], NAMES)),
    versioned_formulae: list('versioned_formulae'),
    conflicts_with: list('conflicts_with'),
    version_scheme: countOf(formula.version_scheme),
    head: memberOf(formula.versions, 'head') ? true : null,
    bottle: memberOf(formula.versions, 'bottle') === true,
    keg_only: formula.keg_only === true,
    ruby_source_path: clean(formula.ruby_source_path, 500),
    deprecation_date: clean(formula.deprecation_date, 40),
    deprecation_reason: clean(formula.deprecation_reason),
    deprecation_replacement: replacementOf(formula, 'deprecation_replacement'),
    disabled: formula.disabled === true ? true : null,
    disable_date: clean(formula.disable_date, 40),
    disable_reason: clean(formula.disable_reason),
    disable_replacement: replacementOf(formula, 'disable_replacement'),
  });
}

/** One name; since 2025 apart for formulae and casks. */
function replacementOf(formula: JsonDocument, field: string): string | null {
  return (
    clean(formula[`${field}_formula`], 200) ??
    clean(formula[`${field}_cask`], 200) ??
    clean(formula[field], 200)
  );
}
