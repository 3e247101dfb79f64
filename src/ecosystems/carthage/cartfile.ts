/** Cartfile: https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md#cartfile. */
import { UpstreamError } from '../../core/errors.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

export interface CartfileEntry {
  origin: 'github' | 'git' | 'binary';
  /** What stands in the quotes: `owner/name`, or an address. */
  location: string;
  /** The name of the framework, where it is a repository on GitHub. */
  name: string | null;
  /** `~> 1.0`, `>= 1.0`, `== 1.0`, or a branch, tag or commit in quotes (here without them); null where none is. */
  requirement: string | null;
}

const MAX_BYTES = 256 * 1024;
const MAX_LINES = 5_000;
const ENTRY = /^(github|git|binary)[ \t]*"([^"]*)"(.*)$/;

/** Lines that are no entry are passed over. @throws UpstreamError `malformed` for what is too long or no text. */
export function parseCartfile(bytes: Uint8Array, what: string): CartfileEntry[] {
  const text = new TextDecoder().decode(bytes);
  if (bytes.length > MAX_BYTES || text.includes('\0'))
    throw new UpstreamError('malformed', `Cartfile of ${what}: too long, or no text`);
  if (/^\s*</.test(text.slice(0, 100))) throw new UpstreamError('malformed', `Cartfile of ${what}: a page`);
  return text.split('\n', MAX_LINES).flatMap(line => {
    const entry = entryOf(withoutComment(line));
    return entry === null ? [] : [entry];
  });
}

/** `#` begins a comment, but not inside quotes. */
function withoutComment(line: string): string {
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    else if (line[i] === '#' && !quoted) return line.slice(0, i).trim();
  }
  return line.trim();
}

function entryOf(line: string): CartfileEntry | null {
  const match = line.length > 2_000 ? null : ENTRY.exec(line);
  if (match === null) return null;
  const [, origin, written, rest] = match;
  const location = clean(written, 1_000);
  if (location === null) return null;
  // A page of an enterprise's own GitHub, or any other repository, has no name here.
  const name = origin === 'binary' ? '' : names.normalise(location);
  const isOnGithub = !name.includes('://') && (origin === 'github' || /github\.com[/:]/i.test(location));
  return {
    origin: origin as CartfileEntry['origin'],
    location,
    name: isOnGithub && names.problem(name) === null ? name : null,
    requirement: clean(rest?.trim().replace(/^"([^"]*)"$/, '$1'), 500),
  };
}
