/**
 * Requirements files, https://pip.pypa.io/en/stable/reference/requirements-file-format/: a requirement, a URL, a path or an option a line. Also
 * what `pip freeze`, `pip-compile` and `uv pip compile` write, and files of constraints.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { isBlank, isPublicIndex, splitRequirement, unique } from './requirement-text.ts';

const INCLUDING = ['-r', '--requirement', '-c', '--constraint'];
const INDEXES = ['-i', '--index-url'];
const EDITABLE = ['-e', '--editable'];
const MAX_PROBLEMS = 100;

export const requirements: ManifestReader = {
  parse: input => readRequirements(input.text, typeOf(input.path)),
};

/** Constraints say which versions are allowed of what something else asks for. */
export const constraints: ManifestReader = {
  parse(input) {
    const parsed = readRequirements(input.text, 'constraint');
    for (const one of parsed.dependencies) one.direct = false;
    return parsed;
  },
};

/** Those of a lock: all that is installed, whoever asks for it. */
export const frozenRequirements: ManifestReader = {
  parse(input) {
    const parsed = readRequirements(input.text, typeOf(input.path));
    for (const one of parsed.dependencies) one.direct = null;
    return parsed;
  },
};

function readRequirements(text: string, type: string) {
  const found: ManifestDependency[] = [];
  const includes: string[] = [];
  const unresolved: Unresolved[] = [];
  const indexes: string[] = [];
  for (const { line, text: logical } of logicalLines(text)) {
    const { words, options } = cut(logical);
    const option = options[0];
    const value = option ? argumentOf(option) : '';
    if (words === '' && option) {
      if (isOption(option, INCLUDING)) includes.push(value);
      else if (isOption(option, INDEXES)) indexes.push(value);
      if (!isOption(option, EDITABLE)) continue;
    }
    const written = words === '' ? value : words;
    const one = requirementOf(written, type);
    if (one === null) {
      if (isPath(written)) includes.push(withoutExtras(written));
      else if (unresolved.length < MAX_PROBLEMS)
        unresolved.push({ what: 'a line that names no package', line });
      continue;
    }
    one.integrity = hashIn(options);
    if (one.requirement.includes('${') || one.source?.includes('${')) {
      one.unresolved = true;
      unresolved.push({ what: `${one.name} is taken from the environment`, line });
    }
    found.push(one);
  }
  const index = indexes.length === 1 && !isPublicIndex(indexes[0] as string) ? (indexes[0] as string) : null;
  if (index !== null) for (const one of found) one.source ??= index;
  return { dependencies: unique(found), project: null, includes, unresolved };
}

/** Lines joined by a backslash at their end, without comments and empty ones. */
function* logicalLines(text: string): Generator<{ line: number; text: string }> {
  let number = 0;
  let first = 0;
  let pieces: string[] = [];
  for (const line of linesOf(text)) {
    number++;
    if (pieces.length === 0) first = number;
    const isComment = line.trimStart().startsWith('#');
    if (!isComment && line.endsWith('\\')) {
      pieces.push(line.slice(0, -1));
      continue;
    }
    pieces.push(line);
    const joined = withoutComment(pieces.join('')).trim();
    pieces = [];
    if (joined !== '') yield { line: first, text: joined };
  }
  const joined = withoutComment(pieces.join('')).trim();
  if (joined !== '') yield { line: first, text: joined };
}

/** A comment begins at the line's start or behind a blank: URLs hold `#`, too. */
function withoutComment(line: string): string {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1))
    if (at === 0 || isBlank(line.charCodeAt(at - 1))) return line.slice(0, at);
  return line;
}

/** What stands before the first option, and the options, each with its value. */
function cut(line: string): { words: string; options: string[] } {
  const starts: number[] = [];
  for (let at = line.indexOf('-'); at >= 0; at = line.indexOf('-', at + 1)) {
    const isStart = at === 0 || (isBlank(line.charCodeAt(at - 1)) && line.startsWith('--', at));
    if (isStart) starts.push(at);
  }
  const options = starts.map((start, i) => line.slice(start, starts[i + 1] ?? line.length).trim());
  return { words: line.slice(0, starts[0] ?? line.length).trim(), options };
}

function isOption(option: string, names: readonly string[]): boolean {
  return names.some(name => {
    if (!option.startsWith(name)) return false;
    const next = option.charCodeAt(name.length);
    return isBlank(next) || next === 61 || (name.length === 2 && option.length > 2);
  });
}

/** `--name value`, `--name=value`, `-nvalue`. */
function argumentOf(option: string): string {
  const isLong = option.startsWith('--');
  let at = 2;
  if (isLong) while (at < option.length && option[at] !== '=' && !isBlank(option.charCodeAt(at))) at++;
  if (option[at] === '=') at++;
  return option.slice(at).trim();
}

function hashIn(options: readonly string[]): string | null {
  const hash = options.find(option => option.startsWith('--hash'));
  return hash === undefined ? null : argumentOf(hash) || null;
}

function requirementOf(written: string, type: string): ManifestDependency | null {
  if (isPath(written)) return wheelOf(written, type, true);
  const parts = splitRequirement(written);
  const colon = written.indexOf('://');
  if (parts && (parts.url !== null || colon < 0 || (parts.marker !== null && written.indexOf(';') < colon)))
    return dependency(parts.name, parts.url === null ? parts.specifier || null : refOf(parts.url), type, {
      direct: true,
      local: parts.url?.startsWith('file:') ? true : null,
      source: parts.url,
      condition: parts.marker,
    });
  return colon < 0 ? null : urlOf(written, type);
}

/** `git+https://host/path@ref#egg=name`, or the URL of a wheel. */
function urlOf(written: string, type: string): ManifestDependency | null {
  const semicolon = written.indexOf(' ;');
  const url = (semicolon < 0 ? written : written.slice(0, semicolon)).trim();
  const marker = semicolon < 0 ? null : written.slice(semicolon + 2).trim() || null;
  const fragment = url.indexOf('#');
  const egg =
    fragment < 0
      ? undefined
      : url
          .slice(fragment + 1)
          .split('&')
          .find(part => part.startsWith('egg='));
  const name = egg === undefined ? null : splitRequirement(egg.slice(4))?.name;
  const source = fragment < 0 ? url : url.slice(0, fragment);
  if (!name) {
    const wheel = wheelOf(source, type, source.startsWith('file:'));
    if (wheel) wheel.condition = marker;
    return wheel;
  }
  return dependency(name, refOf(source), type, {
    direct: true,
    local: source.startsWith('file:') || null,
    source,
    condition: marker,
  });
}

/** What stands behind the last `@` in the last part of a URL's path; null where nothing does. */
function refOf(url: string): string | null {
  const path = url.slice(url.indexOf('://') + 3).split('#', 1)[0] as string;
  const at = path.lastIndexOf('@');
  return at > path.lastIndexOf('/') && path.includes('/') ? path.slice(at + 1) || null : branchOf(path);
}

/** A branch may hold slashes: `repo.git@feature/x`. */
function branchOf(path: string): string | null {
  const at = path.indexOf('.git@');
  return at < 0 ? null : path.slice(at + 5) || null;
}

/** `name-version-...-none-any.whl`, https://packaging.python.org/en/latest/specifications/binary-distribution-format/. */
function wheelOf(path: string, type: string, local: boolean): ManifestDependency | null {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const [name, version] = file.endsWith('.whl') ? file.split('-') : [];
  if (!name || !version) return null;
  return dependency(name, `==${version}`, type, { direct: true, local: local || null, source: path });
}

function isPath(written: string): boolean {
  return (
    written.startsWith('.') ||
    written.startsWith('/') ||
    (!written.includes('://') && /^[^ @;]+\.(?:whl|zip|tar\.gz)$/.test(written))
  );
}

function withoutExtras(path: string): string {
  const open = path.indexOf('[');
  return open < 0 ? path : path.slice(0, open);
}

/** Told by the words of the path: `dev-requirements.txt`, `requirements/test.txt`. */
function typeOf(path: string): string {
  const words = path.toLowerCase().split(/[^a-z0-9]+/);
  if (words.some(word => /^dev(?:s|el|elop|elopment|elopers?)?$/.test(word))) return 'development';
  return words.some(word => /^tests?(?:ing)?$/.test(word)) ? 'test' : 'runtime';
}
