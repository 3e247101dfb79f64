/** Which table holds for which ecosystem, and the one look-up over them. */
import { type AliasSource, aliasKey, aliasTable } from './alias-source.ts';
import { common } from './common.ts';
import { cpan } from './cpan.ts';
import { cran } from './cran.ts';
import { ctan } from './ctan.ts';
import { debian } from './debian.ts';
import { fedora } from './fedora.ts';
import { freebsd } from './freebsd.ts';
import { gnu } from './gnu.ts';
import { hackage } from './hackage.ts';
import { pypi } from './pypi.ts';

/** By the ecosystem's id and, where that differs, by its purl type. */
const SOURCES: Record<string, AliasSource> = {
  bioconductor: cran,
  cpan,
  cran,
  ctan,
  deb: debian,
  debian,
  fedora,
  freebsd,
  hackage,
  pypi,
  rpm: fedora,
  ubuntu: debian,
};

const GENERAL = new Map([...aliasTable(gnu), ...aliasTable(common)]);
const TABLES: ReadonlyMap<string, ReadonlyMap<string, string | null>> = new Map(
  Object.entries(SOURCES).map(([ecosystem, source]) => [ecosystem, aliasTable(source)]),
);

/** Longer names stand in no table. */
export const MAX_ALIAS_LENGTH = 150;

/**
 * The expression that a licence name means in an ecosystem, as its table and then the general ones say; null when the
 * name is in none or means several licences there.
 */
export function aliasExpression(name: string, ecosystem?: string): string | null {
  if (name.length > MAX_ALIAS_LENGTH) return null;
  const key = aliasKey(name);
  const special = ecosystem === undefined ? undefined : TABLES.get(ecosystem)?.get(key);
  return special === undefined ? (GENERAL.get(key) ?? null) : special;
}
