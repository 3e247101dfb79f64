/** The tools that read what people have: one line each. */
import { Rows } from '../../../ui/components/rows.tsx';
import { paths } from '../../../ui/paths.ts';
import { TOOLS } from '../../../ui/tools.ts';
import type { Page } from '../../service.ts';

const LEAD =
  'Choose a file, drop it, or give its URL or package URL. Everything works over HTTP and on the command line too.';

export const tools: Page = {
  path: paths.tools,
  cache: 'shared',
  load: async () => ({
    title: 'Tools',
    description: LEAD,
    tags: [],
    view: (
      <>
        <header class="page-head">
          <h1>What do you have?</h1>
          <p class="lead">{LEAD}</p>
        </header>
        <Rows
          items={TOOLS.map(({ id, question, lead, title }) => ({
            title: question,
            href: paths.tool(id),
            tag: title,
            text: lead,
          }))}
        />
        <p class="small">
          Nothing that is sent is executed or published. Results are kept for a week at addresses that nobody
          can guess. <a href={paths.docs}>How programs ask</a>.
        </p>
      </>
    ),
  }),
};
