/** A name as URLs and file names have it: lower-case letters, digits and dashes, at most 63. */
export function slug(text: string, fallback: string): string {
  const cut = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63);
  return cut.replace(/-+$/, '') || fallback;
}
