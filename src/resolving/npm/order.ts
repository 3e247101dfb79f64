/** npm's order of names: that of English, in which case counts last. */
const collator = new Intl.Collator('en');

/** For `sort`: names as npm orders them. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b);
}
