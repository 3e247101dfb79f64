/** What an archive holds: its list, single files, readme, changelog, and all of it as one text. */
import { InputError, NotFoundError } from '../../core/errors.ts';
import { changelog, contents, entries, listing, readme, repack } from '../../reading/archives/index.ts';
import { archiveTree, onlyFile } from './trees.ts';
import type { ToolHandler } from './types.ts';

/** Options: `operation`, and `path` of `contents`. */
export const archivesTool: ToolHandler = async ({ files, options }) => {
  const file = onlyFile(files);
  const tree = archiveTree(file);
  switch (options.operation) {
    case 'list':
      return listing(tree);
    case 'entries':
      return (await entries(tree)).map(({ path, size, kind, linkTarget, executable }) => ({
        path,
        size,
        kind,
        link_target: linkTarget,
        executable,
      }));
    case 'contents': {
      const found = await contents(tree, String(options.path ?? ''));
      if (found.directory) return { name: found.name, directory: true, contents: found.entries };
      const { name, isBinary, bytes } = found;
      return isBinary
        ? {
            name,
            directory: false,
            contents: bytes.toString('base64'),
            encoding: 'base64',
            size: bytes.length,
          }
        : { name, directory: false, contents: found.contents, encoding: 'utf-8', size: bytes.length };
    }
    case 'readme': {
      const found = await readme(tree);
      if (!found) throw new NotFoundError('the archive has no readme');
      const { isRendered, ...rest } = found;
      return { ...rest, rendered: isRendered };
    }
    case 'changelog': {
      const found = await changelog(tree);
      if (!found) throw new NotFoundError('the archive has no changelog');
      const { isRendered, ...rest } = found;
      return { ...rest, rendered: isRendered };
    }
    case 'repopack': {
      const { output, included, leftOut } = await repack(tree);
      return { output, included, left_out: Object.fromEntries(leftOut) };
    }
    default:
      throw new InputError('operation', `there is no operation ${String(options.operation)}`);
  }
};
