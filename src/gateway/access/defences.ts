import { type AccessObject, tokenAlgorithms } from '../../snapshot/index.ts';
import { comparedUrl, type EndpointUrls } from './endpoint-urls.ts';
import type { Token, TokenHead } from './token.ts';

/** Why a token does not open an endpoint: for metrics and logs, and in words for the caller. */
export interface TokenFault {
  /** reShapr's audit reasons. */
  readonly reason:
    | 'malformed_token'
    | 'invalid_token'
    | 'forbidden_audience'
    | 'forbidden_resource'
    | 'forbidden_service';
  readonly text: string;
}

/** One thing that could be wrong with a token whose signature is not checked yet. */
export interface HeadDefence {
  readonly name: string;
  refuse(head: TokenHead, access: AccessObject): TokenFault | undefined;
}

/** One thing that could be wrong with a token that the authorization server did sign. */
export interface TokenDefence {
  readonly name: string;
  refuse(token: Token, endpoint: Endpoint, now: number): TokenFault | undefined;
}

/** What a token is checked against. */
export interface Endpoint {
  readonly access: AccessObject;
  readonly urls: EndpointUrls;
  readonly serviceId: string;
}

/** Milliseconds that the clocks of two machines may differ. */
const leeway = 10_000;

const invalid = (text: string): TokenFault => ({ reason: 'invalid_token', text });

/** Before any key is asked for: a token decides neither whose keys are fetched nor how it is checked. */
export const headDefences: readonly HeadDefence[] = [
  {
    name: 'algorithm',
    refuse: ({ algorithm }, access) =>
      algorithmsOf(access).includes(algorithm)
        ? undefined
        : invalid('it is signed with an algorithm that is not accepted'),
  },
  {
    // RFC 8725, 3.11: a token that was made for another purpose says so in its type.
    name: 'type',
    refuse: ({ type }) =>
      type === undefined || /^(application\/)?(at\+)?jwt$/i.test(type)
        ? undefined
        : invalid('it is no access token'),
  },
  {
    name: 'issuer',
    refuse: ({ issuer }, access) =>
      access.issuers.includes(issuer) ? undefined : invalid('it comes from an issuer that is not accepted'),
  },
];

/** At every request, also for a token that is known: time goes on, and the next endpoint is another one. */
export const tokenDefences: readonly TokenDefence[] = [
  {
    name: 'expiry',
    refuse: ({ expiresAt }, _, now) => (now < expiresAt + leeway ? undefined : invalid('it has expired')),
  },
  {
    name: 'not before',
    refuse: ({ notBefore }, _, now) =>
      now >= notBefore - leeway ? undefined : invalid('it is not valid yet'),
  },
  {
    name: 'audience',
    refuse: ({ audiences }, { access, urls }) => {
      if (access.anyAudience) return undefined;
      const isMeant = audiences.some((each) => urls.accepted.has(each) || access.audiences?.includes(each));
      return isMeant ? undefined : { reason: 'forbidden_audience', text: 'it was issued for something else' };
    },
  },
  {
    name: 'resource',
    refuse: ({ resources }, { urls }) =>
      resources === undefined || resources.some((each) => urls.accepted.has(comparedUrl(each)))
        ? undefined
        : { reason: 'forbidden_resource', text: 'it was issued for another endpoint' },
  },
  {
    name: 'service',
    refuse: ({ serviceId }, endpoint) =>
      serviceId === undefined || serviceId === endpoint.serviceId
        ? undefined
        : { reason: 'forbidden_service', text: 'it was issued for another service' },
  },
];

/** Those that a token may be signed with. */
export function algorithmsOf({ algorithms }: AccessObject): readonly string[] {
  return algorithms ?? tokenAlgorithms;
}
