/** Classes of characters by their code; NaN, as beyond the end of a text, is of none. */

/** `A` to `Z`, `a` to `z`, `0` to `9`. */
export function isAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** What most registries' names consist of: letters, digits, `-`, `.` and `_`. */
export function isNameCode(code: number): boolean {
  return isAlphanumeric(code) || code === 45 || code === 46 || code === 95;
}
