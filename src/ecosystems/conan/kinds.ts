/** In the order of their bits in the store: append only. `development`: tools that the build needs. */
export const dependencyKinds = ['runtime', 'development', 'test'] as const;
export type DependencyKind = (typeof dependencyKinds)[number];
