import { ConnectRequest, ConnectResponse } from '../../../src/wire/generated/reshapr/snapshot/v1/snapshot.ts';
import {
  assembler,
  decodeToControl,
  decodeToGateway,
  encodePut,
  encodeToControl,
  encodeToGateway,
  type ToControl,
} from '../../../src/wire/index.ts';
import type { Parcel } from './network.ts';

/** What arrives of a message that travels as bytes. */
export function throughWireToControl(message: ToControl): ToControl[] {
  return encodeToControl(message).map((part) => {
    const arrived = decodeToControl(ConnectRequest.decode(ConnectRequest.encode(part).finish()));
    if (arrived === undefined) throw new Error(`a ${message.type} is not understood`);
    return arrived;
  });
}

/** What arrives of a message that travels as bytes, a Put in pieces. */
export function throughWireToGateway({ message, bytes }: Parcel): Parcel {
  if (message.type !== 'put') {
    const encoded = ConnectResponse.encode(encodeToGateway(message)).finish();
    const arrived = decodeToGateway(ConnectResponse.decode(encoded));
    if (arrived === undefined || arrived.type === 'piece')
      throw new Error(`a ${message.type} is not understood`);
    return { message: arrived, bytes: null };
  }
  const { add } = assembler();
  for (const part of encodePut(message.entry, bytes ?? 'held')) {
    const piece = decodeToGateway(ConnectResponse.decode(ConnectResponse.encode(part).finish()));
    const whole = piece?.type === 'piece' ? add(piece.piece) : 'broken';
    if (whole === 'broken') throw new Error('a Put is not understood');
    if (whole === undefined) continue;
    const { kind, name, digest } = whole;
    const arrived = whole.bytes === 'held' ? null : whole.bytes;
    return { message: { type: 'put', entry: { kind, name, digest }, held: message.held }, bytes: arrived };
  }
  throw new Error('a Put does not end');
}
