/** How scopes pass on: the table of https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html#dependency-scope */

/** The scope of a dependency by that of the package that has it; null: the project itself has it. */
export function derivedScope(parent: string | null, child: string): string {
  if (parent === null || child === 'system' || child === 'test') return child;
  switch (parent) {
    case 'compile':
      return child;
    case 'test':
    case 'runtime':
      return parent;
    case 'system':
    case 'provided':
      return 'provided';
    default:
      return 'runtime';
  }
}

/** The widest of the scopes in which an artifact is wanted. */
export function widestScope(scopes: Iterable<string>): string {
  const all = new Set(scopes);
  if (all.size > 1) all.delete('system');
  if (all.size === 1) return [...all][0]!;
  return ['compile', 'runtime', 'provided', 'test'].find(scope => all.has(scope)) ?? '';
}
