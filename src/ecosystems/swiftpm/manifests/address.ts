/**
 * The address of a repository as packages are called by it, `github.com/apple/swift-nio`: the same whether it is reached by https or
 * by ssh, as Swift tells packages apart (https://github.com/swiftlang/swift-evolution/blob/main/proposals/0292-package-registry-service.md,
 * "Package identity"). Without scheme, user, port and `.git`; paths stay as they are.
 */
export function nameOfAddress(address: string): string {
  let name = withoutUser(address.trim());
  if (name.endsWith('/')) name = name.slice(0, -1);
  return name.endsWith('.git') ? name.slice(0, -'.git'.length) : name;
}

function withoutUser(address: string): string {
  const scheme = address.indexOf('://');
  if (scheme < 0) {
    // `git@host:owner/name` of ssh.
    const colon = address.indexOf(':');
    const at = address.indexOf('@');
    const isRemote = at > 0 && at < colon && !address.slice(0, colon).includes('/');
    return isRemote ? `${address.slice(at + 1, colon)}/${address.slice(colon + 1)}` : address;
  }
  if (!['https', 'http', 'ssh', 'git'].includes(address.slice(0, scheme).toLowerCase())) return address;
  const rest = address.slice(scheme + 3);
  const slash = rest.indexOf('/');
  const end = slash < 0 ? rest.length : slash;
  const host = rest.slice(rest.lastIndexOf('@', end) + 1, end);
  const port = host.lastIndexOf(':');
  return (
    (port > 0 && /^[0-9]{1,5}$/.test(host.slice(port + 1)) ? host.slice(0, port) : host) + rest.slice(end)
  );
}
