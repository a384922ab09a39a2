import { kinds } from '../change-kind.ts';

/** Where an endpoint answers, and from where. */
export const endpointKinds = kinds({
  'endpoint-added': {
    class: 'safe',
    text: ({ path, is }) => `new at ${path}, with ${is}`,
    reason: 'No client knows it yet.',
  },
  'endpoint-removed': {
    class: 'breaking',
    text: ({ path }) => `is gone, and with it ${path}`,
    reason: 'Every request to it is answered with 404.',
  },
  'endpoint-url-lost': {
    class: 'breaking',
    text: ({ path }) => `${path} dies`,
    reason:
      'A client that is configured with this URL gets 404; the other URLs of the endpoint still answer.',
  },
  'endpoint-url-gained': {
    class: 'safe',
    text: ({ path }) => `answers at ${path} too`,
    reason: 'The URLs that clients know go on answering.',
  },
  'endpoint-url-moved': {
    class: 'dangerous',
    text: ({ path, was, is }) => `${path} is answered by ${is}, no longer by ${was}`,
    reason:
      'The URL answers as before, with what another exposition offers; what differs is listed by itself.',
  },
  'service-url-lost': {
    class: 'breaking',
    text: ({ path, was }) => `${path} dies on gateways of group ${was}`,
    reason: 'No exposition of the service is left there; a client of this URL gets 404.',
  },
  'service-url-moved': {
    class: 'dangerous',
    text: ({ path, was, is }) => `${path} is answered by ${is}, no longer by ${was}`,
    reason: 'Another exposition is elected; what it offers otherwise is listed by itself.',
  },
  'backend-moved': {
    class: 'dangerous',
    text: ({ was, is }) => `calls ${is} instead of ${was}`,
    reason: 'Every call looks the same to a client and is answered by another backend, with other data.',
  },
  'backend-credential-changed': {
    class: 'dangerous',
    text: () => 'calls its backend with another credential',
    reason: 'The backend sees somebody else, who may be allowed more or less, or has other data.',
  },
  'backend-timeout-shortened': {
    class: 'dangerous',
    text: ({ was, is }) => `gives a call ${is}, no longer ${was}`,
    reason: 'A slow call that was answered ends in an error.',
  },
  'backend-timeout-lengthened': {
    class: 'safe',
    text: ({ was, is }) => `gives a call ${is}, no longer ${was}`,
    reason: 'Whatever was answered in time still is.',
  },
  'backend-retries-reduced': {
    class: 'dangerous',
    text: ({ was, is }) => `tries a call that can be repeated ${is} times at most, no longer ${was}`,
    reason: 'A call that was answered after another attempt ends in an error.',
  },
  'backend-retries-raised': {
    class: 'safe',
    text: ({ was, is }) => `tries a call that can be repeated ${is} times at most, no longer ${was}`,
    reason: 'Only calls that failed are repeated, and only those that may be.',
  },
  'backend-backoff-changed': {
    class: 'safe',
    text: () => 'waits another time before it tries a call again',
    reason: 'A call gets as much time in all as before.',
  },
  'backend-header-added': {
    class: 'dangerous',
    text: ({ path }) => `sends the header ${path} of a client on to its backend`,
    reason: 'The backend learns what it did not of the client, and may answer the same call otherwise.',
  },
  'backend-header-removed': {
    class: 'dangerous',
    text: ({ path }) => `sends the header ${path} of a client to its backend no longer`,
    reason: 'A backend that needs the header refuses the call, or answers it otherwise.',
  },
  'answer-header-added': {
    class: 'safe',
    text: ({ path }) => `sends the header ${path} of its backend's answers to clients`,
    reason: 'A client that does not know the header ignores it.',
  },
  'answer-header-removed': {
    class: 'breaking',
    text: ({ path }) => `sends the header ${path} of its backend's answers no longer`,
    reason: 'A client that reads the header finds none.',
  },
  'rate-limit-tightened': {
    class: 'dangerous',
    text: ({ was, is }) => `takes tool calls up to ${is}, no longer ${was}`,
    reason: 'A client that calls as often as it could is refused for a while.',
  },
  'rate-limit-loosened': {
    class: 'safe',
    text: ({ was, is }) => `takes tool calls up to ${is}, no longer ${was}`,
    reason: 'Whoever was not refused still is not.',
  },
  'rate-limit-counted-otherwise': {
    class: 'dangerous',
    text: ({ was, is }) => `takes tool calls up to ${is}, no longer ${was}`,
    reason: 'Others count into the limit of a client now, so it may be refused when it was not.',
  },
  'page-origin-added': {
    class: 'safe',
    text: ({ path }) => `lets web pages of ${path} call it`,
    reason: 'Clients that are no web pages never asked for it, and are served as before.',
  },
  'page-origin-removed': {
    class: 'breaking',
    text: ({ path }) => `lets web pages of ${path} call it no longer`,
    reason: 'Their scripts are refused, by the gateway and by the browser.',
  },
  'audit-started': {
    class: 'safe',
    text: () => 'writes audit events',
    reason: 'Clients see nothing of it.',
  },
  'audit-stopped': {
    class: 'safe',
    text: () => 'writes audit events no longer',
    reason: 'Clients see nothing of it. Whoever reads the audit log hears of this endpoint no more.',
  },
  'cache-hints-changed': {
    class: 'safe',
    text: () => 'tells clients otherwise how long they may keep lists',
    reason: 'A client keeps lists for another time; changes are told to it either way.',
  },
});
