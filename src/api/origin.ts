/**
 * Under which name we were asked: from the Host header, which is a client's word and is checked before it is repeated in
 * links. With BASE_URL set the links never depend on it.
 */
import { InputError } from '../core/errors.ts';

export interface Origin {
  /** What of the Host header answers depend on: part of the cache's keys. */
  variant: string;
  /** Service mounted at this host name (`packages.<domain>`), else null. */
  service: string | null;
  /** Origin of the site, without trailing slash. */
  siteUrl: string;
  /** What comes before this request's path in its public URL. */
  baseUrl: string;
}

export interface OriginSettings {
  /** Public URL of the site, without trailing slash; null: as the request says. */
  baseUrl: string | null;
  /** `{service}.<domain>` mounts a service; `{service}.localhost` always does. */
  domain: string | null;
}

export type OriginReader = (host: string | undefined) => Origin;

const HOST = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?)\.?(:\d{1,5})?$/;
const MAX_KNOWN = 1_000;

/**
 * @param services ids that may be mounted at a host name of their own.
 * @returns a function that throws InputError (field `host`) for a header that is no host name.
 */
export function createOriginReader(settings: OriginSettings, services: readonly string[]): OriginReader {
  const known = new Map<string, Origin>();
  const suffixes = ['localhost', ...(settings.domain ? [settings.domain.toLowerCase()] : [])];

  const read = (header: string): Origin => {
    const match = HOST.exec(header.toLowerCase());
    if (!match) throw new InputError('host', 'the Host header is not a host name');
    const [, name = '', port = ''] = match;
    const mounted = mount(name, suffixes, services);
    const scheme = settings.baseUrl?.startsWith('https:') ? 'https' : 'http';
    const siteUrl = settings.baseUrl ?? `http://${mounted ? mounted.rest : name}${port}`;
    return {
      variant: settings.baseUrl && !mounted ? '' : `${name}${port}`,
      service: mounted?.service ?? null,
      siteUrl,
      baseUrl: mounted ? `${scheme}://${name}${port}` : siteUrl,
    };
  };

  return header => {
    const text = header ?? 'localhost';
    const before = known.get(text);
    if (before) return before;
    const origin = read(text);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, origin);
    return origin;
  };
}

function mount(
  name: string,
  suffixes: string[],
  services: readonly string[],
): { service: string; rest: string } | null {
  for (const rest of suffixes) {
    if (!name.endsWith(`.${rest}`)) continue;
    const service = name.slice(0, -rest.length - 1);
    if (services.includes(service)) return { service, rest };
  }
  return null;
}
