/**
 * A text as the words that count when licences are compared, by SPDX' matching guidelines
 * (https://spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates/): case, white space, punctuation, the marks of
 * comments and lists, copyright notices, and spellings that are held to be the same make no difference.
 */

/** Longest text that is looked at, in characters: the longest licence has about 150,000. */
const MAX_TEXT = 1_000_000;

/** Of the guidelines' list of equivalent words, those that are single words. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acknowledgment: 'acknowledgement',
    analogue: 'analog',
    analyse: 'analyze',
    artefact: 'artifact',
    authorisation: 'authorization',
    authorised: 'authorized',
    calibre: 'caliber',
    cancelled: 'canceled',
    capitalisations: 'capitalizations',
    catalogue: 'catalog',
    categorise: 'categorize',
    centre: 'center',
    emphasised: 'emphasized',
    favour: 'favor',
    favourite: 'favorite',
    fulfil: 'fulfill',
    fulfilment: 'fulfillment',
    https: 'http',
    initialise: 'initialize',
    judgment: 'judgement',
    labelling: 'labeling',
    labour: 'labor',
    licence: 'license',
    licenced: 'licensed',
    licences: 'licenses',
    maximise: 'maximize',
    modelled: 'modeled',
    modelling: 'modeling',
    offence: 'offense',
    optimise: 'optimize',
    organisation: 'organization',
    organise: 'organize',
    practise: 'practice',
    programme: 'program',
    realise: 'realize',
    recognise: 'recognize',
    signalling: 'signaling',
    sublicence: 'sublicense',
    utilisation: 'utilization',
    whilst: 'while',
    wilful: 'wilfull',
  }),
);

const MARKUP = /<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,500})?>/gi;

/** @returns lower case words in order. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const line of text.slice(0, MAX_TEXT).split(/\r\n|\n|\r/)) {
    const plain = withoutMarks(line);
    if (isNotice(plain)) continue;
    for (const word of plain
      .replace(MARKUP, ' ')
      .toLowerCase()
      .replaceAll('©', ' copyright ')
      .split(/[^\p{L}\p{N}]+/u))
      if (word !== '') words.push(SAME.get(word) ?? word);
  }
  return words;
}

/** Without what makes a line a comment, a quotation, a heading or an item of a list. */
function withoutMarks(line: string): string {
  return line
    .replace(/^[\s/*#;>%"'|=~_-]+/, '')
    .replace(/^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|[•·o])\s/i, '');
}

/** A line that says whose the work is: it differs in every copy. */
function isNotice(line: string): boolean {
  return /^(?:portions )?(?:copyright\b|\(c\)|©)(?:\s|\(c\)|©|:)*(?:\d|<|\[|\{|y{4}|holders?\b|\p{Lu}|$)/iu.test(
    line,
  ) && !/^copyright (?:holders?|owners?|law|notices?|licen|and|or|of|interest)/i.test(line)
    ? true
    : /^all rights reserved\W*$/i.test(line.trim());
}
