/**
 * Quoting for command lines that people copy into a POSIX shell. Nothing here starts a process: the program itself
 * runs others with argument arrays only.
 */

/** Characters that no POSIX shell treats specially inside a word. `~` is special at its start, so it is not among them. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * One argument as a shell word: unchanged where that is safe, else in single quotes, inside which nothing is special
 * but the quote itself (POSIX.1-2024, Shell Command Language, 2.2.2). NUL cannot occur in an argument and is dropped.
 */
export function shellQuote(argument: string): string {
  const text = argument.replaceAll('\0', '');
  if (PLAIN.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A command line of the given words. Put `--` before words that come from outside: quoting does not keep a program from
 * reading a word with a leading hyphen as an option.
 */
export function commandLine(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}
