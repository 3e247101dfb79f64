/** The page of a purl is its package's, or its version's. */
import { InputError } from '../../../core/errors.ts';
import { paths } from '../../../ui/paths.ts';
import type { Page, RequestContext } from '../../service.ts';
import { textOf } from '../parameters.ts';
import { type PurlTarget, purlTarget } from '../purls.ts';
import { optionalText, Query } from '../schemas/common.ts';
import { redirectTo } from './find.tsx';
import { missingPage } from './waiting.tsx';

export const lookup: Page = {
  path: '/lookup',
  query: Query({ purl: optionalText('a package URL') }),
  cache: 'none',
  async load(context) {
    const purl = textOf(context.query, 'purl')?.trim();
    if (purl === undefined || purl === '') return redirectTo(paths.home);
    const found = targetOf(context, purl);
    if (found instanceof InputError) {
      const way = { label: 'Back to the search', href: paths.home };
      return { ...missingPage('This is not a package URL', `${found.message}.`, way), status: 422 };
    }
    const [target] = found.candidates;
    if (target) {
      const { registry, name } = target;
      return redirectTo(
        found.version === null
          ? paths.package(registry.name, name)
          : paths.version(registry.name, name, found.version),
      );
    }
    const way = { label: 'Registries that are indexed', href: paths.registries };
    if (found.repositoryUrl !== null) {
      return missingPage(
        'This purl names a repository',
        'Packages are indexed here, by registry. Search for the name of a package that comes from it.',
        way,
      );
    }
    return missingPage(
      'No registry here has such packages',
      `${purl.slice(0, 200)} is a valid package URL, but of a type or a distribution that is not indexed.`,
      way,
    );
  },
};

function targetOf({ directory }: RequestContext, purl: string): PurlTarget | InputError {
  try {
    return purlTarget(directory, purl);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
