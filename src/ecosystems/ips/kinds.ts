/** In the order of their bits in the store: append only. */
export const dependencyKinds = ['runtime', 'optional', 'conditional', 'group', 'incorporate'] as const;
export type DependencyKind = (typeof dependencyKinds)[number];
