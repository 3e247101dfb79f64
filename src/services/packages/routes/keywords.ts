import { Type } from 'typebox';
import { LIST } from '../../../core/cost.ts';
import { NotFoundError } from '../../../core/errors.ts';
import type { PackageAdvisories } from '../../advisories/public.ts';
import type { Route } from '../../service.ts';
import { createLinks, type Links } from '../links.ts';
import { isUnstorable } from '../names.ts';
import { pageOf, pagingOf } from '../parameters.ts';
import {
  type KeywordRow,
  keywordCounts,
  listKeywordPackages,
  listKeywords,
  relatedKeywords,
} from '../queries/keywords.ts';
import { paging, Query } from '../schemas/common.ts';
import { Keyword, type KeywordJson, KeywordWithPackages } from '../schemas/package.ts';
import { packageJson } from '../serialize/package.ts';
import { advisoriesOfRows } from './reply.ts';

/** Keywords and packages of a keyword that `page` can reach: both are merged from the lists of all registries. */
const REACH = 100_000;

const keywordJson = ({ name, packagesCount }: KeywordRow, links: Links): KeywordJson => ({
  name,
  packages_count: packagesCount,
  packages_url: links.keyword(name),
});

export const keywordRoutes: Route[] = [
  {
    method: 'GET',
    path: '/keywords',
    operationId: 'getKeywords',
    summary: 'list keywords, those of most packages first',
    tags: ['keywords'],
    query: Query(paging()),
    response: Type.Array(Keyword),
    cost: LIST,
    cache: 'shared',
    async handle(context) {
      const paged = pagingOf(context.query, REACH);
      const ids = context.directory.all().map(registry => registry.id);
      const { rows, page } = pageOf(await listKeywords(context.db, ids, paged), paged);
      const links = createLinks(context);
      return { body: rows.map(row => keywordJson(row, links)), page, tags: ['everything'] };
    },
  },
  {
    method: 'GET',
    path: '/keywords/{keywordName+}',
    operationId: 'getKeyword',
    summary: 'get a keyword by name, with its packages, the most depended upon first',
    tags: ['keywords'],
    query: Query(paging()),
    response: KeywordWithPackages,
    cost: LIST,
    cache: 'shared',
    async handle(context) {
      const { db, directory, params } = context;
      const paged = pagingOf(context.query, REACH);
      const name = params.keywordName ?? '';
      if (name === '' || isUnstorable(name)) throw new NotFoundError();
      const all = directory.all().map(registry => registry.id);
      const counts = await keywordCounts(db, all, name);
      if (counts.length === 0) throw new NotFoundError();
      const total = counts.reduce((sum, count) => sum + count.packagesCount, 0);
      const scope = { keyword: name, registryIds: counts.map(count => count.registryId), total };
      const [found, related] = await Promise.all([
        listKeywordPackages(db, scope, paged),
        relatedKeywords(db, scope, all),
      ]);
      const { rows, page } = pageOf(found, paged);
      const about = await advisoriesOfRows(context, rows);
      const links = createLinks(context);
      return {
        body: {
          ...keywordJson({ name, packagesCount: total }, links),
          related_keywords: related.map(row => keywordJson(row, links)),
          packages: rows.flatMap((row, index) => {
            const registry = directory.byId(row.registryId);
            return registry ? [packageJson(registry, row, about[index] as PackageAdvisories, links)] : [];
          }),
        },
        page,
        // A package of another registry may come to bear it.
        tags: all.map(id => `registry:${id}`),
      };
    },
  },
];
