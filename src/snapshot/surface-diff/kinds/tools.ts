import { kinds } from '../change-kind.ts';

/** What is offered to be called, as a whole. Their arguments and answers are in `schemas.ts`. */
export const toolKinds = kinds({
  'tool-added': {
    class: 'safe',
    text: () => 'new',
    reason: 'A client sees one more tool in the list; those that it calls are as they were.',
  },
  'tool-removed': {
    class: 'breaking',
    text: () => 'no longer offered',
    reason: 'A call of it is answered with "unknown tool".',
  },
  'tool-operation-changed': {
    class: 'dangerous',
    text: ({ was, is }) => `calls ${is}, no longer ${was}`,
    reason: 'The same call with the same arguments does something else.',
  },
  'tool-script-changed': {
    class: 'dangerous',
    text: () => 'runs another script',
    reason: 'The same call with the same arguments may do something else.',
  },
  'tool-target-arguments-changed': {
    class: 'dangerous',
    text: () => 'passes other arguments on to the tool that it calls',
    reason: 'The same call with the same arguments asks the backend for something else.',
  },
  'tool-asks-user': {
    class: 'breaking',
    text: ({ path }) => `asks its user to fill in a form before the call (${path})`,
    reason: 'A client that cannot ask its user (elicitation) cannot call it any more.',
  },
  'tool-asks-otherwise': {
    class: 'dangerous',
    text: ({ path }) => `asks its user something else (${path})`,
    reason: 'A client that answers forms by itself may not know what to answer.',
  },
  'tool-asks-no-more': {
    class: 'dangerous',
    text: ({ path }) => `does not ask its user any more (${path})`,
    reason: 'The same call is made without the user having agreed to it.',
  },
  'tool-request-changed': {
    class: 'safe',
    text: () => 'sends its request to the backend in another way',
    reason: 'The operation is the same, and so is all that a client sends.',
  },
  'tool-described': {
    class: 'safe',
    text: ({ path }) => `has another ${path}`,
    reason: 'Every call stays valid. A model reads another text when it chooses a tool.',
  },
  'tool-became-destructive': {
    class: 'dangerous',
    text: () => 'is said to be destructive now',
    reason: 'A client that ran it without asking may have destroyed something, or asks a person from now on.',
  },
  'tool-lost-read-only': {
    class: 'dangerous',
    text: () => 'is not said to be read-only any more',
    reason: 'A client that runs read-only tools without asking either asks a person now, or changes data.',
  },
  'tool-lost-idempotent': {
    class: 'dangerous',
    text: () => 'is not said to be idempotent any more',
    reason: 'A client that repeats a call after a timeout may have its effect twice.',
  },
  'tool-became-open-world': {
    class: 'dangerous',
    text: () => 'is said to reach beyond its backend now',
    reason: 'A client that trusted the answers as those of a closed system may read what strangers wrote.',
  },
  'tool-hint-relaxed': {
    class: 'safe',
    text: ({ path }) => `is said to be ${path} now`,
    reason: 'A client that was careful with it may be less so, and need not be.',
  },
  'filter-drops-more': {
    class: 'breaking',
    text: ({ path }) => `its answers have no ${path} any more`,
    reason: 'The output filter keeps less of an answer: what a client read there is gone.',
  },
  'filter-keeps-more': {
    class: 'safe',
    text: ({ path }) => `its answers keep ${path}`,
    reason: 'What a client reads of an answer is still there.',
  },
  'filter-patches-changed': {
    class: 'dangerous',
    text: () => 'its answers are patched otherwise',
    reason: 'Parts of an answer may be gone, moved or replaced.',
  },
  'filter-compact-on': {
    class: 'dangerous',
    text: () => 'its answers leave out what is empty',
    reason: 'A client that expects an empty list or a null finds nothing in its place.',
  },
  'filter-compact-off': {
    class: 'safe',
    text: () => 'its answers have empty parts too',
    reason: 'A client finds an empty list or a null where there was nothing.',
  },
  'filter-text-format': {
    class: 'breaking',
    text: ({ was, is }) => `the text of its answers is ${is}, no longer ${was}`,
    reason: 'A client that parses the text of an answer cannot.',
  },
  'filter-fails-closed': {
    class: 'dangerous',
    text: () => 'a call fails now when its output filter does',
    reason: 'Where a client got the unfiltered answer it gets an error.',
  },
  'filter-fails-open': {
    class: 'safe',
    text: () => 'a call is answered unfiltered now when its output filter fails',
    reason: 'Where a client got an error it gets an answer.',
  },
});
