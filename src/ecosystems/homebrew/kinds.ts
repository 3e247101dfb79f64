/** In the order of their bits in the store: append only. */
export const dependencyKinds = ['runtime', 'build', 'test', 'recommended', 'optional'] as const;
export type DependencyKind = (typeof dependencyKinds)[number];
