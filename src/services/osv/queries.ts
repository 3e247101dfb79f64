/** What OSV's queries mean, and which advisories answer them. */
import { InputError } from '../../core/errors.ts';
import {
  type AdvisoryTarget,
  concerning,
  matchTargets,
  purlOr400,
  targetOfName,
} from '../advisories/public.ts';
import type { RegistryDirectory, RequestContext } from '../service.ts';
import type { Query } from './schemas.ts';

export interface Summary {
  /** In the database. */
  number: number;
  id: string;
  modified: string;
}

export interface Page {
  vulns: Summary[];
  /** null at the end. */
  next: string | null;
}

const PER_PAGE = 100;

/** Each query's page, in their order. @throws InputError as `targetOf`. */
export async function answerQueries(
  { db, directory }: Pick<RequestContext, 'db' | 'directory'>,
  queries: readonly Query[],
  perPage = PER_PAGE,
): Promise<Page[]> {
  const targets = queries.map((query, i) =>
    targetOf(directory, query, queries.length > 1 ? `queries.${i}.` : ''),
  );
  const matched = await matchTargets(db, targets);
  return matched.map((all, i) => {
    const offset = offsetOf(queries[i]?.page_token);
    const found = concerning(all);
    return {
      vulns: found.slice(offset, offset + perPage).map(({ advisory }) => ({
        number: advisory.id,
        id: advisory.uid,
        modified: advisory.modifiedAt ?? advisory.updatedAt,
      })),
      next: found.length > offset + perPage ? Buffer.from(String(offset + perPage)).toString('base64') : null,
    };
  });
}

/**
 * @param at before names of fields in errors.
 * @returns null for an ecosystem that is not known here: nothing is known of it, which is no fault.
 * @throws InputError naming the field: for a commit (none are indexed), a query without a package, a version given twice.
 */
function targetOf(directory: RegistryDirectory, query: Query, at: string): AdvisoryTarget | null {
  const { commit, package: of, version } = query;
  if (commit !== undefined && commit !== '')
    throw new InputError(
      `${at}commit`,
      `${at}commit: commits are not indexed here: ask for a package and a version`,
    );
  const purl = query.purl ?? of?.purl;
  if (purl !== undefined && purl !== '') {
    if (of?.name || of?.ecosystem)
      throw new InputError(`${at}package`, `${at}package: either a purl, or a name and an ecosystem`);
    const target = purlOr400(directory, purl, `${at}purl`);
    const asked = version ?? of?.version;
    if (!target || !asked) return target;
    if (target.version !== null)
      throw new InputError(`${at}version`, `${at}version: it is in the purl already`);
    return { ...target, version: asked };
  }
  if (!of?.name || !of.ecosystem)
    throw new InputError(`${at}package`, `${at}package: a name and an ecosystem, or a purl, are required`);
  return targetOfName(directory, of.ecosystem, of.name, version || of.version || null);
}

/** @throws InputError naming `page_token`. */
function offsetOf(token: string | undefined): number {
  if (token === undefined || token === '') return 0;
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (!/^\d{1,6}$/.test(text)) throw new InputError('page_token', 'page_token is none of this list');
  return Number(text);
}
