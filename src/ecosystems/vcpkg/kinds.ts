/** In the order of their bits in the store: append only. `build`: what runs on the building machine. */
export const dependencyKinds = ['runtime', 'build'] as const;
export type DependencyKind = (typeof dependencyKinds)[number];
