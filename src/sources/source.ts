/**
 * What a source of advisories is: a definition that is data, and a reader that turns its documents into records. Both are pure; where
 * the documents come from, and where the records go, is for others to know.
 */
import type { AdvisoryRecord, ExploitFacts } from '../core/advisories.ts';
import type { Http } from '../io/types.ts';

export interface Source {
  /** Name of its folder, and of `--source`. */
  id: string;
  name: string;
  /** A page for people. */
  url: string;
  /** SPDX expression of what it publishes; null where it has no licence of that list, or each record has its own. */
  license: string | null;
  /** The terms in a sentence. */
  terms: string;
  gives: 'advisories' | 'exploits';
  /** Ids of our ecosystems that its records speak of; null: any. */
  ecosystems: readonly string[] | null;
  /** Where upstream keeps it whole. */
  origin: SourceOrigin;
  /** Loaded when it is first needed: a program that only answers requests has no use for it. */
  load(): Promise<SourceReader>;
}

export interface SourceOrigin {
  /** `git`: a repository. `archive`: one file that holds the documents. `file`: the document. `api`: pages that are asked for. */
  kind: 'git' | 'archive' | 'file' | 'api';
  url: string;
}

export interface SourceReader {
  /** The first form that matches a path reads it; what none matches is no document of the source. */
  forms: readonly DocumentForm[];
  /** Of an origin that is an API: what changed, page by page, the oldest change first. */
  pages?(context: PagesContext): AsyncIterable<SourcePage>;
}

export interface PagesContext {
  http: Pick<Http, 'request'>;
  /** Address of the API. */
  url: string;
  /** Operator settings by name, as connectors have them (`github_token`). */
  settings: Readonly<Record<string, string | undefined>>;
  /** `position` of the last page that was kept; null: from the beginning. */
  position: string | null;
  signal?: AbortSignal | undefined;
}

export interface SourcePage {
  /** Documents that one of the `forms` reads. */
  files: { path: string; bytes: Uint8Array }[];
  /** Where to go on once all of this page is kept. */
  position: string;
}

export type DocumentForm = WholeForm | StreamForm;

interface FormBase {
  /** By the last parts of a path, so that it does not matter how deep the source's own root lies in the tree. */
  matches(path: string): boolean;
  /** Most bytes of one document. */
  maxBytes: number;
  /**
   * True for a form in which a source repeats what another form of it says. It counts only where the other one is not in the tree: a
   * document whose `key` came before in another form is passed over, and so is a record that came before.
   */
  isSecondary?: boolean;
  /** What documents of two forms have in common that say the same. */
  key?(path: string): string;
}

/** A document of which memory holds all. */
export interface WholeForm extends FormBase {
  /** @throws UpstreamError `malformed` or `too-large` where nothing of the document can be used. */
  read(bytes: Uint8Array, context: DocumentContext): DocumentContent;
}

/** A document that is a collection, read in pieces. */
export interface StreamForm extends FormBase {
  /** @throws UpstreamError `malformed` or `too-large`; what was given before stands. */
  stream(bytes: AsyncIterable<Uint8Array>, context: DocumentContext): AsyncIterable<DocumentContent>;
}

export interface DocumentContext {
  /** As the tree has it. */
  path: string;
  /** Milliseconds since 1970. Dates that are more than a day later are left out. */
  now: number;
}

export interface DocumentContent {
  records: AdvisoryRecord[];
  exploits: ExploitFacts[];
  problems: SourceProblem[];
}

/** A record, or a whole document, that could not be used. */
export interface SourceProblem {
  path: string;
  /** The record's, where it is known. */
  id: string | null;
  message: string;
}
