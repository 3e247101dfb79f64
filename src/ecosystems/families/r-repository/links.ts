/** Commands that R itself runs. */
import { commandLine } from '../../../core/shell-quote.ts';
import { cran as versions } from '../../../versions/schemes/cran.ts';
import { rNames } from './names.ts';

/** `call` makes the expression, of names and versions that need no quoting in R. */
export function runInR(
  name: string,
  version: string | undefined,
  call: (name: string, version: string | undefined) => string | null,
): string | null {
  if (rNames.problem(name) !== null) return null;
  if (version !== undefined && !versions.isValid(version)) return null;
  const expression = call(name, version);
  return expression === null ? null : commandLine(['Rscript', '-e', expression]);
}
