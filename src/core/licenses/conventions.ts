/** What signs and lists mean in the licence fields of each ecosystem, where its documentation says so. */

export type Relation = 'and' | 'or' | 'list';

export interface Conventions {
  /** `MIT/Apache-2.0`. */
  slash: Relation;
  /** `GPL-2 | GPL-3`. */
  bar: Relation;
  /** `MIT,Apache-2.0`, which is also how a record joins the entries of a list. */
  comma: Relation;
  /** An array of licences. */
  array: Relation;
  /** `A or B, and C`: the comma parts weaker than the words do. */
  commaBeforeWord: boolean;
  /** A GNU licence with a version and no more means that version alone, since "or later" has a spelling of its own. */
  exactVersion: boolean;
}

/** Where nothing says whether all or any of several licences apply, it stays open. */
const UNSAID: Conventions = {
  slash: 'list',
  bar: 'list',
  comma: 'list',
  array: 'list',
  commaBeforeWord: false,
  exactVersion: false,
};

const CRAN = { bar: 'or', exactVersion: true } as const;
const DEBIAN = { commaBeforeWord: true, exactVersion: true } as const;
const EXACT = { exactVersion: true } as const;
const PACKAGIST = { comma: 'or', array: 'or' } as const;

const SAID: Record<string, Partial<Conventions>> = {
  // https://cran.r-project.org/doc/manuals/r-release/R-exts.html#Licensing: alternatives are separated by vertical bars.
  cran: CRAN,
  bioconductor: CRAN,
  // https://doc.rust-lang.org/cargo/reference/manifest.html: "/" was the old way to write OR.
  cargo: { slash: 'or' },
  // https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/#license-syntax
  debian: DEBIAN,
  deb: DEBIAN,
  ubuntu: DEBIAN,
  // https://getcomposer.org/doc/04-schema.md#license: an array is a choice.
  packagist: PACKAGIST,
  composer: PACKAGIST,
  // The tables of names of these say where that is written.
  fedora: EXACT,
  rpm: EXACT,
  freebsd: EXACT,
  hackage: EXACT,
  // https://maven.apache.org/pom.html#licenses: the user can select any of those listed.
  maven: { comma: 'or', array: 'or' },
  // https://docs.npmjs.com/cli/v11/configuring-npm/package-json#license: the old array is written anew with OR.
  npm: { array: 'or' },
};

export function conventionsOf(ecosystem: string | undefined): Conventions {
  const said = ecosystem === undefined || !Object.hasOwn(SAID, ecosystem) ? {} : SAID[ecosystem];
  return { ...UNSAID, ...said };
}
