/** What a page shows. Texts are escaped here, so they may hold anything. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly texts: readonly string[];
  readonly form?: { readonly action: string; readonly elicitationId: string } | undefined;
  readonly link?: { readonly href: string; readonly text: string } | undefined;
}

/** A page without scripts, styles and pictures, which loads nothing. */
export function htmlOf({ title, texts, form, link }: Page): string {
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>`,
    `<body><main><h1>${escaped(title)}</h1>`,
    ...texts.map((text) => `<p>${escaped(text)}</p>`),
    ...(form === undefined ? [] : formLines(form)),
    ...(link === undefined ? [] : [`<p><a href="${escaped(link.href)}">${escaped(link.text)}</a></p>`]),
    '</main></body></html>',
  ];
  return `${lines.join('\n')}\n`;
}

function formLines({ action, elicitationId }: NonNullable<Page['form']>): string[] {
  return [
    `<form method="post" action="${escaped(action)}">`,
    `<input type="hidden" name="elicitationId" value="${escaped(elicitationId)}">`,
    '<p><label>Token <input type="password" name="token" required autocomplete="off" maxlength="8192"></label></p>',
    '<p><button type="submit">Give the token</button></p>',
    '</form>',
  ];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
