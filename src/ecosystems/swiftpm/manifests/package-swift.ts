/**
 * `Package.swift` (https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html): a program, of which the calls of
 * `.package(...)` are read. Requirements are written as ranges: `>= 1.2.0`, `= 1.2.0`, `1.0.0 - 2.0.0`; of branches and revisions the
 * name stands. What that form cannot say, the lower half of `.upToNextMinor` and the open end of `..<`, is told to resolvers beside it.
 */
import {
  type Argument,
  argumentsOf,
  isSign,
  labelled,
  type Source,
  sourceOf,
  textIn,
} from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestManagement,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';
import { nameOfAddress } from './address.ts';

const SWIFT: SourceSyntax = {
  lineComments: ['//'],
  blockComments: 'nested',
  quotes: '"',
  longQuotes: '"',
  values: { kind: 'backslash', quotes: '"' },
};
/** The largest number of the first version of the format stood for "any". */
const ANY = '9223372036854775807';

export const packageSwift: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, SWIFT, 'Package.swift');
    const { tokens } = source;
    const dependencies: ManifestDependency[] = [];
    const manages: ManifestManagement[] = [];
    const unresolved: Unresolved[] = [];
    let name: string | null = null;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as SourceToken;
      if (token.kind !== 'word' || !isSign(tokens[at + 1], '(')) continue;
      if (token.value === 'Package' && name === null)
        name = textIn(source, labelled(argumentsOf(source, at + 1)).get('name'));
      const method = token.value.slice(token.value.lastIndexOf('.'));
      if (method !== '.package' && method !== '.Package') continue;
      const given = argumentsOf(source, at + 1);
      const one = dependencyAt(source, given);
      if (one !== null) {
        dependencies.push(one);
        const exactly = given.map(each => written(source, each)).find(text => text !== null);
        if (exactly && one.local !== true)
          manages.push({ kind: 'artifact', name: one.name, requirement: exactly });
      } else unresolved.push({ what: 'the address of a package is computed', line: token.line });
    }
    return {
      dependencies,
      project: name === null ? null : { name, version: null, license: null },
      manages,
      unresolved,
    };
  },
};

function dependencyAt(source: Source, given: readonly Argument[]): ManifestDependency | null {
  const byLabel = labelled(given);
  const text = (label: string) => textIn(source, byLabel.get(label));
  const [url, id, path] = [text('url'), text('id'), text('path')];
  const alias = text('name');
  if (url === null && id === null) {
    const name = alias ?? path?.slice(path.lastIndexOf('/') + 1);
    return path === null || !name
      ? null
      : dependency(name, null, 'runtime', { direct: true, local: true, source: path });
  }
  const name = url === null ? (id as string) : nameOfAddress(url);
  if (name === '') return null;
  const requirement = requirementIn(source, given, byLabel);
  return dependency(name, requirement, 'runtime', {
    direct: true,
    alias: alias === name ? null : alias,
    source: url,
    unresolved: requirement === null || url?.includes('\\(') === true,
  });
}

function requirementIn(
  source: Source,
  given: readonly Argument[],
  byLabel: ReadonlyMap<string, Argument>,
): string | null {
  const text = (label: string) => textIn(source, byLabel.get(label));
  const [from, exact] = [text('from'), text('exact')];
  if (from !== null) return `>= ${from}`;
  if (exact !== null) return `= ${exact}`;
  const major = byLabel.get('majorVersion');
  if (major !== undefined) return legacyRange(source, major, byLabel.get('minor'));
  for (const label of ['branch', 'revision']) {
    const value = text(label);
    if (value !== null) return value;
  }
  for (const one of given) {
    const found = rangeOrCall(source, one);
    if (found !== null) return found;
  }
  return null;
}

/** `"1.0.0"..<"2.0.0"`, `"1.0.0"..."1.9.9"`, `.upToNextMajor(from: "1.0.0")`, `.exact("1.0.0")`, `.branch("main")`. */
function rangeOrCall(source: Source, { from, to }: Argument): string | null {
  const { tokens } = source;
  const first = tokens[from] as SourceToken;
  if (first.kind === 'text') {
    const last = tokens[to - 1];
    const dots = tokens[from + 1];
    const isRange =
      to > from + 2 && dots?.kind === 'word' && dots.value.startsWith('..') && last?.kind === 'text';
    return isRange ? `${first.value} - ${last.value}` : null;
  }
  if (first.kind !== 'word' || !isSign(tokens[from + 1], '(')) return null;
  const value = textIn(source, argumentsOf(source, from + 1)[0]);
  if (value === null) return null;
  switch (first.value.slice(first.value.lastIndexOf('.') + 1)) {
    case 'upToNextMajor':
    case 'upToNextMinor':
      return `>= ${value}`;
    case 'exact':
    case 'exactItem':
      return `= ${value}`;
    case 'branch':
    case 'branchItem':
    case 'revision':
    case 'revisionItem':
      return value;
    default:
      return null;
  }
}

/** `.upToNextMinor(from: "1.2.0")` and `"1.0.0"..<"2.0.0"` as the language has them; null for everything else. */
function written(source: Source, { from, to }: Argument): string | null {
  const { tokens } = source;
  const first = tokens[from] as SourceToken;
  const last = tokens[to - 1];
  if (first.kind === 'text')
    return [tokens[from + 1], tokens[from + 2]].some(token => token?.value.endsWith('<')) &&
      last?.kind === 'text'
      ? `"${first.value}"..<"${last.value}"`
      : null;
  if (first.kind !== 'word' || !isSign(tokens[from + 1], '(')) return null;
  if (first.value.slice(first.value.lastIndexOf('.') + 1) !== 'upToNextMinor') return null;
  const value = textIn(source, argumentsOf(source, from + 1)[0]);
  return value === null ? null : `.upToNextMinor(from: "${value}")`;
}

/** `majorVersion: 1, minor: 2` is 1.2 and all its patches. */
function legacyRange({ tokens }: Source, major: Argument, minor: Argument | undefined): string {
  const number = (of: Argument) => tokens[of.from]?.value ?? '0';
  return minor === undefined
    ? `${number(major)}.0.0 - ${number(major)}.${ANY}.${ANY}`
    : `${number(major)}.${number(minor)}.0 - ${number(major)}.${number(minor)}.${ANY}`;
}
