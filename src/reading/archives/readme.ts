import type { Tree } from '../../core/tree.ts';
import { type Document, type FindOptions, findDocument } from './documents.ts';
import { type LinkBase, render } from './markup/index.ts';

export interface RenderedDocument extends Document {
  /** Safe HTML. */
  html: string;
  plain: string;
  /** False where `html` shows the text as it stands. */
  isRendered: boolean;
}

export interface Readme extends RenderedDocument {
  other_readme_files: string[];
}

export interface DocumentOptions extends FindOptions {
  base?: LinkBase;
}

/**
 * The readme of a tree, or null where there is none: the one highest up, Markdown before other languages. The fields are
 * those of openapi/archives.yaml, and whether it could be rendered.
 */
export async function readme(tree: Tree, options: DocumentOptions = {}): Promise<Readme | null> {
  const { best, others } = await findDocument(tree, ['readme'], options);
  if (best === null) return null;
  return { ...rendered(best, options.base), other_readme_files: others };
}

export function rendered(document: Document, base?: LinkBase): RenderedDocument {
  const { name, raw, extension, language } = document;
  const { html, plain, isRendered } = render(raw, language, base);
  return { name, raw, html, plain, extension, language, isRendered };
}
