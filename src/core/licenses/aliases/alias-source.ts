/** How the tables of this folder are written, and how names are compared. */

/** The licence names of one source. */
export interface AliasSource {
  /** Where the names and their meaning are written down. */
  source: string;
  /** A line for each expression: `Apache-2.0 = Apache 2 | ASL 2.0`. A name stands here only when it means this alone. */
  names: string;
  /** Names, parted by `|`, that mean several licences there, though elsewhere they may mean one. */
  ambiguous?: string;
}

/**
 * What is left of a name without case, articles, punctuation, "License", "GNU" and "version", and with one spelling of
 * numbers and of "or later": `The Apache License, Version 2.0` is `apache 2`, `GPL (>= 2)` and `GPLv2 or later` are
 * `gpl 2+`. Names are equal when their keys are; nothing is compared by likeness. Every step is linear.
 */
export function aliasKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[("')_,/:-]/g, ' ')
    .replaceAll(/\b(?:licen[cs]e[ds]?|the|gnu|versions?|v\.?(?= ?\d))(?![a-z])/g, ' ')
    .replaceAll(/\.(?= |$)/g, '')
    .replaceAll(/(?<=[a-z])v?(?=\d)/g, ' ')
    .replaceAll(/(?<=\d)\.0(?![\d.])/g, '')
    .replaceAll(/ +/g, ' ')
    .replaceAll(/ or (?:any )?(?:later|newer|higher|greater|above)(?![a-z])/g, '+')
    .replaceAll(/>= ?(\d[\d.]*)/g, '$1+')
    .replaceAll(/==? ?(?=\d)/g, '')
    .trim();
}

/** Expressions by the keys of their names; null where the name is ambiguous. */
export function aliasTable(source: AliasSource): Map<string, string | null> {
  const table = new Map<string, string | null>();
  const names = (text: string) => text.split('|').map(name => aliasKey(name));
  for (const name of names(source.ambiguous ?? '')) table.set(name, null);
  for (const line of source.names.split('\n')) {
    const [expression = '', list] = line.split(' = ');
    if (list === undefined) continue;
    for (const name of names(list)) table.set(name, expression.trim());
  }
  return table;
}
