/** The words of a text as a set: the tables of this folder are lists of identifiers parted by blanks. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(word => word !== ''));
}
