/**
 * Relationship fields (https://www.debian.org/doc/debian-policy/ch-relationships.html) as people and templates write them:
 * `a (>= 1) | b, c:any [amd64] <!nocheck>, ${misc:Depends}`. opkg has the same.
 */

export interface Relation {
  /** With an architecture behind it where one is written: `python3:any`. `${...}` for what is put in when it is built. */
  name: string;
  /** `>= 1`; null for any version. */
  requirement: string | null;
  /** `[amd64]` and `<!nocheck>`, as written. */
  condition: string | null;
}

/** The groups of a field, all of which must hold; of each the alternatives, any of which will do. What has no name is left out. */
export function relationsOf(field: string): Relation[][] {
  const groups: Relation[][] = [];
  for (const group of withoutComments(field).split(',')) {
    const alternatives: Relation[] = [];
    for (const one of group.split('|')) {
      const relation = relationOf(one.trim());
      if (relation) alternatives.push(relation);
    }
    if (alternatives.length > 0) groups.push(alternatives);
  }
  return groups;
}

function relationOf(text: string): Relation | null {
  const end = nameEnd(text);
  if (end === 0) return null;
  let requirement: string | null = null;
  const conditions: string[] = [];
  for (let at = end; at < text.length; at++) {
    const closing = text[at] === '(' ? ')' : text[at] === '[' ? ']' : text[at] === '<' ? '>' : '';
    if (closing === '') continue;
    const close = text.indexOf(closing, at);
    const stop = close < 0 ? text.length : close;
    if (closing === ')') requirement ??= requirementOf(text.slice(at + 1, stop));
    else conditions.push(text.slice(at, stop + 1));
    at = stop;
  }
  return { name: text.slice(0, end), requirement, condition: conditions.join(' ') || null };
}

/** `>=1` and `>= 1` are `>= 1`. */
function requirementOf(inner: string): string | null {
  const text = inner.trim();
  let operator = 0;
  while ('<>=!'.includes(text[operator] ?? ' ')) operator++;
  const version = text.slice(operator).trim();
  return operator === 0 ? version || null : `${text.slice(0, operator)} ${version}`;
}

/** A name ends at a blank or bracket; `${...}` and what is stuck to it is one. */
function nameEnd(text: string): number {
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x28 || code === 0x5b || code === 0x3c || code === 0x29) break;
  }
  return at;
}

/** Lines of a field may be comments: https://manpages.debian.org/deb-src-control. */
function withoutComments(field: string): string {
  if (!field.includes('\n#')) return field;
  return field
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .join('\n');
}
