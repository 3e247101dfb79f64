export function descendants(pid: number): { pid: number; command: string }[];
export function endTree(pid: number): void;
export function runLimited(
  command: string,
  args: readonly string[],
  options: { ms: number; env?: NodeJS.ProcessEnv; onOver?: () => void },
): Promise<number | null>;
