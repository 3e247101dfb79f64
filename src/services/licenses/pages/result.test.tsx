import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { requestContext } from '../../../../test/request-context.ts';
import type { ToolJob } from '../../../core/tools.ts';
import { toolOf } from '../../../ui/tools.ts';
import { LicensesResult } from './result.tsx';

const HOSTILE = '<script>alert(1)</script>';
const file = (filename: string) => ({
  filename,
  confidence: 97.5,
  matched_license: 'MIT',
  matches: [{ id: 'MIT', alternatives: ['X11'], name: 'MIT License', confidence: 97.5 }],
  content: '',
});
const results = {
  licenses: [],
  matched_files: [file('LICENSE')],
  headers: [],
  metadata: [],
  agreement: {
    outcome: 'conflict',
    texts: ['MIT'],
    metadata: ['ISC'],
    headers: [],
    explanation: ['They differ.'],
  },
  examined_files: 1,
  incomplete: null,
};
const render = (given: Partial<typeof results>) =>
  renderToString(
    <LicensesResult
      context={requestContext({} as never)}
      tool={toolOf('licenses')}
      job={{ id: 'id', names: ['a.tgz'], inputs: [] } as unknown as ToolJob}
      href="/licenses/jobs/id"
      apiHref="/licenses/api/v1/jobs/id"
      results={{ ...results, ...given }}
    />,
  );

test('the verdict comes with its reasons, and how sure it is', () => {
  const html = render({});
  expect(html).toContain('They contradict each other');
  expect(html).toContain('<li>They differ.</li>');
  expect(html).toMatch(/<meter [^>]*value="97.5"[^>]*>.*97.5%/);
  expect(html).toContain('or X11');
});

test('no licence is said in words, with what to do', () => {
  const html = render({
    matched_files: [],
    agreement: { outcome: 'none', texts: [], metadata: [], headers: [], explanation: [] },
  });
  expect(html).toContain('No licence was found');
  expect(html).toContain('Is it the whole archive?');
});

test('10,000 files are cut with a note, and hostile names stay text', () => {
  const html = render({ matched_files: Array.from({ length: 10_000 }, () => file(HOSTILE)) });
  expect(html).not.toContain('<script');
  expect(html).toContain('The first 200 of 10,000 files are shown.');
});
