/** The compact index, from which Bundler resolves: https://guides.rubygems.org/rubygems-org-compact-index-api. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_LINES = 100_000;
const MAX_DEPENDENCIES = 2_000;
const MAX_REQUIREMENT = 1_000;

/**
 * `/info/{name}`: after a line `---`, one line a version: `number[-platform] dependency:requirement&requirement,...|checksum:...`.
 * Gives what each version needs to run, by number and platform as they stand.
 *
 * @throws UpstreamError `malformed` for what does not begin so, and for more than 100,000 lines.
 */
export function parseInfo(bytes: Uint8Array, name: string): Map<string, DependencyRecord[]> {
  const lines = new TextDecoder().decode(bytes).split('\n', MAX_LINES + 1);
  if (lines[0]?.trim() !== '---') throw new UpstreamError('malformed', `info of ${name}: no compact index`);
  if (lines.length > MAX_LINES)
    throw new UpstreamError('malformed', `info of ${name}: more than ${MAX_LINES} lines`);
  const versions = new Map<string, DependencyRecord[]>();
  for (const line of lines.slice(1)) {
    const space = line.indexOf(' ');
    if (space <= 0) continue;
    const bar = line.indexOf('|', space);
    const dependencies = line.slice(space + 1, bar < 0 ? line.length : bar);
    // A later line replaces an earlier one of the same version.
    versions.set(line.slice(0, space), dependenciesOf(dependencies));
  }
  return versions;
}

function dependenciesOf(text: string): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const part of text.split(',', MAX_DEPENDENCIES)) {
    const colon = part.indexOf(':');
    const name = names.normalise(colon < 0 ? part : part.slice(0, colon));
    if (names.problem(name) !== null) continue;
    // `&` stands where gemspecs and the API write a comma.
    const requirement =
      colon < 0 ? null : clean(part.slice(colon + 1).replaceAll('&', ', '), MAX_REQUIREMENT);
    records.set(name, { name, requirement, kind: 'runtime', optional: false });
  }
  return [...records.values()];
}
