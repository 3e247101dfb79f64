/** Text as XML 1.0 writes it (https://www.w3.org/TR/xml/#charsets): characters that it cannot hold become U+FFFD. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML has no way to write.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const IN_TEXT = /[&<>\r]/g;
const IN_ATTRIBUTE = /[&<>"\t\n\r]/g;
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const written = (text: string) => text.toWellFormed().replace(UNWRITABLE, '\ufffd');

export function escapeText(text: string): string {
  return written(text).replace(IN_TEXT, sign => ESCAPES[sign] ?? sign);
}

export function escapeAttribute(text: string): string {
  return written(text).replace(IN_ATTRIBUTE, sign => ESCAPES[sign] ?? sign);
}
