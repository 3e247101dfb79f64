/** The pages of the index as a whole. */
import type { Page } from '../../service.ts';
import { ecosystem } from './ecosystem.tsx';
import { ecosystems } from './ecosystems.tsx';
import { home } from './home.tsx';
import { search } from './search.tsx';
import { status } from './status.tsx';
import { tools } from './tools.tsx';

export const pages: Page[] = [home, search, ecosystems, ecosystem, status, tools];
