/** Of what is always needed, and of what an extra needs; in the order of their bits in the store: append only. */
export const dependencyKinds = ['runtime', 'extra'] as const;
