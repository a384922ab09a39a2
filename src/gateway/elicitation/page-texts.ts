import type { Page } from './html.ts';

export const notValid: Page = {
  status: 400,
  title: 'This page is not valid any more',
  texts: ['It was used, is too old, or began in another browser. Call the tool once more to be asked again.'],
};

export const noToken: Page = {
  status: 400,
  title: 'This is no token',
  texts: ['A token is one line without control characters. Go back and try again.'],
};

export const notGranted: Page = {
  status: 400,
  title: 'Access was not given',
  texts: ['The authorization server gave no token. Call the tool once more to be asked again.'],
};

export const wrongMethod: Page = { status: 405, title: 'Method not allowed', texts: [] };

export const done: Page = {
  status: 200,
  title: 'Thank you',
  texts: ['The gateway has your credential. Close this page, and go on where you were asked for it.'],
};

/** The gateway cannot know who reads a page, so it says for whom the credential would be used. */
export function whoAsks(service: string, organization: string, subject: string): string[] {
  return [
    `The gateway of ${organization} asks for your own credential, to call ${service} for you.`,
    `It will be used for calls of ${subject}. If that is not you, or you did not just ask for it, close this page: somebody else would call ${service} in your name.`,
  ];
}
