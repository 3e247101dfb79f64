/** How Gradle writes a module: `group:name:version:classifier@extension`, or a map of these. */
import { type Argument, labelled, type Source } from '../../../formats/source-calls.ts';

export interface Notation {
  /** `group:name` */
  name: string;
  version: string | null;
}

/** How a version may be stated in parts, the strongest first: https://docs.gradle.org/current/userguide/dependency_versions.html. */
export const RICH_VERSIONS = ['strictly', 'require', 'prefer'];

const MAX_LENGTH = 1_000;

/** Null for what is no module: a text without a colon, or with white space in its name. */
export function coordinatesIn(text: string): Notation | null {
  if (text.length > MAX_LENGTH) return null;
  const [group = '', artifact = '', version = ''] = partsOf(text);
  if (!isPart(group) || !isPart(artifact)) return null;
  return { name: `${group}:${artifact}`, version: version === '' ? null : version };
}

/** At the colons, but not at those in `${ }`; without `@extension`. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === undefined || (depth <= 0 && (character === ':' || character === '@'))) {
      parts.push(text.slice(from, at));
      from = at + 1;
      if (character === '@') break;
    }
  }
  return parts;
}

function isPart(text: string): boolean {
  return text !== '' && !/[\s()[\],;=]/.test(text);
}

/** `group: 'g', name: 'a', version: 'v'`; null where the group or the name is missing or computed. */
export function mapNotation(
  source: Source,
  given: readonly Argument[],
): (Notation & { computed: boolean }) | null {
  const byLabel = labelled(given);
  const token = (label: string) => {
    const one = byLabel.get(label);
    return one === undefined ? undefined : source.tokens[one.from];
  };
  const [group, name, version] = [token('group'), token('name'), token('version')];
  if (group?.kind !== 'text' || name?.kind !== 'text' || group.value === '' || name.value === '') return null;
  return {
    name: `${group.value}:${name.value}`,
    version: version === undefined || version.value === '' ? null : version.value,
    computed:
      group.computed ||
      name.computed ||
      (version !== undefined && (version.kind !== 'text' || version.computed)),
  };
}
