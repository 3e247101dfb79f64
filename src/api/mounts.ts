/** Where services live: `/packages/api/v1/...`, `packages.<domain>/api/v1/...`, and what is new at `/api/v1/...`. */
import type { Service } from '../services/service.ts';
import { mountOf } from './endpoint.ts';
import type { Origin } from './origin.ts';

export interface Mounts {
  /** Ids of services that may have a host name of their own. */
  hosted: string[];
  /** The path as the router knows it: under a service's own host name, its mount is put in front of its API. */
  path(path: string, origin: Origin): string;
  /** True for paths (as the router knows them) whose errors are for programs. */
  isApi(path: string): boolean;
}

export function createMounts(services: readonly Service[]): Mounts {
  const mounts = new Map(services.filter(service => mountOf(service) !== '').map(s => [s.id, mountOf(s)]));
  const roots = [
    ...services.map(({ apiBase }) => apiBase),
    ...['', ...mounts.values()].flatMap(mount => [`${mount}/api`, `${mount}/docs/api`]),
  ];
  return {
    hosted: [...mounts.keys()],
    path(path, { service }) {
      const plain = atRoot(services, path, service);
      if (plain !== null) return plain;
      if (service === null || !/^\/(?:docs\/)?api(?:\/|$)/.test(path)) return path;
      return `${mounts.get(service) ?? ''}${path}`;
    },
    isApi: path => roots.some(root => path === root || path.startsWith(`${root}/`)),
  };
}

/** The path under `/api/v1` of what a contract has without it: `/digest/algorithms`, or `/algorithms` at the service's own host. */
function atRoot(services: readonly Service[], path: string, host: string | null): string | null {
  for (const service of services) {
    if (!service.atRoot) continue;
    const mount = mountOf(service);
    const rest = service.id === host ? path : path.startsWith(`${mount}/`) ? path.slice(mount.length) : null;
    if (rest !== null && service.routes.some(route => route.path === rest))
      return `${service.apiBase}${rest}`;
  }
  return null;
}
