/**
 * What a recipe's conanfile.py states: attributes of its class
 * (https://docs.conan.io/2/reference/conanfile/attributes.html) and what its methods require. The file is a program; only
 * what stands there as a literal is read.
 */
import { clean } from '../families/whole-index/text.ts';
import type { DependencyKind } from './kinds.ts';
import { literalAt, stringAt } from './python.ts';

export interface Conanfile {
  description: string | null;
  homepage: string | null;
  licenses: string[];
  topics: string[];
  packageType: string | null;
  /** The name of the successor, or `true` where there is none; null where the recipe is not deprecated. */
  deprecated: string | null;
  requirements: Requirement[];
}

export interface Requirement {
  kind: DependencyKind;
  /** `zlib/[>=1.2.11 <2]`; of a text with computed parts, what stands before them. */
  reference: string;
  isWhole: boolean;
  /** True where the call stands in a condition. */
  isConditional: boolean;
}

const METHODS: Readonly<Record<string, DependencyKind>> = {
  requires: 'runtime',
  tool_requires: 'development',
  build_requires: 'development',
  test_requires: 'test',
};
const MAX_SOURCE = 1024 * 1024;
const MAX_REQUIREMENTS = 1_000;
/** Columns of a statement in a method of a class. */
const METHOD_INDENT = 8;

export function parseConanfile(bytes: Uint8Array): Conanfile {
  const source = new TextDecoder().decode(bytes.subarray(0, MAX_SOURCE));
  const values = attributesOf(source);
  const text = (name: string, max?: number) => {
    const value = values.get(name);
    return typeof value === 'string' ? clean(value, max) : null;
  };
  const list = (name: string) => {
    const value = values.get(name);
    const items = typeof value === 'string' ? [value] : (value ?? []);
    return [...new Set(items.map(item => clean(item, 200)))].filter(item => item !== null);
  };
  return {
    description: text('description', 10_000),
    homepage: text('homepage', 2_048),
    licenses: list('license'),
    topics: list('topics').slice(0, 100),
    packageType: text('package_type', 100),
    deprecated: isTrue(source) ? 'true' : text('deprecated', 200),
    requirements: requirementsOf(source),
  };
}

/** The first assignment of each name in the class. */
function attributesOf(source: string): Map<string, string | string[] | null> {
  const values = new Map<string, string | string[] | null>();
  for (const match of source.matchAll(
    /^(?: {4}|\t)(description|homepage|license|topics|package_type|deprecated)[ \t]*=(?!=)/gm,
  ))
    if (!values.has(match[1] as string))
      values.set(match[1] as string, literalAt(source, match.index + match[0].length));
  return values;
}

function isTrue(source: string): boolean {
  return /^(?: {4}|\t)deprecated[ \t]*=[ \t]*True\b/m.test(source);
}

function requirementsOf(source: string): Requirement[] {
  const found: Requirement[] = [];
  for (const match of source.matchAll(
    /^([ \t]*)self\.(requires|tool_requires|build_requires|test_requires)\(/gm,
  )) {
    if (found.length >= MAX_REQUIREMENTS) break;
    const [head, indent = '', method = ''] = match;
    const argument = stringAt(source, match.index + head.length);
    const kind = METHODS[method];
    if (argument === null || kind === undefined) continue;
    const isConditional = indent.replaceAll('\t', '    ').length > METHOD_INDENT;
    found.push({ kind, reference: argument.text, isWhole: argument.isWhole, isConditional });
  }
  return found;
}
