/** Where the recipes of Conan Center are: https://github.com/conan-io/conan-center-index. */
const RECIPES = 'https://raw.githubusercontent.com/conan-io/conan-center-index/master/recipes';

export const COMMITS = 'https://github.com/conan-io/conan-center-index/commits/master.atom';

/** A file of a recipe, by its path below the folder of the package. */
export function recipeFile(name: string, path: string): string {
  return `${RECIPES}/${encodeURIComponent(name)}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
