/** The scopes of a POM; `runtime` is also what has none. In the order of their bits in the store: append only. */
export const dependencyKinds = ['runtime', 'compile', 'provided', 'test', 'system', 'import'] as const;
export type DependencyKind = (typeof dependencyKinds)[number];
