/** Digests for people. */
import { Type } from 'typebox';
import { DIGEST_ENCODINGS, digestAlgorithms } from '../../core/digest.ts';
import { InputError } from '../../core/errors.ts';
import type { ToolInput } from '../../core/tools.ts';
import { Facts } from '../../ui/components/facts.tsx';
import { CodeCopy } from '../../ui/components/text.tsx';
import { Downloads, ResultHead } from '../../ui/components/tool-result.tsx';
import { formatNumber } from '../../ui/format/numbers.ts';
import { paths, queryString } from '../../ui/paths.ts';
import { toolOf } from '../../ui/tools.ts';
import { artifactOf } from '../packages/public.ts';
import type { Page, PageResult, RequestContext } from '../service.ts';
import { fieldsOf, refused, shortName, type ToolHomeText, toolHome } from '../tool-pages.tsx';

const tool = toolOf('digest');

const home: ToolHomeText = {
  id: 'digest',
  fields: [
    { kind: 'file', name: 'file', label: 'File', hint: 'Choose it or drop it here. It is not kept.' },
    { kind: 'text', name: 'url', label: 'or URL', placeholder: 'https://…/package.tgz' },
    { kind: 'text', name: 'purl', label: 'or package URL', placeholder: 'pkg:npm/express', beside: true },
    { kind: 'select', name: 'algorithm', label: 'Algorithm', options: digestAlgorithms() },
    { kind: 'select', name: 'encoding', label: 'Encoding', options: DIGEST_ENCODINGS, beside: true },
  ],
  submit: 'Calculate',
  example: { label: 'The digest of the newest express', values: { purl: 'pkg:npm/express' } },
  limits: [
    'Up to 100 MB.',
    'Only the body of a successful answer is hashed: the digest of an error page would be worse than none.',
    'Integrity for browsers is given with SHA-256, SHA-384 and SHA-512.',
  ],
  commands: siteUrl => [
    {
      label: 'On your machine, without this server',
      code: 'bin/ecosystems digest package.tgz --algorithm sha512',
    },
    {
      label: 'Over HTTP, a URL',
      code: `curl '${siteUrl}/digest/api/v1/digest?url=https://example.org/package.tgz&algorithm=sha512'`,
    },
    { label: 'Over HTTP, a file', code: `curl -F file=@package.tgz '${siteUrl}/digest/api/v1/digest'` },
  ],
};

interface Digest {
  algorithm: string;
  encoding: string;
  digest: string;
  url: string | null;
  name: string;
  bytes: string;
  sri: string | null;
}

const DEFAULTS = { algorithm: 'sha256', encoding: 'hex' };

async function answer(
  context: RequestContext,
  input: ToolInput,
  title: string,
  again: string | null,
): Promise<PageResult> {
  const { query, tools, signal } = context;
  const options = {
    algorithm: String(query.algorithm ?? DEFAULTS.algorithm),
    encoding: String(query.encoding ?? DEFAULTS.encoding),
  };
  const found = JSON.parse(await tools.ask({ tool: tool.id, inputs: [input], options }, signal)) as Digest;
  return {
    title: `${title} · ${tool.title}`,
    noStore: true,
    headers: { 'x-robots-tag': 'noindex' },
    view: (
      <>
        <ResultHead tool={tool} title={title} />
        <CodeCopy label={`${found.algorithm}, ${found.encoding}`} code={found.digest} />
        {found.sri !== null && <CodeCopy label="Integrity, for HTML and lockfiles" code={found.sri} />}
        <Facts
          items={[
            { label: 'Bytes', value: formatNumber(Number(found.bytes)) },
            { label: 'File', value: found.name },
            { label: 'From', value: found.url ?? 'a file that was sent, and is not kept' },
          ]}
        />
        {again !== null && <Downloads items={[{ label: 'JSON', href: again }]} />}
        <p>
          <a href={paths.tool(tool.id)}>Another file, or another algorithm</a>
        </p>
      </>
    ),
  };
}

const toDefaults = (context: RequestContext): RequestContext => ({
  ...context,
  query: { ...DEFAULTS, ...context.query },
});

export const pages: Page[] = [
  {
    path: paths.tool(tool.id),
    query: Type.Object(
      Object.fromEntries(
        ['url', 'purl', 'algorithm', 'encoding'].map(name => [
          name,
          Type.Optional(Type.String({ minLength: 1, maxLength: 4096 })),
        ]),
      ),
      { additionalProperties: false },
    ),
    cache: 'none',
    async load(context) {
      const { url, purl, algorithm, encoding } = context.query;
      if (url === undefined && purl === undefined) return toolHome(home, toDefaults(context));
      try {
        const input =
          purl === undefined
            ? { url: String(url) }
            : { url: (await artifactOf(context, String(purl), 'purl')).url };
        const again = `/digest/api/v1/digest${queryString({ url, purl, algorithm, encoding })}`;
        return await answer(
          context,
          input,
          purl === undefined ? shortName(String(url)) : String(purl),
          again,
        );
      } catch (error) {
        return refused(home, toDefaults(context), error);
      }
    },
  },
  {
    method: 'POST',
    path: paths.tool(tool.id),
    query: fieldsOf(home),
    upload: { maxFiles: 1, maxBytes: 100 * 1024 * 1024 },
    cache: 'none',
    async load(context) {
      const { url, purl, algorithm, encoding } = context.query;
      const [upload] = context.files;
      try {
        if (upload) return await answer(context, { upload }, upload.name, null);
        if (url === undefined && purl === undefined)
          throw new InputError('file', 'choose a file, or give a URL or a package URL');
        const source = purl === undefined ? { url } : { purl };
        const to = queryString({ ...source, algorithm, encoding });
        return { title: '', view: <></>, redirect: `${paths.tool(tool.id)}${to}` };
      } catch (error) {
        return refused(home, toDefaults(context), error);
      }
    },
  },
];
