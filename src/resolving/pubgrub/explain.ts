/**
 * Why there is no solution, as a proof in words, line by line: each line follows from facts and from the lines before it. The
 * order of lines is that of the description (https://github.com/dart-lang/pub/blob/master/doc/solver.md, "Error Reporting").
 */
import { type Fact, type Incompatibility, isDerived } from './incompatibility.ts';
import { joined, sentence, type Vocabulary } from './words.ts';

/** Steps of a proof that is told in full; of a longer one its facts are told. */
const MOST_STEPS = 400;
const MOST_FACTS = 60;

interface Line {
  text: string;
  number: number | null;
}

/** Lines, those that others refer to with their number behind: `... (1)`. */
export function explain(words: Vocabulary, failure: Incompatibility): string[] {
  const steps = stepsOf(failure);
  if (!isDerived(failure))
    return [capital(`${sentence(words, failure).replace(/,$/, '')}, so there is no solution.`)];
  if (steps.size > MOST_STEPS) return summary(words, failure, steps.size);
  const lines: Line[] = [];
  const numbers = new Map<Incompatibility, number>();

  /** @param conclusion how the line starts where what it concludes ends the proof. */
  function write(one: Incompatibility, text: string, isNumbered = false): void {
    const number = isNumbered || (steps.get(one) ?? 0) > 1 ? numbers.size + 1 : null;
    if (number !== null) numbers.set(one, number);
    lines.push({ text, number });
  }
  const says = (one: Incompatibility) => {
    const number = numbers.get(one);
    return number === undefined ? sentence(words, one) : `${sentence(words, one)} (${number})`;
  };

  function visit(
    one: Incompatibility & { cause: { left: Incompatibility; right: Incompatibility } },
    isConclusion = false,
  ): void {
    const isNumbered = isConclusion || (steps.get(one) ?? 0) > 1;
    const so = one === failure ? 'So' : 'And';
    const thus = sentence(words, one);
    const { left, right } = one.cause;
    if (isDerived(left) && isDerived(right)) {
      const leftNumber = numbers.has(left);
      const rightNumber = numbers.has(right);
      if (leftNumber && rightNumber)
        write(one, `Because ${says(left)} and ${says(right)}, ${thus}.`, isNumbered);
      else if (leftNumber || rightNumber) {
        visit(leftNumber ? right : left);
        write(one, `${so}, because ${says(leftNumber ? left : right)}, ${thus}.`, isNumbered);
      } else {
        const isLeftShort = isShort(left);
        if (isLeftShort || isShort(right)) {
          visit(isLeftShort ? right : left);
          visit(isLeftShort ? left : right);
          write(one, `Thus, ${thus}.`, isNumbered);
        } else {
          visit(left, true);
          visit(right);
          write(one, `${so}, because ${says(left)}, ${thus}.`, isNumbered);
        }
      }
      return;
    }
    if (isDerived(left) || isDerived(right)) {
      const derived = (isDerived(left) ? left : right) as typeof one;
      const external = isDerived(left) ? right : left;
      if (numbers.has(derived)) {
        write(one, `Because ${says(external)} and ${says(derived)}, ${thus}.`, isNumbered);
        return;
      }
      const inner = folded(derived);
      if (inner !== null) {
        visit(inner.derived);
        write(one, `${so}, because ${pair(inner.external, external)}, ${thus}.`, isNumbered);
        return;
      }
      visit(derived);
      write(one, `${so}, because ${says(external)}, ${thus}.`, isNumbered);
      return;
    }
    write(one, `Because ${pair(left, right)}, ${thus}.`, isNumbered);
  }

  function pair(left: Incompatibility, right: Incompatibility): string {
    return (
      joined(words, left, right) ??
      joined(words, right, left) ??
      `${sentence(words, left)} and ${sentence(words, right)}`
    );
  }

  /** True where both of its causes are facts, so that one line says it. */
  function isShort({ cause }: { cause: { left: Incompatibility; right: Incompatibility } }): boolean {
    return !isDerived(cause.left) && !isDerived(cause.right);
  }

  /** What a step takes from one derived cause and one fact, where nobody else refers to the step. */
  function folded(one: typeof failure) {
    if (!isDerived(one) || (steps.get(one) ?? 0) > 1) return null;
    const { left, right } = one.cause;
    if (isDerived(left) === isDerived(right)) return null;
    const derived = isDerived(left) ? left : right;
    if (!isDerived(derived) || numbers.has(derived)) return null;
    return { derived, external: isDerived(left) ? right : left };
  }

  visit(failure);
  return lines.map(({ text, number }) => {
    const line = capital(text.replaceAll(',,', ','));
    return number === null ? line : `${line.slice(0, -1)}. (${number})`;
  });
}

/** How often each derived step of the proof is used. */
export function stepsOf(failure: Incompatibility): Map<Incompatibility, number> {
  const used = new Map<Incompatibility, number>();
  const stack = [failure];
  while (stack.length > 0) {
    const one = stack.pop()!;
    if (!isDerived(one)) continue;
    const known = used.get(one) ?? 0;
    used.set(one, known + 1);
    if (known === 0) stack.push(one.cause.right, one.cause.left);
  }
  return used;
}

/** The facts that a proof rests on, each once, in the order of the proof. */
export function factsOf(failure: Incompatibility): { fact: Fact; incompatibility: Incompatibility }[] {
  const facts = new Map<Incompatibility, Fact>();
  const seen = new Set<Incompatibility>();
  const stack = [failure];
  while (stack.length > 0) {
    const one = stack.pop()!;
    if (seen.has(one)) continue;
    seen.add(one);
    if ('fact' in one.cause) facts.set(one, one.cause.fact);
    else stack.push(one.cause.right, one.cause.left);
  }
  return [...facts].map(([incompatibility, fact]) => ({ fact, incompatibility }));
}

function summary(words: Vocabulary, failure: Incompatibility, steps: number): string[] {
  const facts = factsOf(failure).filter(({ fact }) => fact.kind !== 'root');
  const lines = facts
    .slice(0, MOST_FACTS)
    .map(({ incompatibility }) => `${sentence(words, incompatibility).replace(/,$/, '')}.`);
  if (facts.length > MOST_FACTS) lines.push(`And ${facts.length - MOST_FACTS} more.`);
  return [`The proof has ${steps} steps. It rests on these ${facts.length} facts:`, ...lines];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
