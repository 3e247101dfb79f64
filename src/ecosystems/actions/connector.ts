/** What is asked for an action: its repository at the index of repositories, and action.yml at GitHub. */
import type { JsonDocument } from '../../formats/json.ts';
import { github as scheme } from '../../versions/schemes/github.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { unlessFailing } from '../families/registry-api/fetching.ts';
import { recentHead, recentSince } from '../families/registry-api/recent.ts';
import {
  askAllNames,
  askImmutable,
  askNames,
  askRepository,
  askTags,
  newestOf,
} from '../families/tag-backed/ask.ts';
import { askFile, type Ref } from '../families/tag-backed/files.ts';
import { respelled } from '../families/tag-backed/names.ts';
import { placeOf } from './links.ts';
import { mapAction } from './map.ts';
import { names } from './names.ts';
import { parseAction } from './schema.ts';

/** action.yml is read at this many tags of a sync; what is known of older ones stays. */
const TAGS_READ = 10;
const RECENT = 20;

export const connector: PackageConnector = {
  async fetch(context, asked, previous) {
    const place = placeOf(asked);
    if (place === null) return { kind: 'missing' };
    const { path } = place;
    const address = `https://github.com/${place.repository}`;
    const answer = await askRepository(context, address, previous);
    if (answer.kind !== 'found') return answer;
    const { repository } = answer;
    const documents = [answer.document];
    const tags = await askTags(context, repository);
    documents.push(...tags.documents);

    const at = repository.url ?? address;
    const branch: Ref = repository.defaultBranch === null ? null : { branch: repository.defaultBranch };
    const head = await actionAt(context, at, branch, path);
    const actions = new Map<string, JsonDocument>();
    for (const { number } of newestOf(tags.versions, scheme, TAGS_READ)) {
      const found = await unlessFailing(context, () => actionAt(context, at, { tag: number }, path));
      if (found === null) continue;
      actions.set(number, found.action);
      documents.push(found.document);
    }
    const action = head?.action ?? [...actions.values()][0];
    // A repository without action.yml is no action.
    if (action === undefined) return { kind: 'missing' };
    if (head) documents.push(head.document);

    const releases = await unlessFailing(context, () => askImmutable(context, repository));
    if (releases) documents.push(releases.document);
    const record = mapAction({
      name: respelled(asked, repository.fullName),
      path,
      repository,
      action,
      versions: tags.versions,
      isComplete: tags.isComplete,
      actions,
      immutable: releases?.immutable ?? new Map(),
    });
    return { kind: 'found', record, documents };
  },

  async changes(context, cursor) {
    return recentSince(await recent(context), cursor);
  },

  async head(context) {
    return recentHead(await recent(context));
  },

  async *allNames(context) {
    for await (const page of askAllNames(context, 'actions')) yield valid(page);
  },
};

async function recent(context: ConnectorContext): Promise<{ name: string; date: string }[]> {
  const found = await askNames(context, 'actions');
  return valid(found.slice(0, RECENT)).map(name => ({ name, date: '' }));
}

function valid(found: readonly string[]): string[] {
  return found.map(names.normalise).filter(name => names.problem(name) === null);
}

async function actionAt(
  context: ConnectorContext,
  repository: string,
  ref: Ref,
  path: string,
): Promise<{ action: JsonDocument; document: RawDocument } | null> {
  for (const file of ['action.yml', 'action.yaml']) {
    const place = path === '' ? file : `${path}/${file}`;
    const document = await askFile(context, repository, ref, place);
    if (document !== null) return { action: parseAction(document.body, document.url), document };
  }
  return null;
}
