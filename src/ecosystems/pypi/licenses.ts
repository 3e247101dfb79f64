/** The licence of a release, from what its metadata say: https://packaging.python.org/en/latest/specifications/core-metadata/ */
import type { JsonDocument } from '../../formats/json.ts';
import { textsOf } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';

/** A longer text is no name of a licence but the licence. */
const MAX_NAME = 100;
const MAX_TEXT = 1_000;

/**
 * The expression; else the free text where it is short and of one line; else the classifiers, joined with `,`; else the
 * beginning of the free text.
 */
export function licensesOf({ license_expression, license, classifiers }: JsonDocument): string | null {
  const expression = clean(license_expression, MAX_TEXT);
  if (expression !== null) return expression;
  const text = clean(license, MAX_TEXT);
  const isName = text !== null && text.length <= MAX_NAME && !text.includes('\n') && !isNothing(text);
  if (isName) return text;
  const classified = textsOf(classifiers, { count: 500, length: 300 })
    .filter(classifier => classifier.startsWith('License ::'))
    .map(classifier => classifier.slice(classifier.lastIndexOf('::') + 2).trim())
    // The name of the whole branch of approved licences is none of them.
    .filter(name => name !== '' && name !== 'OSI Approved');
  if (classified.length > 0) return [...new Set(classified)].join(',');
  return text === null || isNothing(text) ? null : text;
}

/** What old build tools wrote for a field that was left empty. */
function isNothing(text: string): boolean {
  return text.toUpperCase() === 'UNKNOWN';
}
