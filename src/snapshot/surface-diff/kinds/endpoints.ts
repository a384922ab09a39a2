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
  'cache-hints-changed': {
    class: 'safe',
    text: () => 'tells clients otherwise how long they may keep lists',
    reason: 'A client keeps lists for another time; changes are told to it either way.',
  },
});
