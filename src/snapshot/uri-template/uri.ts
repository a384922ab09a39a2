const form = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

/** Is this a URI with a scheme (RFC 3986, 3), in the characters that URIs are made of? */
export function isUri(text: string): boolean {
  return form.test(text);
}
