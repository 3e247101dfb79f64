/** What is to be said of a version because it was chosen, whoever asked for it. */
import type { Candidate, ResolutionProblem } from './types.ts';

/**
 * Warnings: that what it depends on is not known, and that it is yanked, retracted or deprecated. None for most.
 * @param from its position in the resolution's nodes.
 */
export function remarksOn(
  { name, number, dependencies, status }: Candidate,
  from: number,
): ResolutionProblem[] {
  const about = { severity: 'warning', name, requirement: null, from } as const;
  const remarks: ResolutionProblem[] = [];
  if (dependencies === null)
    remarks.push({
      ...about,
      kind: 'unknown-dependencies',
      message: `the dependencies of ${name} ${number} are not known`,
      explanation: [],
    });
  if (status !== null)
    remarks.push({ ...about, kind: 'standing', message: `${name} ${number} is ${status}`, explanation: [] });
  return remarks;
}
