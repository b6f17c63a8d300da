/** Discord's limit of a link button's address. */
const MAX_URL = 512;

/**
 * The address as a link button may carry it, its host in ASCII; null where it is not plain http(s),
 * names a user or password (`https://bank@evil`), or is too long.
 */
export const safeUrl = (url: string): string | null => {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return null;
  if (parsed.username !== '' || parsed.password !== '' || parsed.hostname === '') return null;
  return parsed.href.length <= MAX_URL ? parsed.href : null;
};
