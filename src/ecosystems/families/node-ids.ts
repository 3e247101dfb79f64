/** Ids of the nodes of a manifest's graph, which are unique whatever a file holds. */

/** `id`, or where it is taken the first of `id#2`, `id#3` ... that is not. The result is taken from now on. */
export function freeId(taken: Map<string, number>, id: string): string {
  const times = (taken.get(id) ?? 0) + 1;
  taken.set(id, times);
  return times === 1 ? id : freeId(taken, `${id}#${times}`);
}
