import type { Metadata } from '@grpc/grpc-js';
import { problem } from '../../kernel/index.ts';
import type { Token } from '../state/state.ts';
import type { Role } from '../store/records.ts';
import type { TokenDesk } from '../tokens/desk.ts';
import { roleNeeded, tokenRefused } from './problems.ts';

const rank: Record<Role, number> = { gateway: 0, read: 1, deploy: 2, admin: 3 };

/** The token of a call, if its role allows what is asked. Each role may do what the ones below it may. */
export function authorize(metadata: Metadata, needed: Role, tokens: TokenDesk): Token {
  const presented = tokens.present(metadata.get('authorization')[0]);
  if (presented.type !== 'valid') throw problem(tokenRefused, { why: presented.message });
  const { token } = presented;
  if (rank[token.role] < rank[needed]) throw problem(roleNeeded, { role: token.role, needed });
  tokens.used(token.id, undefined);
  return token;
}
