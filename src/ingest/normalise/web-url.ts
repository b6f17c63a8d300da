/** The URL where it is a plain http(s) one of at most 2,000 characters without user name; null otherwise. */
export const webUrl = (text: string): string | null => {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href.length > 2000 ? null : url.href;
};
