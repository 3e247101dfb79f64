/** HTML that may stand in a page: tags and attributes of a list, links that lead to the web or nowhere. */
import sanitizeHtml from 'sanitize-html';

export interface LinkBase {
  /** Where relative links lead, as `https://github.com/owner/repository/blob/v1/`. Without it they lose their target. */
  links?: string;
  /** Where relative images are. Default: as links. */
  images?: string;
}

const TAGS = [
  ...[
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'p',
    'br',
    'hr',
    'div',
    'span',
    'blockquote',
    'pre',
    'code',
    'ul',
    'ol',
    'li',
  ],
  ...[
    'dl',
    'dt',
    'dd',
    'table',
    'caption',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'th',
    'td',
    'a',
    'img',
    'em',
    'strong',
    'b',
    'i',
  ],
  ...[
    'del',
    's',
    'strike',
    'ins',
    'u',
    'sub',
    'sup',
    'kbd',
    'samp',
    'var',
    'tt',
    'q',
    'cite',
    'abbr',
    'mark',
    'small',
  ],
  ...['details', 'summary', 'figure', 'figcaption', 'picture', 'center'],
];

/** Tags whose text goes with them: it was never meant to be read. */
const WITHOUT_TEXT = [
  'script',
  'style',
  'textarea',
  'option',
  'noscript',
  'template',
  'title',
  'iframe',
  'object',
  'svg',
  'math',
];

const SCHEMES = ['http:', 'https:', 'mailto:'];

/**
 * The HTML without scripts, styles, event handlers, forms, ids and classes (but for the language of code), and without links
 * of other schemes than http, https and mailto. Tags nested deeper than 100 are left away, their text stays.
 */
export function sanitise(html: string, base: LinkBase = {}): string {
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'width', 'height'],
      th: ['align', 'colspan', 'rowspan'],
      td: ['align', 'colspan', 'rowspan'],
      ol: ['start'],
      details: ['open'],
    },
    allowedClasses: { code: [/^language-[A-Za-z0-9+#-]{1,30}$/] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nonTextTags: WITHOUT_TEXT,
    nestingLimit: 100,
    transformTags: {
      a: (tagName, attributes) => ({
        tagName,
        attribs: withTarget(attributes, 'href', targetOf(attributes.href, base.links)),
      }),
      img: (tagName, attributes) => ({
        tagName,
        attribs: withTarget(attributes, 'src', targetOf(attributes.src, base.images ?? base.links)),
      }),
    },
  });
}

type Attributes = Record<string, string>;

function withTarget(attributes: Attributes, name: 'href' | 'src', target: string | null): Attributes {
  const { rel: _, ...changed } = attributes;
  if (target === null) delete changed[name];
  else changed[name] = target;
  return target !== null && name === 'href' ? { ...changed, rel: 'nofollow noopener' } : changed;
}

/** The absolute target, or null for none that a reader should follow. */
function targetOf(written: string | undefined, base: string | undefined): string | null {
  if (written === undefined || written.length > 4096) return null;
  try {
    const url = base === undefined ? new URL(written) : new URL(written, base);
    return SCHEMES.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The text of sanitised HTML, without markup; at most one empty line between its parts. */
export function plainText(html: string): string {
  const text = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {}, nestingLimit: 100 });
  const lines = text
    .replace(/&(?:amp|lt|gt|quot);/g, entity => ENTITIES[entity] ?? entity)
    .split('\n')
    .map(line => line.trimEnd());
  return lines
    .filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .join('\n')
    .trim();
}
