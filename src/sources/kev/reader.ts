/** CISA's catalog, https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json. */
import type { ExploitFacts } from '../../core/advisories.ts';
import { UpstreamError } from '../../core/errors.ts';
import { memberOf, parseJson } from '../../formats/json.ts';
import { dateOf } from '../dates.ts';
import { idOf, textOf } from '../fields.ts';
import { MAX_DETAILS, MAX_TITLE, RECORD_BYTES } from '../limits.ts';
import { newNotes } from '../notes.ts';
import { lastParts } from '../paths.ts';
import { emptyContent } from '../record.ts';
import type { DocumentContent, DocumentContext, SourceReader } from '../source.ts';

/** It has some thousands. */
const MAX_ENTRIES = 500_000;

export const reader: SourceReader = {
  forms: [
    {
      matches: path => /^[^.].*\.json$/.test(lastParts(path, 1)[0] ?? ''),
      maxBytes: 2 * RECORD_BYTES,
      read: readCatalog,
    },
  ],
};

function readCatalog(bytes: Uint8Array, context: DocumentContext): DocumentContent {
  const { path } = context;
  const entries = memberOf(parseJson(bytes, path), 'vulnerabilities');
  if (!Array.isArray(entries)) throw new UpstreamError('malformed', `${path}: no list of vulnerabilities`);
  const content = emptyContent();
  for (const entry of entries.slice(0, MAX_ENTRIES)) {
    const facts = factsOf(entry, context.now);
    if (typeof facts !== 'string') content.exploits.push(facts);
    else content.problems.push({ path, id: idOf(memberOf(entry, 'cveID')), message: facts });
  }
  if (entries.length > MAX_ENTRIES)
    content.problems.push({ path, id: null, message: `only the first ${MAX_ENTRIES} entries were read` });
  return content;
}

/** The facts, or why the entry has none. */
function factsOf(entry: unknown, now: number): ExploitFacts | string {
  const notes = newNotes();
  const cve = idOf(memberOf(entry, 'cveID'));
  if (cve === null || !/^CVE-\d{4}-\d{4,19}$/.test(cve)) return 'an entry without a CVE';
  const addedAt = dateOf(memberOf(entry, 'dateAdded'), 'the day it was added', now, notes);
  if (addedAt === null) return notes.list()[0] ?? 'the day it was added is not stated';
  return {
    cve,
    epss: null,
    kev: {
      addedAt,
      // It lies ahead by its nature.
      dueAt: dateOf(memberOf(entry, 'dueDate'), 'the day it is due', Number.POSITIVE_INFINITY, notes),
      ransomware: memberOf(entry, 'knownRansomwareCampaignUse') === 'Known',
      name: textOf(memberOf(entry, 'vulnerabilityName'), MAX_TITLE, 'the name', notes) ?? cve,
      action: textOf(memberOf(entry, 'requiredAction'), MAX_DETAILS, 'the action', notes) ?? '',
    },
  };
}
