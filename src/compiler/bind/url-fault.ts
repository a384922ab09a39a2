/** Why a URL is none that the gateway or a client can ask; undefined when it is one. */
export function urlFault(url: string): string | undefined {
  if (!URL.canParse(url)) return 'is no absolute URL';
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return 'is not http or https';
  return username === '' && password === '' ? undefined : 'holds a credential';
}
