/** A URL as it may be shown: without what could be a credential, before the host or in its query. */
export function shownUrl(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/, '');
}
