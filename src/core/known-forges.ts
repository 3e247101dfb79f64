/** The forges whose repository paths `repository-url.ts` can read, as data, and those that the operator adds. */
import { bitbucketServerPath } from './bitbucket-server.ts';

/** Software of forges that an operator can name: of a host that is not listed here, nobody guesses what it runs. */
export const FORGE_KINDS = ['github', 'gitlab', 'gitea', 'forgejo', 'bitbucket', 'sourcehut'] as const;
export type ForgeKind = (typeof FORGE_KINDS)[number];

export interface Forge {
  /** In lower case; with `:port` where its pages are at another port than 443. */
  host: string;
  /** Longest path of a repository in segments: 2 for `owner/name`, more where groups hold groups. */
  depth: number;
  owner: RegExp;
  name: RegExp;
  /** First segments that are pages of the forge itself, in lower case. */
  reserved: ReadonlySet<string>;
  /** Segments after `owner/name` that begin a page inside the repository, where owners may be nested. */
  routes: ReadonlySet<string>;
  /** Reads the segments of a path where they are no `owner/name`; null for what is no repository. */
  pathOf?(segments: readonly string[]): string | null;
}

/** GitHub's logins: letters, digits and inner hyphens; `_` occurs in logins of managed users. */
export const ownerPattern = /^[a-z\d](?:[a-z\d_-]{0,61}[a-z\d-])?$/i;
const namePattern = /^[\w.-]{1,100}$/;
const loosePattern = /^\w[\w.-]{0,254}$/;

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const none: ReadonlySet<string> = new Set();

const github: Omit<Forge, 'host'> = {
  depth: 2,
  owner: ownerPattern,
  name: namePattern,
  routes: none,
  reserved: words(`
    about account api apps assets blog codespaces collections contact copilot customer-stories dashboard discussions
    enterprise events explore features gist gists git-guides home images issues join login logout marketplace new
    nonprofit notifications open-source organizations orgs password_reset pricing pulls readme resources search security
    sessions settings signup site solutions sponsors stars stories team topics trending users watching`),
};

const bitbucket: Omit<Forge, 'host'> = {
  ...github,
  owner: loosePattern,
  reserved: words('account api blog dashboard product repo site snippets support workspaces xsendfile'),
};

const gitea: Omit<Forge, 'host'> = {
  ...github,
  owner: loosePattern,
  reserved: words(`
    admin api assets attachments avatars captcha explore issues login milestones notifications org pulls repo user users`),
};

// Project names that GitLab reserves because they are routes, and routes of old links that lack `/-/`:
// https://docs.gitlab.com/user/reserved_names/
const gitlab: Omit<Forge, 'host'> = {
  depth: 21,
  owner: loosePattern,
  name: loosePattern,
  routes: words(`
    - badges blame blob builds commit commits create create_dir edit files find_file issues merge_requests new pipelines
    preview raw refs releases tags tree update wikis`),
  reserved: words(`
    - admin api assets dashboard explore files groups health_check help import jwt login oauth profile projects public
    search snippets unsubscribes uploads user users v2`),
};

const sourcehut: Omit<Forge, 'host'> = { ...github, owner: /^~[a-z_][\w-]{0,255}$/, reserved: none };

/** Software by the name that the setting ECOSYSTEMS_FORGES has for it. Bitbucket on other hosts is Bitbucket Data Center. */
const software: Readonly<Record<ForgeKind, Omit<Forge, 'host'>>> = {
  github,
  gitlab,
  gitea,
  forgejo: gitea,
  bitbucket: { ...bitbucket, pathOf: bitbucketServerPath },
  sourcehut,
};

const kinds: [Omit<Forge, 'host'>, ReadonlySet<string>][] = [
  [github, words('github.com')],
  [bitbucket, words('bitbucket.org')],
  [sourcehut, words('git.sr.ht hg.sr.ht')],
  [
    gitea,
    words(
      'codeberg.org gitea.com gitee.com notabug.org opendev.org git.disroot.org code.forgejo.org codefloe.com',
    ),
  ],
  [
    gitlab,
    words(`
      gitlab.com salsa.debian.org gitlab.gnome.org gitlab.freedesktop.org invent.kde.org framagit.org 0xacab.org
      foss.heptapod.net code.videolan.org gitlab.alpinelinux.org gitlab.archlinux.org gitlab.cern.ch gitlab.eclipse.org
      gitlab.haskell.org gitlab.inria.fr gitlab.kitware.com gitlab.matrix.org gitlab.opencode.de gitlab.torproject.org
      gitlab.wikimedia.org gitlab.xfce.org gricad-gitlab.univ-grenoble-alpes.fr`),
  ],
];

const forges: ReadonlyMap<string, Forge> = new Map(
  kinds.flatMap(([kind, hosts]) => [...hosts].map((host): [string, Forge] => [host, { ...kind, host }])),
);

/** Further hosts of a forge that serve the same paths. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['ssh.github.com', 'github.com'],
  ['codeload.github.com', 'github.com'],
  ['raw.githubusercontent.com', 'github.com'],
  ['altssh.gitlab.com', 'gitlab.com'],
  ['altssh.bitbucket.org', 'bitbucket.org'],
]);

/** Forges of the operator: empty until `configureForges` is called. */
let configured: ReadonlyMap<string, Forge> = new Map();

/**
 * Makes further hosts known, for all of this thread: the setting ECOSYSTEMS_FORGES. A composition root calls it once,
 * before anything is read or served; mapping and lookup then agree on what a repository is without every map passing the
 * list on. It replaces what an earlier call said, so a test takes its own hosts back with `configureForges({})`.
 *
 * @param hosts software by host name, or by `host:port` where the forge's pages are at another port than 443.
 */
export function configureForges(hosts: Readonly<Record<string, ForgeKind>>): void {
  configured = new Map(
    Object.entries(hosts).map(([host, kind]) => [
      plainHost(host),
      { ...software[kind], host: plainHost(host) },
    ]),
  );
}

/** The forge at a host name, in any case, with or without `www.` or a final dot; undefined when it is not known. */
export function forgeOf(host: string): Forge | undefined {
  const plain = plainHost(host);
  return configured.get(plain) ?? forges.get(aliases.get(plain) ?? plain);
}

function plainHost(host: string): string {
  const lower = host.toLowerCase();
  return lower.slice(lower.startsWith('www.') ? 4 : 0, lower.endsWith('.') ? -1 : undefined);
}
