/**
 * The named entities of HTML for Latin-1 (https://www.w3.org/TR/html401/sgml/entities.html#h-24.2), from 160 on. POMs use
 * them without declaring them, and Maven reads them so.
 */
const NAMES = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
  micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
  Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute
  Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute
  icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

export const HTML_ENTITIES: Readonly<Record<string, string>> = Object.fromEntries(
  NAMES.split(/\s+/).map((name, index) => [name, String.fromCharCode(160 + index)]),
);
