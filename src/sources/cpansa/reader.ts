/**
 * Reports by distribution in YAML (`cpansa/CPANSA-*.yml`), and all of them in `cpan-security-advisory.json`. Both hold the same reports;
 * a tree with both gives those of the JSON, and from the YAML what is not in it.
 */
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJson } from '../../formats/json.ts';
import { parseYaml } from '../../formats/yaml.ts';
import { MAX_AFFECTED, RECORD_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import { mapEach } from '../record.ts';
import type { DocumentContext, SourceReader } from '../source.ts';
import { reportRecord } from './report.ts';

export const reader: SourceReader = {
  forms: [
    {
      matches: path => lastParts(path, 1)[0] === 'cpan-security-advisory.json',
      maxBytes: 4 * RECORD_BYTES,
      read: (bytes, context) => mapReports(ofDistributions(parseJson(bytes, context.path)), context),
    },
    {
      matches: path => {
        const [folder, name] = lastParts(path, 2);
        return folder === 'cpansa' && /^[^.].*\.ya?ml$/.test(name ?? '');
      },
      maxBytes: RECORD_BYTES,
      isSecondary: true,
      read: (bytes, context) =>
        mapReports(ofFile(parseYaml(bytes, context.path, { scalars: 'text' })), context),
    },
  ],
};

function mapReports(reports: Iterable<JsonDocument>, context: DocumentContext) {
  return mapEach(
    reports,
    context,
    report => reportRecord(report, context.now),
    report => report.id,
  );
}

function* ofDistributions(document: unknown): Generator<JsonDocument> {
  const distributions = memberOf(document, 'dists');
  if (!isJsonObject(distributions)) return;
  for (const [distribution, entry] of Object.entries(distributions)) {
    for (const report of objectsIn(memberOf(entry, 'advisories'), MAX_AFFECTED))
      yield { distribution, ...report };
  }
}

/** A list of reports, or, since 2025, a mapping that says once what distribution they are of. */
function ofFile(document: unknown): JsonDocument[] {
  if (Array.isArray(document)) return objectsIn(document, MAX_AFFECTED);
  const distribution = memberOf(document, 'distribution');
  return objectsIn(memberOf(document, 'advisories'), MAX_AFFECTED).map(report => ({
    distribution,
    ...report,
  }));
}
