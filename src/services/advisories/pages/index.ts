/** The pages of advisories. */
import type { Page } from '../../service.ts';
import { advisory } from './advisory.tsx';
import { badge } from './badge.tsx';
import { list } from './list.tsx';

export const pages: Page[] = [list, advisory, badge];
