/** Addresses of the API (https://learn.microsoft.com/en-us/nuget/api/overview), as its service index names them. */
export const API = 'https://api.nuget.org/v3';
export const REGISTRATIONS = `${API}/registration5-gz-semver2`;
export const CONTENT = 'https://api.nuget.org/v3-flatcontainer';
export const CATALOG = `${API}/catalog0`;
export const SEARCH = 'https://azuresearch-usnc.nuget.org/query';

/**
 * A version as the addresses of its files have it: lower case, without build metadata, leading zeros and a fourth number
 * that is 0 (https://learn.microsoft.com/en-us/nuget/concepts/package-versioning#normalized-version-numbers).
 */
export function normalisedVersion(version: string): string {
  const [text = ''] = version.trim().toLowerCase().split('+', 1);
  const hyphen = text.indexOf('-');
  const numbers = (hyphen < 0 ? text : text.slice(0, hyphen)).split('.');
  const labels = hyphen < 0 ? '' : text.slice(hyphen);
  if (numbers.length > 4 || !numbers.every(number => /^[0-9]{1,10}$/.test(number))) return text;
  while (numbers.length < 3) numbers.push('0');
  const plain = numbers.map(number => number.replace(/^0+(?=[0-9])/, ''));
  if (plain.length === 4 && plain[3] === '0') plain.pop();
  return `${plain.join('.')}${labels}`;
}
