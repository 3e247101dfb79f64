/** GitHub's flavour of Markdown: CommonMark with tables, strikethrough, plain links and task lists. */
import MarkdownIt from 'markdown-it';

/** The longest text, in characters, whose emphasis and links are looked for: their search is quadratic at worst. */
const MAX_INLINE = 10_000;

const parser = new MarkdownIt({ html: true, linkify: true, maxNesting: 50 });
// `example.com` in a text is rarely meant as a link, and looking for such names is slow.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// Links are checked when the HTML is sanitised.
parser.validateLink = () => true;

parser.core.ruler.at('inline', state => {
  for (const token of state.tokens) {
    if (token.type !== 'inline') continue;
    if (token.content.length > MAX_INLINE) {
      const text = new state.Token('text', '', 0);
      text.content = token.content;
      token.children = [text];
    } else {
      state.md.inline.parse(withBox(token.content), state.md, state.env, token.children ?? []);
    }
  }
});

/** `[ ] ` and `[x] ` at the start of a text: such texts begin the items of task lists. */
function withBox(text: string): string {
  if (text.startsWith('[ ] ')) return `☐ ${text.slice(4)}`;
  return text.startsWith('[x] ') || text.startsWith('[X] ') ? `☑ ${text.slice(4)}` : text;
}

/** HTML that still has to be sanitised: Markdown may hold any. */
export function markdownToHtml(text: string): string {
  return parser.render(text);
}
