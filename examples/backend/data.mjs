/** What Havn Ferries knows: made up, and the same at every start. */
export const ports = [
  { code: 'NOR', name: 'Norhavn', position: { latitude: 60.12, longitude: 5.02 } },
  { code: 'OST', name: 'Ostrey', position: { latitude: 60.31, longitude: 4.71 } },
  { code: 'SUN', name: 'Sundby', position: { latitude: 60.05, longitude: 4.64 } },
];

export const vessels = [
  { name: 'Alke', state: 'in-service', reason: null, carries: ['foot', 'bicycle', 'car'] },
  { name: 'Terne', state: 'in-service', reason: null, carries: ['foot', 'bicycle'] },
  { name: 'Havhest', state: 'delayed', reason: 'Waiting for the tide.', carries: ['foot', 'car', 'lorry'] },
];

/** Every vessel of a line leaves each port three times a day. */
const lines = [
  { from: 'NOR', to: 'OST', minutes: 50, vessel: 'Alke' },
  { from: 'NOR', to: 'SUN', minutes: 35, vessel: 'Terne' },
  { from: 'OST', to: 'SUN', minutes: 70, vessel: 'Havhest' },
];

export const sailings = lines.flatMap(({ from, to, minutes, vessel }) =>
  [
    [from, to],
    [to, from],
  ].flatMap(([start, end], direction) =>
    ['07:10', '12:25', '18:40'].map((departs, index) => ({
      id: `${start}-${end}-${index + 1}`.toLowerCase(),
      from: start,
      to: end,
      departs,
      minutes,
      vessel,
      carries: vessels.find(({ name }) => name === vessel).carries,
      seatsLeft: direction === 0 ? 40 - 12 * index : null,
    })),
  ),
);
