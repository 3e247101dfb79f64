/** In the order of their bits in the store: append only. */
export const dependencyKinds = ['runtime'] as const;
