/** Names of crates: https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field, with the rules of crates.io. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/**
 * The spelling is kept: only the registry knows which of `serde_json` and `serde-json` a crate is called by, though it
 * takes no second crate whose name differs by case, hyphens and underscores alone.
 */
function normalise(name: string): string {
  return name.trim();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  return NAME.test(name)
    ? null
    : 'is not made of letters, digits, hyphens and underscores, beginning with a letter';
}

function alternatives(name: string): string[] {
  const lower = name.toLowerCase();
  const spelled = [name, lower].flatMap(text => [text, text.replaceAll('_', '-'), text.replaceAll('-', '_')]);
  return [...new Set(spelled)].filter(text => text !== name && problem(text) === null);
}

export const names = { normalise, problem, namespace: () => null, alternatives } satisfies NameRules;

/** True where the registry can have one of the two only. */
export function sameCrate(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** https://github.com/package-url/purl-spec/blob/main/types/cargo-definition.json */
export const purl: PurlRules = {
  type: 'cargo',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normalise(name);
    return namespace === null && problem(full) === null ? full : null;
  },
};
