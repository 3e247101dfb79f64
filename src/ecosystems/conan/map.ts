/** The files of a recipe as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { memberOf, parseJsonObject } from '../../formats/json.ts';
import { conan } from '../../versions/schemes/conan.ts';
import { latestOf } from '../ecosystem.ts';
import { present, webUrl } from '../families/whole-index/text.ts';
import { type Conanfile, parseConanfile } from './conanfile.ts';
import { dependenciesFromApi, dependenciesFromRecipe } from './dependencies.ts';
import { parseConandata, parseConfig, type Source } from './recipe-data.ts';

/** The files of one folder of a recipe; null for one that is not there. */
export interface FolderFiles {
  conandata: Uint8Array | null;
  conanfile: Uint8Array | null;
}

export interface RecipeFiles {
  config: Uint8Array;
  /** By the folder's name. */
  folders: ReadonlyMap<string, FolderFiles>;
  /** The answer of the API on how each version is used; null where it could not be had. */
  usage: Uint8Array | null;
}

interface Folder {
  sources: ReadonlyMap<string, Source>;
  conanfile: Conanfile | null;
}

/** @throws UpstreamError `malformed` for files that are none of a recipe, and for one without any version. */
export function mapRecipe(name: string, { config, folders, usage }: RecipeFiles): PackageRecord {
  const byVersion = parseConfig(config, name);
  if (byVersion.size === 0) throw new UpstreamError('malformed', `config.yml of ${name}: no version`);
  const read = new Map<string, Folder>();
  for (const [folder, { conandata, conanfile }] of folders)
    read.set(folder, {
      sources: conandata === null ? new Map() : parseConandata(conandata, name),
      conanfile: conanfile === null ? null : parseConanfile(conanfile),
    });
  const used = usage === null ? {} : parseJsonObject(usage, `usage of ${name}`);
  const versions = [...byVersion].map(([number, folder]) =>
    versionRecord(number, folder, read.get(folder) ?? null, memberOf(used, number)),
  );
  const latestVersion = latestOf(versions, conan);
  const folder = byVersion.get(latestVersion ?? '') ?? '';
  const recipe = read.get(folder)?.conanfile ?? null;
  const homepage = webUrl(recipe?.homepage);
  const latest = versions.find(({ number }) => number === latestVersion);
  return {
    name,
    namespace: null,
    description: recipe?.description ?? null,
    homepage,
    // `url` of a recipe is the repository of the recipes: it says nothing of the package.
    ...chooseRepository(
      [],
      [
        ['homepage', recipe?.homepage],
        ['sources.url', latest?.metadata.download_url],
      ],
    ),
    licenses: latest?.licenses ?? null,
    keywords: recipe?.topics ?? [],
    status: recipe?.deprecated ? 'deprecated' : null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      folder,
      package_type: recipe?.packageType,
      successor: recipe?.deprecated === 'true' ? null : recipe?.deprecated,
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionRecord(number: string, folder: string, read: Folder | null, usage: unknown): VersionRecord {
  const source = read?.sources.get(number);
  const recipe = read?.conanfile ?? null;
  return {
    number,
    publishedAt: null,
    licenses: recipe?.licenses.join(',') || null,
    integrity: source?.integrity ?? null,
    status: null,
    metadata: present({ folder, download_url: source?.url }),
    dependencies: dependenciesFromApi(usage) ?? (recipe && dependenciesFromRecipe(recipe)),
  };
}
