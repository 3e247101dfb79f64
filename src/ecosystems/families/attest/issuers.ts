/** Providers of identities whose certificates name the repository that a workflow ran for. */
const ISSUERS: Readonly<Record<string, string>> = {
  'https://token.actions.githubusercontent.com': 'https://github.com/',
  'https://gitlab.com': 'https://gitlab.com/',
};

/** True where the issuer vouches for workflows of repositories at this address. */
export function speaksFor(issuer: string | null, repository: string): boolean {
  if (issuer === null || !Object.hasOwn(ISSUERS, issuer)) return false;
  return repository.toLowerCase().startsWith(ISSUERS[issuer] as string);
}
