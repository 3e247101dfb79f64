/** From path parameters to a registry and a package: canonical names, redirects, and the way to what is not indexed yet. */
import { NotFoundError } from '../../core/errors.ts';
import type { IndexedRegistry, Reply, RequestContext } from '../service.ts';
import { API_BASE, createLinks, fillPath } from './links.ts';
import { impossibleName, isUnaddressable } from './names.ts';
import { type Renamed, resolveNames } from './queries/packages.ts';

/** Seconds after which asking again for a pending package makes sense. */
const RETRY_AFTER = 10;

/**
 * Runs `reply` for the registry of the path; another spelling of its name is redirected.
 *
 * @throws NotFoundError for an unknown registry.
 */
export async function onRegistry(
  context: RequestContext,
  path: string,
  reply: (registry: IndexedRegistry) => Promise<Reply> | Reply,
): Promise<Reply> {
  const found = context.directory.byName(context.params.registryName ?? '');
  if (!found) throw new NotFoundError();
  if (!found.canonical) return redirect(context, path, { registryName: found.registry.name }, found.registry);
  return reply(found.registry);
}

/**
 * Runs `reply` for the package of the path.
 *
 * Another spelling and an earlier name are redirected to the canonical one. A name that is not indexed is looked for at
 * registries that are asked package by package; while that takes longer, the answer is 202.
 *
 * @param load reads what the operation needs; null when the package is not indexed.
 * @throws NotFoundError for an unknown registry or package.
 */
export async function onPackage<T extends Renamed>(
  context: RequestContext,
  path: string,
  load: (registry: IndexedRegistry, name: string) => Promise<T | null>,
  reply: (registry: IndexedRegistry, found: T) => Promise<Reply> | Reply,
): Promise<Reply> {
  return onRegistry(context, path, async registry => {
    const asked = context.params.packageName ?? '';
    if (isUnaddressable(asked)) throw new NotFoundError();
    const name = registry.definition.names.normalise(asked);
    const toName = (packageName: string) => redirect(context, path, { packageName }, registry);
    if (name !== asked) {
      if (impossibleName(registry, name)) throw new NotFoundError();
      return toName(name);
    }

    const found = await load(registry, name);
    if (found) return found.aliasOf === null ? reply(registry, found) : toName(found.aliasOf);

    const other = await otherName(context, registry, name);
    if (other !== null) return toName(other);
    const outcome = await readThrough(context, registry, name);
    if (outcome === 'pending') return pendingPackage(context, registry, name);
    if (outcome === 'missing') throw new NotFoundError();
    const fetched = await load(registry, name);
    if (fetched) return fetched.aliasOf === null ? reply(registry, fetched) : toName(fetched.aliasOf);
    const renamed = await otherName(context, registry, name);
    if (renamed === null) throw new NotFoundError();
    return toName(renamed);
  });
}

/** The current name of a package known by an earlier or alternative name. */
async function otherName(
  context: RequestContext,
  registry: IndexedRegistry,
  name: string,
): Promise<string | null> {
  const alternatives = registry.definition.names.alternatives?.(name) ?? [];
  const names = [name, ...alternatives].map(other => ({ registryId: registry.id, name: other }));
  const [first] = await resolveNames(context.db, names);
  return first && first.name !== name ? first.name : null;
}

/** Asks the registry for a package that is not indexed, where it can be asked for one. */
export async function readThrough(
  context: Pick<RequestContext, 'sync'>,
  registry: IndexedRegistry,
  name: string,
  options?: { budgetMs?: number },
): Promise<'indexed' | 'missing' | 'pending'> {
  if (registry.definition.connector.mode !== 'package' || impossibleName(registry, name)) return 'missing';
  const outcome = await context.sync.package(registry, name, options);
  return outcome === 'failed' ? 'pending' : outcome;
}

function pendingPackage(context: RequestContext, registry: IndexedRegistry, name: string): Reply {
  return pending({ package_url: createLinks(context).package(registry.name, name) });
}

/** The answer while facts are on their way. */
export function pending(body: Record<string, unknown>): Reply {
  return {
    status: 202,
    body: { status: 'pending', ...body },
    headers: { 'retry-after': String(RETRY_AFTER) },
    noStore: true,
  };
}

/** To the same operation under the canonical names; the query is kept. */
function redirect(
  context: RequestContext,
  path: string,
  params: Record<string, string>,
  registry: IndexedRegistry,
): Reply {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(context.query)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const search = query.size === 0 ? '' : `?${query}`;
  const location = `${context.serviceUrl}${API_BASE}${fillPath(path, { ...context.params, ...params })}${search}`;
  return { status: 301, body: { location }, headers: { location }, tags: [`registry:${registry.id}`] };
}
