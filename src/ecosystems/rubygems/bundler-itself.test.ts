/**
 * The universes of resolution.test.ts, and some by chance, asked of Bundler itself where there is one. `RUBYLIB` may name another
 * Bundler and RubyGems than those that are installed.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { createBudget } from '../../resolving/budget.ts';
import { request } from '../../resolving/fixtures/universe.ts';
import { gem } from '../../versions/schemes/gem.ts';
import { type Answer, askBundler, bundlerVersion } from './fixtures/bundler.ts';
import { randomGems } from './fixtures/random-gems.ts';
import { CASES, universe } from './fixtures/universes.ts';
import resolver from './resolution.ts';

const bundler = bundlerVersion();
if (bundler === null) console.log('skipped: there is no Bundler, so that its own answers are not compared');
/** Before 2.4 Bundler resolved by Molinillo, and was at home with RubyGems of its time. */
const isOld = bundler !== null && gem.compare(bundler, '2.4') < 0;

/** What the Bundler of before, 2.3, does otherwise, and why. */
const OLD: Record<string, string[]> = {
  // Takes pre-releases of `b` as soon as no release satisfies, before it goes back to an older `a`.
  'rather an older release of another gem': ['a 1.1', 'b 2.0.rc2'],
  'rather an older gem that asks for no pre-release': ['a 1.1', 'b 2.0.0.beta2'],
  // RubyGems before 3.3.22 knows no C libraries.
  'musl is no glibc': ['a 1.0-x86_64-linux'],
  // Molinillo takes that for a circle.
  'no circle: a gem that needs itself': ['refused'],
};

let answers: Answer[] = [];
beforeAll(async () => {
  if (bundler === null) return;
  answers = await askBundler(CASES.map(([, gems, roots, , more = {}]) => ({ gems, roots, more })));
}, 600_000);

test.skipIf(bundler === null).each(CASES.map(([what, , , expected], i) => [what, expected, i] as const))(
  '%s',
  (what, expected, position) => {
    const isRefused = expected.some(line =>
      /^(?:missing-package|no-matching-version|conflict|environment) /.test(line),
    );
    const ours = isRefused ? ['refused'] : [...expected].sort();
    expect(said(answers[position]!)).toEqual((isOld && OLD[what]) || ours);
  },
);

function said({ specs, error, crash }: Answer): string[] {
  if (crash !== undefined) throw new Error(crash);
  return error === undefined ? (specs ?? []).sort() : ['refused'];
}

const SHAPES = {
  plain: { prereleases: 0, platforms: 0, rubies: 0 },
  'pre-releases': { prereleases: 3, platforms: 0, rubies: 0 },
  platforms: { prereleases: 0, platforms: 4, rubies: 3 },
  'all at once': { prereleases: 2, platforms: 2, rubies: 2 },
};
const SEEDS = 100;

const whyNoChance =
  process.env.CROSS_CHECK !== '1'
    ? 'a run takes some minutes; CROSS_CHECK=1 does it'
    : bundler === null || isOld
      ? 'it takes Bundler 2.4 or newer'
      : null;
if (whyNoChance !== null) console.log(`skipped: Bundler is not asked of universes by chance: ${whyNoChance}`);

describe.skipIf(whyNoChance !== null)('by chance', () => {
  test.each(Object.entries(SHAPES))(
    '%s',
    async (_, shape) => {
      const questions = Array.from({ length: SEEDS }, (_, seed) => randomGems(seed, shape));
      const theirs = (await askBundler(questions)).map(said);
      const ours = questions.map(async ({ gems, roots, more }) => {
        const wanted = { ...request(...roots), ...more };
        const { nodes, problems } = await resolver.resolve(wanted, universe(gems), createBudget());
        if (problems.some(({ severity }) => severity === 'error')) return ['refused'];
        return nodes.map(({ name, version }) => `${name} ${version}`).sort();
      });
      expect(await Promise.all(ours)).toEqual(theirs);
    },
    600_000,
  );
});
