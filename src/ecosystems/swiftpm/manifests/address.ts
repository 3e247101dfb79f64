/** The address of a repository without scheme and `.git`, as packages are called: `github.com/apple/swift-nio`. */
export function nameOfAddress(address: string): string {
  let name = address.trim();
  for (const scheme of ['https://', 'http://'])
    if (name.slice(0, scheme.length).toLowerCase() === scheme) name = name.slice(scheme.length);
  if (name.endsWith('/')) name = name.slice(0, -1);
  return name.endsWith('.git') ? name.slice(0, -'.git'.length) : name;
}
