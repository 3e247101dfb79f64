import type { Http } from './http.types.ts';

export type * from './http.types.ts';

/** What npm's own configuration says for one package: its registry (scoped or default) and the headers to send there. */
export interface NpmEndpoint {
  /** Base URL, without trailing slash. */
  registry: string;
  headers: Record<string, string>;
}

/** Runs a program with an argument array (never a shell) and gives its standard output. */
export interface Processes {
  /**
   * Streams stdout; a non-zero exit ends the stream with an UpstreamError `malformed` carrying the end of stderr.
   *
   * @param options.input what the program gets as its standard input; none without it.
   * @param options.variables are added to the small environment that programs get.
   */
  stream(
    command: string,
    args: string[],
    options?: {
      timeoutMs?: number;
      input?: AsyncIterable<Uint8Array>;
      variables?: Readonly<Record<string, string>>;
    },
  ): AsyncIterable<Uint8Array>;
  /** Whole stdout as text, at most `maxBytes` (default 16 MiB). */
  text(command: string, args: string[], options?: { timeoutMs?: number; maxBytes?: number }): Promise<string>;
}

export interface Files {
  exists(path: string): Promise<boolean>;
  read(path: string, options?: { maxBytes?: number }): Promise<Buffer>;
  stream(path: string): AsyncIterable<Uint8Array>;
}

/** Streaming decompressors, each capped in output size. */
export interface Decompress {
  gzip(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Uint8Array>;
  xz(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Uint8Array>;
}

/** Everything a connector may use to reach outside. */
export interface Io {
  http: Http;
  processes: Processes;
  files: Files;
  decompress: Decompress;
  /** npm's own configuration (.npmrc of user, project and system), read once. */
  npm: { endpointFor(packageName: string): Promise<NpmEndpoint> };
  /** Verifies an OpenPGP clear-signed document against a keyring; gives the signed text. */
  verifySigned(document: Buffer, keyringPath: string): Promise<string>;
}

export interface XsdTask {
  /** Well-formed UTF-8 without a document type declaration. Names are made of letters, digits, dots and dashes. */
  xml: { fileName: string; contents: string }[];
  schema: { fileName: string; contents: string };
  /** Files that the schema includes. */
  preload: { fileName: string; contents: string }[];
}

export interface XsdResult {
  valid: boolean;
  errors: readonly { message: string; loc: { fileName: string; lineNumber: number } | null }[];
  rawOutput: string;
}

/** @throws UpstreamError `malformed` when libxml2 gives up, `timeout` when it takes too long. */
export type CheckXsd = (task: XsdTask) => Promise<XsdResult>;
