import { findingKind } from '../../kernel/index.ts';

export const suppressionWithoutReason = findingKind<{ codes: string }>({
  code: 'RSH3050',
  severity: 'warning',
  title: 'A suppression without a reason',
  help: 'Whoever reads a suppression a year later asks why it is there. Without a reason it has no effect: `# reshapr-ignore RSH3018: legacy clients, see ticket 12`. A rule may stand there by its name too.',
  message: ({ codes }) => `this does not say why ${codes} may be ignored, and has no effect`,
  hint: ({ codes }) => `write the reason after a colon: reshapr-ignore ${codes}: <reason>`,
});

export const suppressionUnknownCode = findingKind<{ code: string; suggestion: string | undefined }>({
  code: 'RSH3051',
  severity: 'warning',
  title: 'A suppression of a code that does not exist',
  help: 'Codes stand beside every finding; `reshapr explain` lists them all.',
  message: ({ code }) => `there is no finding ${code}`,
  hint: ({ suggestion }) => suggestion ?? 'list them with `reshapr explain`',
});

export const suppressionOfError = findingKind<{ code: string }>({
  code: 'RSH3052',
  severity: 'warning',
  title: 'A suppression of something that is an error by nature',
  help: 'Warnings and notes can be suppressed, also where `rules` of `reshapr.yaml` makes errors of them. What is an error by itself cannot: without it there would be nothing sound to serve.',
  message: ({ code }) => `${code} is an error and cannot be suppressed`,
  hint: ({ code }) => `remove the suppression and correct what ${code} reports`,
});

export const suppressionOfNothing = findingKind<{ code: string; where: string }>({
  code: 'RSH3053',
  severity: 'warning',
  title: 'A suppression that suppresses nothing',
  help: 'The finding that it was written for is gone, or stands elsewhere: a comment holds for its own line, or, alone on its line, for the next line that is no comment. It is reported only while the tree has no errors, which may keep findings from being made.',
  message: ({ code, where }) => `there is no ${code} ${where} to be ignored`,
  hint: () => 'remove the suppression, or put it on or above the line that the finding names',
});

export const suppressionUnreadable = findingKind<Record<string, never>>({
  code: 'RSH3054',
  severity: 'warning',
  title: 'A suppression that cannot be understood',
  help: 'A suppression is a comment: `reshapr-ignore`, one or more codes with commas between them, a colon, and the reason.',
  message: () => 'this does not say what to ignore',
  hint: () => 'write reshapr-ignore, a code, a colon and the reason: reshapr-ignore RSH3018: <reason>',
});

export const suppressionOfNoFile = findingKind<{ file: string; suggestion: string | undefined }>({
  code: 'RSH3055',
  severity: 'warning',
  title: 'A suppression for a file that does not exist',
  help: '`suppressions` of `reshapr.yaml` name files by their path from the root of the tree.',
  message: ({ file }) => `there is no file ${file} in the tree`,
  hint: ({ suggestion }) =>
    suggestion ?? 'write its path from the root of the tree, or remove the suppression',
});

export const ruleTwice = findingKind<{ rule: string; code: string }>({
  code: 'RSH3056',
  severity: 'error',
  title: 'Two severities for one finding',
  help: '`rules` of `reshapr.yaml` takes codes and names of rules. A rule that stands there by both has two severities, and only one of them can hold.',
  message: ({ rule, code }) => `${rule} has a severity already, by its code or its name (${code})`,
  hint: () => 'keep one of the two',
});
