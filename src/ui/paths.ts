/** Where each page lives. Names are encoded whole, slashes too: `@scope/versions` is a package and not somebody's tab. */

/** One path segment. What RFC 3986 allows as it is (`@`, `:`, `+`, `~`, `,`) stays readable. */
export function segment(text: string): string {
  return encodeURIComponent(text).replace(/%(?:40|3A|2B|2C)/g, decodeURIComponent);
}

export type PackageTab =
  | 'versions'
  | 'dependencies'
  | 'dependents'
  | 'maintainers'
  | 'related'
  | 'advisories';

export const paths = {
  home: '/',
  ecosystems: '/ecosystems',
  registries: '/registries',
  keywords: '/keywords',
  critical: '/critical',
  advisories: '/advisories',
  advisory: (id: string) => `/advisories/${segment(id)}`,
  status: '/status',
  account: '/account',
  signIn: (returnTo: string | null = null) => `/account/sign-in${queryString({ return_to: returnTo })}`,
  transparency: '/transparency',
  plans: '/plans',
  licences: '/licences',
  licence: (spdx: string) => `/licences/${segment(spdx)}`,
  commercialUse: '/commercial-use',
  sla: '/sla',
  acceptableUse: '/acceptable-use',
  billing: '/account/billing',
  invoice: (number: string) => `/account/invoices/${segment(number)}`,
  creditNote: (number: string) => `/account/credit-notes/${segment(number)}`,
  docs: '/docs',
  tools: '/tools',
  tool: (id: string) => `/${segment(id)}`,
  toolJob: (id: string, job: string) => `/${segment(id)}/jobs/${segment(job)}`,
  resolve: (purl: string) => `/resolve${queryString({ purl })}`,
  docsOf: (service: string) => `/docs/${segment(service)}`,
  search: (query: string) => `/search${queryString({ q: query })}`,
  attest: (purl: string) => `/attest${queryString({ purl })}`,
  lookup: (purl: string) => `/lookup${queryString({ purl })}`,
  ecosystem: (id: string) => `/ecosystems/${segment(id)}`,
  registry: (registry: string) => `/registries/${segment(registry)}`,
  package: (registry: string, name: string, tab?: PackageTab) =>
    `/registries/${segment(registry)}/packages/${segment(name)}${tab ? `/${tab}` : ''}`,
  version: (registry: string, name: string, number: string) =>
    `/registries/${segment(registry)}/packages/${segment(name)}/versions/${segment(number)}`,
  maintainer: (registry: string, login: string) =>
    `/registries/${segment(registry)}/maintainers/${segment(login)}`,
  namespace: (registry: string, name: string) =>
    `/registries/${segment(registry)}/namespaces/${segment(name)}`,
  keyword: (name: string) => `/keywords/${segment(name)}`,
};

/** `?a=1&b=x` of the parameters that have a value; empty when none has. */
export function queryString(
  parameters: Record<string, string | number | boolean | null | undefined>,
): string {
  const parts = Object.entries(parameters)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(
      ([key, value]) =>
        `${encodeURIComponent(key)}=${segment(String(value)).replaceAll('%2F', '/').replaceAll('+', '%2B')}`,
    );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
