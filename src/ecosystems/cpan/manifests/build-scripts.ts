/**
 * Makefile.PL, https://metacpan.org/pod/ExtUtils::MakeMaker, also with Module::Install, https://metacpan.org/pod/Module::Install, and
 * Build.PL, https://metacpan.org/pod/Module::Build::API: hashes of modules and versions among the arguments of a program that is not run.
 */
import { type PerlToken, perlTokens } from '../../../formats/perl-tokens.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestProject,
  type ManifestReader,
  type ParsedManifest,
} from '../../manifest.ts';

type Sections = readonly (readonly [key: string, type: string])[];

const MAKE_MAKER: Sections = [
  ['PREREQ_PM', 'runtime'],
  ['BUILD_REQUIRES', 'build'],
  ['TEST_REQUIRES', 'test'],
  ['CONFIGURE_REQUIRES', 'build'],
];
const MODULE_BUILD: Sections = [
  ['requires', 'runtime'],
  ['build_requires', 'build'],
  ['test_requires', 'test'],
  ['configure_requires', 'build'],
  ['recommends', 'runtime'],
];

export const makefilePl: ManifestReader = {
  parse: input =>
    readScript(perlTokens(input.text, 'Makefile.PL'), MAKE_MAKER, ['NAME', 'VERSION', 'LICENSE']),
};

export const buildPl: ManifestReader = {
  parse: input =>
    readScript(perlTokens(input.text, 'Build.PL'), MODULE_BUILD, ['module_name', 'dist_version', 'license']),
};

function readScript(
  tokens: readonly PerlToken[],
  sections: Sections,
  [name, version, license]: readonly [string, string, string],
): ParsedManifest {
  const hashes = new Map<string, number>();
  const values = new Map<string, string>();
  for (let at = 0; at + 2 < tokens.length; at++) {
    const [key, arrow, value] = [tokens[at], tokens[at + 1], tokens[at + 2]] as [
      PerlToken,
      PerlToken,
      PerlToken,
    ];
    if (!isKey(key) || !isComma(arrow)) continue;
    if (value.text === '{' && value.kind === 'sign') {
      // The first counts: a second one mostly stands where older tools are provided for.
      if (!hashes.has(key.text)) hashes.set(key.text, at + 3);
    } else if (value.kind === 'text' && !value.computed && !values.has(key.text))
      values.set(key.text, value.text);
  }
  const dependencies: ManifestDependency[] = [];
  for (const [key, type] of sections) {
    const start = hashes.get(key);
    if (start !== undefined) dependencies.push(...modulesAt(tokens, start, type, key === 'recommends'));
  }
  if (sections === MAKE_MAKER) dependencies.push(...statementsIn(tokens));
  const project: ManifestProject = {
    name: values.get(name) || null,
    version: values.get(version) || null,
    license: values.get(license) || null,
  };
  return { dependencies, project };
}

/** `'Module' => 'version', ...` up to the bracket that closes them. */
function modulesAt(
  tokens: readonly PerlToken[],
  start: number,
  type: string,
  isOptional: boolean,
): ManifestDependency[] {
  const found: ManifestDependency[] = [];
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at] as PerlToken;
    if (token.kind === 'sign' && '{[('.includes(token.text)) depth++;
    else if (token.kind === 'sign' && '}])'.includes(token.text)) {
      if (depth-- === 0) break;
    } else if (depth === 0 && isKey(token) && isComma(tokens[at + 1])) {
      const one = moduleOf(token.text, tokens[at + 2], type, isOptional);
      if (one) found.push(one);
      at += tokens[at + 2]?.kind === 'sign' ? 1 : 2;
    }
  }
  return found;
}

/** Module::Install: `requires 'Module' => 1.0;` and its kin as statements. */
function statementsIn(tokens: readonly PerlToken[]): ManifestDependency[] {
  const types = new Map(MODULE_BUILD);
  return tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    const type = token.kind === 'word' ? types.get(token.text) : undefined;
    if (type === undefined || (before && !(before.kind === 'sign' && ';{}'.includes(before.text)))) return [];
    const first = tokens[at + 1]?.text === '(' ? at + 2 : at + 1;
    const name = tokens[first];
    if (name?.kind !== 'text') return [];
    const version = isComma(tokens[first + 1]) ? tokens[first + 2] : undefined;
    return moduleOf(name.text, version, type, token.text === 'recommends') ?? [];
  });
}

/** Perl itself is left out, and version 0 is any. */
function moduleOf(
  name: string,
  version: PerlToken | undefined,
  type: string,
  isOptional: boolean,
): ManifestDependency | null {
  if (name === '' || name === 'perl') return null;
  const isKnown = version?.kind === 'word' || (version?.kind === 'text' && !version.computed);
  const text =
    version && isKnown && version.text !== '' && !/^v?0+$/.test(version.text) ? version.text : null;
  return dependency(name, text, type, {
    direct: true,
    optional: isOptional ? true : null,
    unresolved: version !== undefined && !isKnown,
  });
}

function isKey(token: PerlToken): boolean {
  return token.kind === 'word' || token.kind === 'text';
}

function isComma(token: PerlToken | undefined): boolean {
  return token?.kind === 'sign' && (token.text === ',' || token.text === '=>');
}
