/**
 * What is asked of Conan Center: the files of a recipe from the repository of all recipes, and the API of the web site for
 * the dependencies of its versions and for the list of names.
 */
import { isJsonObject, memberOf, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { commitFeed } from '../families/commit-feed/commits.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { recipesIn } from './changes.ts';
import { type FolderFiles, mapRecipe } from './map.ts';
import { names } from './names.ts';
import { COMMITS, recipeFile } from './places.ts';
import { parseConfig } from './recipe-data.ts';

const MAX_FILE = 4 * 1024 * 1024;
const MAX_LIST = 64 * 1024 * 1024;
/** Folders of one recipe that are read: most have one or two. */
const MAX_FOLDERS = 12;

export const connector: PackageConnector = {
  // Not conditional: config.yml stays as it is when another file of the recipe changes.
  async fetch(context, name) {
    const answer = await fetchDocument(
      context,
      { url: recipeFile(name, 'config.yml'), maxBytes: MAX_FILE },
      'text/plain',
    );
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;

    const documents = [answer.document];
    const keep = (document: RawDocument | null) => {
      if (document !== null) documents.push(document);
      return document?.body ?? null;
    };
    const file = async (path: string) =>
      keep(await documentAt(context, { url: recipeFile(name, path), maxBytes: MAX_FILE }, 'text/plain'));

    const folders = new Map<string, FolderFiles>();
    for (const folder of [...new Set(parseConfig(answer.document.body, name).values())].slice(0, MAX_FOLDERS))
      folders.set(folder, {
        conandata: await file(`${folder}/conandata.yml`),
        conanfile: await file(`${folder}/conanfile.py`),
      });
    const usage = keep(await unlessFailing(context, () => usageOf(context, name)));
    return {
      kind: 'found',
      record: mapRecipe(name, { config: answer.document.body, folders, usage }),
      documents,
    };
  },

  ...commitFeed(COMMITS, recipesIn),

  async *allNames(context) {
    const url = `${apiOf(context)}/search/all?topics=&licenses=`;
    const document = await documentAt(context, { url, maxBytes: MAX_LIST });
    if (document !== null) yield parseNames(document.body);
  },
};

/** The document, where it is one of versions: an answer that can't be read is like none. */
async function usageOf(context: ConnectorContext, name: string): Promise<RawDocument | null> {
  const url = `${apiOf(context)}/package/${encodeURIComponent(name)}/use_it`;
  const document = await documentAt(context, { url, maxBytes: MAX_FILE });
  if (document !== null) parseJsonObject(document.body, `usage of ${name}`);
  return document;
}

function apiOf({ registry }: ConnectorContext): string {
  return `${new URL(registry.url).origin}/api`;
}

/** `{"0": {name, info}, ...}`. */
export function parseNames(bytes: Uint8Array): string[] {
  const found = Object.values(parseJsonObject(bytes, 'all recipes'))
    .filter(isJsonObject)
    .map(entry => memberOf(entry, 'name'))
    .filter(name => typeof name === 'string')
    .map(names.normalise)
    .filter(name => names.problem(name) === null);
  return [...new Set(found)];
}
