/** A tree that opens and closes without scripts. */
import type { VNode } from 'preact';
import { countOf } from '../format/numbers.ts';
import { Badge } from './text.tsx';

export interface TreeItem {
  name: string;
  version: string | null;
  /** What it stands on, as far as it is shown here. */
  children: readonly TreeItem[];
  /** Children that are not shown. */
  more: number;
  /** Its own children stand elsewhere in the tree, where it is met first. */
  repeated: boolean;
  /** A page on which it is the root. */
  href: string | null;
}

/** @param open how many levels are open at first. */
export function Tree({
  items,
  label,
  open = 1,
}: {
  items: readonly TreeItem[];
  label: string;
  open?: number;
}) {
  return (
    <ul class="tree" aria-label={label}>
      {items.map((item, index) => (
        <Branch key={index} item={item} open={open} />
      ))}
    </ul>
  );
}

function Branch({ item, open }: { item: TreeItem; open: number }): VNode {
  const { children, more, repeated, href } = item;
  if (children.length === 0) {
    return (
      <li class="tree-leaf">
        <Label item={item} link={repeated || more > 0} />
        {repeated && (
          <>
            {' '}
            <Badge title="What it requires is shown where it stands first">again</Badge>
          </>
        )}
        {!repeated && more > 0 && <small> {countOf(more, 'more below', 'more below')}</small>}
      </li>
    );
  }
  return (
    <li>
      <details open={open > 0}>
        <summary>
          <Label item={item} link={false} /> <small>({children.length + more})</small>
        </summary>
        <ul>
          {children.map((child, index) => (
            <Branch key={index} item={child} open={open - 1} />
          ))}
          {more > 0 && (
            <li class="tree-leaf">
              {href === null ? (
                <small>and {more} more</small>
              ) : (
                <a href={href} rel="nofollow">
                  and {more} more
                </a>
              )}
            </li>
          )}
        </ul>
      </details>
    </li>
  );
}

function Label({ item: { name, version, href }, link }: { item: TreeItem; link: boolean }) {
  return (
    <>
      {link && href !== null ? (
        <a href={href} rel="nofollow">
          {name}
        </a>
      ) : (
        <span class="wrap">{name}</span>
      )}
      {version !== null && <span class="row-version"> {version}</span>}
    </>
  );
}
