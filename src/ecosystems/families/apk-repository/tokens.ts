/** Words of `D`, `p` and `i` in an index: `!name@repository>=1.2`. https://man.archlinux.org/man/apk-package.5.en#DEPENDENCIES */

const MAX_TOKENS = 5_000;

export interface Token {
  name: string;
  /** Operator and version as written; null where there are none. */
  requirement: string | null;
  isConflict: boolean;
}

/** Null where no name is left. */
export function parseToken(token: string): Token | null {
  const isConflict = token.startsWith('!');
  const start = isConflict ? 1 : 0;
  const operator = token.slice(start).search(/[<>=~]/);
  const end = operator === -1 ? token.length : start + operator;
  const name = token.slice(start, end).split('@', 1)[0] ?? '';
  return name === '' ? null : { name, requirement: token.slice(end) || null, isConflict };
}

export function tokensOf(list: string | null): string[] {
  return list === null ? [] : list.split(/\s+/, MAX_TOKENS).filter(token => token !== '');
}
