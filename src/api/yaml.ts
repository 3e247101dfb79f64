/** Writes JSON values as YAML 1.2 for people to read: block style, strings quoted where they could be anything else. */

/** Letters, digits and harmless punctuation, beginning with a letter; never a YAML word or number, never `: ` or ` #`. */
const PLAIN = /^[A-Za-z/$][A-Za-z0-9_./$-]*(?: [A-Za-z0-9_./$-]+)*$/;
const WORD = /^(?:y|yes|n|no|true|false|on|off|null|nan|inf)$/i;

/** @param value what JSON can hold; properties that are undefined are left out. */
export function toYaml(value: unknown): string {
  return `${block(value, '').replace(/^\n/, '')}\n`;
}

/** The value as it follows `key:` or `-` at an indentation: a space and a scalar, or lines of its own. */
function block(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []';
    return value.map((item: unknown) => `\n${indent}-${listItem(item, `${indent}  `)}`).join('');
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, child]) => child !== undefined);
    if (entries.length === 0) return ' {}';
    return entries.map(([key, child]) => `\n${indent}${scalar(key)}:${block(child, `${indent}  `)}`).join('');
  }
  return ` ${scalar(value)}`;
}

/** An item of a list: its first key stands beside the dash. */
function listItem(item: unknown, indent: string): string {
  const text = block(item, indent);
  return text.startsWith(`\n${indent}`) ? ` ${text.slice(indent.length + 1)}` : text;
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  return PLAIN.test(value) && !WORD.test(value) ? value : JSON.stringify(value);
}
