/**
 * The phases of https://metacpan.org/pod/CPAN::Meta::Spec#Prereq-Spec, in the order of their bits in the store: append only.
 */
export const dependencyKinds = ['runtime', 'test', 'build', 'configure', 'develop'] as const;
