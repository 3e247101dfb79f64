/** The document around every page: head, header, main, footer. Complete without any script. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { SearchBox } from './components/search-box.tsx';
import { Mark } from './icons/mark.tsx';
import { paths } from './paths.ts';

/** URLs of what the page loads. */
export interface DocumentAssets {
  styles: readonly string[];
  scripts: readonly string[];
  icon?: string;
}

export interface DocumentOptions {
  /** Without the name of the site. Empty on the home page. */
  title: string;
  description?: string;
  view: VNode;
  /** Path and query of this page; marks the entry of the navigation and gives the canonical address. */
  path: string;
  /** Origin of the site without trailing slash. */
  siteUrl: string;
  assets: DocumentAssets;
  noindex?: boolean;
  /** The same as feeds. */
  feeds?: readonly FeedLink[];
}

export interface FeedLink {
  type: 'application/atom+xml' | 'application/feed+json';
  title: string;
  href: string;
}

const SITE = 'Ecosystems';

const NAVIGATION = [
  { label: 'Ecosystems', href: paths.ecosystems },
  { label: 'Registries', href: paths.registries },
  { label: 'Critical', href: paths.critical },
  { label: 'Advisories', href: paths.advisories },
  { label: 'Tools', href: paths.tools },
  { label: 'Status', href: paths.status },
  { label: 'API', href: paths.docs },
  // The same for everybody, so that pages stay the same for everybody: who is not signed in is asked to there.
  { label: 'Account', href: paths.account },
];

/** A whole HTML document as text. Everything given is escaped; no inline style or script is ever written. */
export function renderDocument(options: DocumentOptions): string {
  return `<!doctype html>${renderToString(<Document {...options} />)}`;
}

function Document({ title, description, view, path, siteUrl, assets, noindex, feeds }: DocumentOptions) {
  const pathname = path.split('?', 1)[0] ?? '/';
  const fullTitle =
    title === '' || title === SITE ? `${SITE}: the open index of open source` : `${title} · ${SITE}`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{fullTitle}</title>
        {description && <meta name="description" content={description.slice(0, 300)} />}
        <meta name="color-scheme" content="light dark" />
        {noindex ? (
          <meta name="robots" content="noindex" />
        ) : (
          <link rel="canonical" href={`${siteUrl}${path}`} />
        )}
        {feeds?.map(({ type, title: name, href }) => (
          <link key={href} rel="alternate" type={type} title={name} href={href} />
        ))}
        {assets.icon && <link rel="icon" href={assets.icon} type="image/svg+xml" />}
        {assets.styles.map(href => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {assets.scripts.map(src => (
          <script key={src} src={src} defer />
        ))}
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <Header pathname={pathname} query={queryOf(path)} />
        <main id="content" class="page" tabIndex={-1}>
          {view}
        </main>
        <Footer />
      </body>
    </html>
  );
}

/** What was searched for, when this is the page of its results. */
function queryOf(path: string): string {
  return path.startsWith('/search?') ? (new URLSearchParams(path.slice(8)).get('q') ?? '') : '';
}

function Header({ pathname, query }: { pathname: string; query: string }) {
  return (
    <header class="site-header">
      <div class="site-header-inner">
        <a class="brand" href={paths.home}>
          <Mark />
          <span>{SITE}</span>
        </a>
        {pathname !== paths.home && <SearchBox id="site-search" value={query} />}
        <nav class="site-nav" aria-label="Site">
          <ul>
            {NAVIGATION.map(({ label, href }) => (
              <li key={href}>
                <a href={href} aria-current={pathname === href ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

function Footer() {
  return (
    <footer class="site-footer">
      <div class="site-footer-inner">
        <p>Every fact is the registry’s own, with its date and source. What is not known says so.</p>
        <ul>
          <li>
            <a href={paths.plans}>Plans</a>
          </li>
          <li>
            <a href={paths.licences}>Licences</a>
          </li>
          <li>
            <a href={paths.acceptableUse}>Acceptable use</a>
          </li>
          <li>
            <a href={paths.keywords}>Keywords</a>
          </li>
          <li>
            <a href={paths.status}>Freshness</a>
          </li>
          <li>
            <a href={paths.transparency}>Use</a>
          </li>
          <li>
            <a href={paths.docs}>API</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}
