/** All pages of accounts. */
import type { Page } from '../service.ts';
import { keyPages } from './key-pages.tsx';
import { memberPages } from './member-pages.tsx';
import { overviewPages } from './overview-pages.tsx';
import { settingsPages } from './settings-pages.tsx';
import { signInPages } from './sign-in-pages.tsx';

export const pages: Page[] = [
  ...signInPages,
  ...overviewPages,
  ...keyPages,
  ...memberPages,
  ...settingsPages,
];
