/**
 * In the order of their bits in the store: append only. `constraint`: what need not be there, but has to be of these versions where it
 * is.
 */
export const dependencyKinds = ['runtime', 'constraint'] as const;
