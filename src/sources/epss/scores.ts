/**
 * Lines of `cve,epss,percentile` after a comment with the day of the scores (`#model_version:v2025.03.14,score_date:...`) and a line with the
 * names of the columns. Files of the first model, until February 2022, have no comment: of these the day is in the name. Every number is
 * between 0 and 1. Nothing is quoted.
 */
import type { ExploitFacts } from '../../core/advisories.ts';
import { UpstreamError } from '../../core/errors.ts';
import { dateOf } from '../dates.ts';
import { newNotes, shown } from '../notes.ts';
import { emptyContent } from '../record.ts';
import type { DocumentContent, DocumentContext } from '../source.ts';

const MAX_LINE = 1_000;
/** Rows that are handed on together. */
const PIECE = 5_000;
/** Problems that are told; more of them say nothing new. */
const MAX_PROBLEMS = 1_000;
const CVE = /^CVE-\d{4}-\d{4,19}$/;
const NUMBER = /^(?:0(?:\.\d{1,20})?|1(?:\.0{1,20})?|\d(?:\.\d{1,20})?e-\d{1,2})$/i;

/** @throws UpstreamError `malformed` where the day or the columns are not stated, or a line is too long for any row. */
export async function* readScores(
  bytes: AsyncIterable<Uint8Array>,
  context: DocumentContext,
): AsyncGenerator<DocumentContent> {
  let asOf = dayOfName(context);
  let columns: Columns | null = null;
  let content = emptyContent();
  let problems = 0;
  for await (const line of linesOf(bytes, context.path)) {
    if (line === '') continue;
    if (line.startsWith('#')) asOf = dayOf(line, context) ?? asOf;
    else if (columns === null) columns = columnsOf(line, context.path);
    else {
      if (asOf === null)
        throw new UpstreamError('malformed', `${context.path}: the day of the scores is not stated`);
      const facts = factsOf(line, columns, asOf);
      if (facts !== null) content.exploits.push(facts);
      else if (++problems <= MAX_PROBLEMS)
        content.problems.push({ path: context.path, id: null, message: `no score: ${shown(line)}` });
      if (content.exploits.length < PIECE) continue;
      yield content;
      content = emptyContent();
    }
  }
  if (columns === null) throw new UpstreamError('malformed', `${context.path}: no columns are named`);
  yield content;
}

interface Columns {
  cve: number;
  epss: number;
  percentile: number;
}

function columnsOf(line: string, path: string): Columns {
  const names = line.split(',').map(name => name.trim().toLowerCase());
  const columns = {
    cve: names.indexOf('cve'),
    epss: names.indexOf('epss'),
    percentile: names.indexOf('percentile'),
  };
  if (Object.values(columns).includes(-1))
    throw new UpstreamError('malformed', `${path}: the columns are not cve, epss and percentile`);
  return columns;
}

/** `#model_version:v2025.03.14,score_date:2026-05-18T00:00:00Z`. */
function dayOf(comment: string, { now }: DocumentContext): string | null {
  const at = comment.indexOf('score_date:');
  if (at === -1) return null;
  const [date] = comment.slice(at + 'score_date:'.length).split(',');
  return dateOf(date, 'the day', now, newNotes());
}

/** `epss_scores-2021-04-14.csv`. */
function dayOfName({ path, now }: DocumentContext): string | null {
  const date = /epss_scores-(\d{4}-\d{2}-\d{2})\.csv$/i.exec(path)?.[1];
  return date === undefined ? null : dateOf(date, 'the day', now, newNotes());
}

function factsOf(line: string, columns: Columns, asOf: string): ExploitFacts | null {
  const cells = line.split(',');
  const cve = cells[columns.cve]?.trim() ?? '';
  const [percentage, percentile] = [numberOf(cells[columns.epss]), numberOf(cells[columns.percentile])];
  if (!CVE.test(cve) || percentage === null || percentile === null) return null;
  return { cve, epss: { percentage, percentile, asOf }, kev: null };
}

function numberOf(cell: string | undefined): number | null {
  const text = cell?.trim() ?? '';
  return NUMBER.test(text) ? Number(text) : null;
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) throw new UpstreamError('malformed', `${path}: a line is too long`);
    for (const line of lines) yield line.trimEnd();
  }
  yield (rest + decoder.decode()).trimEnd();
}
