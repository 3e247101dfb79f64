/**
 * The contract of a service folder. `index.ts` of each folder default-exports a plain object that `satisfies Service`:
 * routes and pages as data. The edges (api/, web/, cli/) turn them into what people use; a service knows nothing of HTTP
 * servers, caches or limits.
 */
import type { VNode } from 'preact';
import type { TObject, TSchema } from 'typebox';
import type { Caller, PriorityClass, Scope } from '../core/access.ts';
import type { AccountDoors } from '../core/accounts.ts';
import type { Administration } from '../core/administration.ts';
import type { Billing } from '../core/billing.ts';
import type { Cost } from '../core/cost.ts';
import type { DependencyGraph } from '../core/graph.ts';
import type { KeyReports, LimitsDoor } from '../core/limits.ts';
import type { FormValues, Session, SetCookie } from '../core/session.ts';
import type { ReceivedFile, Tools } from '../core/tools.ts';
import type { UsageDoor } from '../core/usage.ts';
import type { Attester } from '../ecosystems/attest.ts';
import type { Ecosystem, RegistryRef } from '../ecosystems/ecosystem.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { FeedLink } from '../ui/layout.tsx';

export interface Service {
  id: string;
  title: string;
  description: string;
  /** Where the API is mounted: `/packages/api/v1`, or `/api/v1` for what is new here. */
  apiBase: string;
  /** Its contract has no `/api/v1`: operations are also found right under its mount, and at the root of its own host name. */
  atRoot?: boolean;
  routes: Route[];
  pages: Page[];
}

/**
 * One operation. Path parameters are written `{name}` (one segment, which may hold encoded slashes) or `{name+}` (one or
 * more segments: raw slashes allowed). Parameters reach the handler decoded.
 */
export interface Route {
  method: 'GET' | 'POST';
  path: string;
  operationId: string;
  summary: string;
  tags: string[];
  /** Query parameters; every property is optional, unknown ones are refused by name. */
  query?: TObject;
  body?: TSchema;
  /** Largest body in bytes. Default 1 MiB. */
  maxBodyBytes?: number;
  /**
   * Takes files: the body is `multipart/form-data` (files, and fields that count as query parameters), or the bytes of one file
   * of any other type, which `?filename=` or Content-Disposition names. No body is no file.
   */
  upload?: { maxFiles: number; maxBytes: number };
  /** The body as it came, as a Buffer, of any type and at most `maxBodyBytes`: for what is signed byte by byte. */
  rawBody?: true;
  /** Names, in lower case, of headers that the handler reads. Its cache rule is `none`. */
  headers?: readonly string[];
  /** A POST that takes `Idempotency-Key`: sent again with the same key, it is answered as before and done once. */
  idempotent?: true;
  /** Also answers those who are signed in, where they send their session's token as `X-CSRF-Token`. Its cache rule is `none`. */
  session?: true;
  response: TSchema;
  /** Cost units of one call, see core/cost.ts. */
  cost: Cost;
  /** Only keys that have it may call; those who are signed in may as well. */
  scope?: Scope;
  cache: CacheRule;
  /** True when this path exists only here and not in the original contract. */
  isNew?: boolean;
  handle(context: RequestContext): Promise<Reply> | Reply;
}

/**
 * - `shared`: public, revalidated: ETag and the service's Cache-Control; kept in memory until one of its tags changes.
 * - `none`: `no-store`.
 */
export type CacheRule = 'shared' | 'none';

export interface RequestContext {
  /** Decoded path parameters. */
  params: Record<string, string>;
  /** Validated query: numbers are numbers, booleans booleans; absent ones undefined. */
  query: Record<string, string | number | boolean | undefined>;
  body: unknown;
  /** Who asks; null where the answer may be given to others as well (`cache: 'shared'`). */
  caller: Caller | null;
  /** What callers may still ask for; null where nobody is limited. */
  limits: LimitsDoor | null;
  /** For keys that were found where they should not be. */
  keyReports: KeyReports;
  db: Queryable & Pick<Database, 'transaction'>;
  directory: RegistryDirectory;
  sync: ReadThrough;
  memory: PackageMemory;
  tools: Tools;
  attester: Attester;
  accounts: AccountDoors;
  /** What operators may do, in somebody's name. */
  administration: (actor: string) => Administration;
  graph: DependencyGraph;
  usage: UsageDoor;
  billing: Billing;
  /** Headers that the route names; one that was not sent is not there. */
  headers: Readonly<Record<string, string>>;
  /** What was sent to a route or page that takes files. */
  files: ReceivedFile[];
  /** Who is signed in, on pages and routes that ask for it; null where nobody is. */
  session: Session | null;
  /** Browser and system of whoever is signed in or about to, in a few words; null where that is not asked for or not known. */
  agent: string | null;
  /** Cookies of ours by the names that `PageResult.cookies` gave them, on pages that ask for a session. */
  cookies: Readonly<Record<string, string>>;
  /** What a page's form sent, as its schema says. */
  form: FormValues;
  /** The one-time token of the form, for pages that are `once`; null without. */
  once: string | null;
  /** Milliseconds that the client wants to wait for a result (`Prefer: wait`, RFC 7240); null where it does not say. */
  waitMs: number | null;
  /** Origin for links in bodies, without trailing slash, e.g. `https://packages.example.org` or `http://localhost:3000/packages`. */
  serviceUrl: string;
  /** Origin of the site, without trailing slash. */
  siteUrl: string;
  now: Date;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  /**
   * To be called before waiting for something else than this machine (events, a registry): others get this request's turn
   * meanwhile, and for good.
   */
  waits(): void;
}

/** The registries and the pure slots of their ecosystems, held in memory. */
export interface RegistryDirectory {
  all(): IndexedRegistry[];
  /** By name, ignoring case; `canonical` tells whether the spelling was the registry's own. */
  byName(name: string): { registry: IndexedRegistry; canonical: boolean } | null;
  byId(id: number): IndexedRegistry | null;
  /** Registries of an ecosystem id or of one of its other spellings (`rubygems`/`gem`), defaults first. */
  ofEcosystem(id: string): IndexedRegistry[];
  ofPurlType(type: string): IndexedRegistry[];
}

export interface IndexedRegistry extends RegistryRef {
  github: string | null;
  iconUrl: string;
  definition: Ecosystem;
  createdAt: string;
  updatedAt: string;
}

/** Texts made of single packages' facts, kept for as long as the package does not change. */
export interface PackageMemory {
  /** The moment, to be asked for BEFORE the facts are read. */
  now(): number;
  /** @param variant what else the text depends on. */
  get(packageId: number, variant: string): string | undefined;
  keep(packageId: number, variant: string, text: string, readAt: number): void;
  /**
   * For facts that are kept elsewhere: whether nothing behind the tags (`package:<id>`, `registry:<id>`) has changed since they
   * were read. False while changes cannot be heard of.
   */
  isCurrent(tags: readonly string[], readAt: number): boolean;
}

/** The bounded way from a request to a registry, see pipeline/read-through.ts. */
export interface ReadThrough {
  /**
   * Brings a package that is not indexed into the index, coalesced with other callers, waiting at most the time budget.
   * - `indexed`: it is there now; - `missing`: the registry does not know it (or it is tombstoned, or the name is impossible);
   * - `pending`: still under way or queued; - `failed`: the registry could not be asked, it is queued for later.
   *
   * With `versions` it reads more of these versions of a package that is indexed: what they depend on, where the ecosystem's connector
   * is `onDemand`. `indexed`: they were read; else `failed` or `pending`, and nothing is queued.
   */
  package(
    registry: IndexedRegistry,
    name: string,
    options?: { budgetMs?: number; versions?: readonly string[]; priority?: PriorityClass },
  ): Promise<'indexed' | 'missing' | 'pending' | 'failed'>;
  /** Queues a refresh of a known package; coalesced, never sooner than the re-sync floor. */
  refresh(registry: IndexedRegistry, name: string, options?: { priority?: PriorityClass }): Promise<void>;
}

export interface Reply {
  status?: number;
  /**
   * Object to be sent as JSON, or a pre-serialised text with its own content type. An `AsyncIterable<string>` with a content
   * type is streamed; its route's cache is `none`.
   */
  body: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  /** Position in a list, for the Link, Current-Page and Page-Items headers. Totals only where they are counted anyway. */
  page?: { page: number; perPage: number; hasMore: boolean; total?: number };
  /** When the facts last changed, ISO 8601, for Last-Modified. */
  lastModified?: string | null;
  /**
   * What the body depends on: `package:<id>`, `registry:<id>`, or `everything`. A cached body is dropped when one changes.
   */
  tags?: string[];
  /** Never cached, whatever the route says (pending, missing). */
  noStore?: boolean;
  /** Units that it took in the end, where that is known only now. */
  cost?: number;
}

/** A page for people. `load` gives the data once, `view` renders it; both see no HTTP. */
export interface Page {
  /** POST: a form's target, which answers with a redirect. Default GET. */
  method?: 'GET' | 'POST';
  path: string;
  query?: TObject;
  /** As of a route. */
  upload?: { maxFiles: number; maxBytes: number };
  /** Cost units. Default those of a single entity. */
  cost?: number;
  /** Fields of a form that is sent as `application/x-www-form-urlencoded`; unknown ones are refused by name. */
  form?: TObject;
  /**
   * The page depends on who is signed in: it is never kept, and its POST needs the session's token in the field `csrf`, but where
   * the session will be `replaced`: the form has a secret of its own then.
   */
  session?: true | 'replaced';
  /**
   * A form that is done once for its one-time token, in the hidden field `once`: sent again, it is answered as before. The function
   * throws for whoever may not send it any more.
   */
  once?(context: RequestContext): Promise<unknown>;
  cache: CacheRule;
  load(context: RequestContext): Promise<PageResult>;
}

export interface PageResult {
  status?: number;
  title: string;
  description?: string;
  view: VNode;
  tags?: string[];
  noStore?: boolean;
  headers?: Record<string, string>;
  /** What the page shows, as feeds. */
  feeds?: FeedLink[];
  /** A file instead of a page: whoever follows the link saves it. */
  download?: { content: string | Buffer; contentType: string; filename: string };
  /** Location of a redirect: 303 after a POST, else 301, or the page's `status`. */
  redirect?: string;
  /** Of pages with a session. */
  cookies?: SetCookie[];
  /** Not for search engines. */
  noindex?: boolean;
}
