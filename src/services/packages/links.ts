/** Absolute addresses of this service, as they stand in its answers. Names are encoded whole: slashes too. */
import { segment } from '../../ui/paths.ts';

export const API_BASE = '/api/v1';

/** Where links in answers lead. Both without trailing slash. */
export interface Origins {
  serviceUrl: string;
  siteUrl: string;
}

export interface Links {
  registry(registry: string): string;
  package(registry: string, name: string): string;
  version(registry: string, name: string, number: string): string;
  maintainer(registry: string, uuid: string): string;
  namespace(registry: string, name: string): string;
  keyword(name: string): string;
  /** How a package is used in the other services. */
  usage(
    ecosystem: string,
    name: string,
  ): { repositories: string; dependentRepositories: string; docker: string };
}

export function createLinks({ serviceUrl, siteUrl }: Origins): Links {
  const api = `${serviceUrl}${API_BASE}`;
  const registry = (name: string) => `${api}/registries/${segment(name)}`;
  const packageUrl = (of: string, name: string) => `${registry(of)}/packages/${segment(name)}`;
  return {
    registry,
    package: packageUrl,
    version: (of, name, number) => `${packageUrl(of, name)}/versions/${segment(number)}`,
    maintainer: (of, uuid) => `${registry(of)}/maintainers/${segment(uuid)}`,
    namespace: (of, name) => `${registry(of)}/namespaces/${segment(name)}`,
    keyword: name => `${api}/keywords/${segment(name)}`,
    usage(ecosystem, name) {
      const path = `usage/${segment(ecosystem)}/${segment(name)}`;
      return {
        repositories: `${siteUrl}/repos/${path}`,
        dependentRepositories: `${siteUrl}/repos${API_BASE}/${path}/dependent_repositories`,
        docker: `${siteUrl}/docker/${path}`,
      };
    },
  };
}

/**
 * The path of a route with its parameters filled in, under `API_BASE`.
 *
 * @param template e.g. `/registries/{registryName}/packages/{packageName+}`
 */
export function fillPath(template: string, params: Record<string, string>): string {
  return template.replace(/\{(\w+)\+?\}/g, (_, name: string) => segment(params[name] ?? ''));
}
