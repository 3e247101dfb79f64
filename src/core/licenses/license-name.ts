/** One licence, by identifier, name or page. */
import { aliasExpression, MAX_ALIAS_LENGTH } from './aliases/index.ts';
import { type LicenseExpression, parseExpression, termOfWord } from './expression.ts';
import { canonicalExceptionId, canonicalLicenseId } from './identifiers.ts';
import { urlExpression } from './license-urls.ts';

/** Declarations that say that nothing is said. */
const UNSTATED: ReadonlySet<string> = new Set([
  '',
  '-',
  'n/a',
  'noassertion',
  'none',
  'not specified',
  'null',
  'undefined',
  'unknown',
  'unspecified',
  'unspecifiedlicense',
  // What NuGet writes in the place of the URL of packages that use the newer field.
  'https://aka.ms/deprecatelicenseurl',
]);

const EXCEPTION_NAMES: ReadonlyMap<string, string> = new Map([
  ['classpath exception', 'Classpath-exception-2.0'],
  ['classpath-exception', 'Classpath-exception-2.0'],
  ['llvm exception', 'LLVM-exception'],
  ['llvm exceptions', 'LLVM-exception'],
  ['llvm-exceptions', 'LLVM-exception'],
  ['linux syscall note', 'Linux-syscall-note'],
  ['font exception', 'Font-exception-2.0'],
]);

export function isUnstated(text: string): boolean {
  return UNSTATED.has(text.toLowerCase());
}

/**
 * The expression of one licence: an SPDX identifier or reference, a name of the ecosystem's table or of the general ones,
 * or the page of a licence. Null when `text` names none or several.
 */
export function licenseByName(text: string, ecosystem: string | undefined): LicenseExpression | null {
  const term = termOfWord(text);
  if (term !== null) return term;
  const expression =
    (text.length <= MAX_ALIAS_LENGTH ? classifierExpression(text, ecosystem) : null) ??
    versionedIdentifier(text) ??
    urlExpression(text);
  return expression === null ? null : parseExpression(expression);
}

/** The exception's identifier, or null. */
export function exceptionByName(text: string): string | null {
  const name = text.toLowerCase().replace(/^the /, '').replace(/^gnu /, '');
  return canonicalExceptionId(text) ?? EXCEPTION_NAMES.get(name) ?? null;
}

/** Classifiers of PyPI stand in other ecosystems' metadata too, and are known by their prefix. */
function classifierExpression(text: string, ecosystem: string | undefined): string | null {
  const classifier = /^License :: (?:OSI Approved :: )?/i.exec(text);
  return classifier === null
    ? aliasExpression(text, ecosystem)
    : aliasExpression(text.slice(classifier[0].length), 'pypi');
}

/** `Apache-2.0 License`: only for identifiers with a number, because `Intel License` could be any of Intel's. */
function versionedIdentifier(text: string): string | null {
  const match = /^(?:the )?([a-z0-9.-]*\d[a-z0-9.-]*) licen[cs]e$/i.exec(text.slice(0, MAX_ALIAS_LENGTH));
  return match && canonicalLicenseId(match[1] as string);
}
