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

const dish = (id, course, name, price, vegetarian, left, goesWith) => ({
  id,
  course,
  name,
  price,
  vegetarian,
  left,
  goesWith: ({ first }) => goesWith.slice(0, first).map((other) => dishes.find((each) => each.id === other)),
});

export const dishes = [
  dish('coffee', 'DRINK', 'Coffee', 3500, true, 200, ['waffle']),
  dish('waffle', 'SNACK', 'Waffle with brown cheese', 4900, true, 14, ['coffee']),
  dish('soup', 'MEAL', 'Fish soup', 13900, false, 6, ['bread', 'coffee']),
  dish('bread', 'SNACK', 'Flatbread', 1900, true, 40, ['soup']),
];

/** Only the larger vessels have a kitchen. */
export const menus = {
  Alke: ['coffee', 'waffle', 'bread', 'soup'],
  Havhest: ['coffee', 'bread', 'soup'],
  Terne: ['coffee', 'waffle'],
};

export const berths = [
  { port: 'NOR', vessel: 'Alke', number: 1, side: 'STARBOARD', depthCm: 320 },
  { port: 'NOR', vessel: 'Terne', number: 4, side: 'PORT', depthCm: 180 },
  { port: 'OST', vessel: 'Alke', number: 2, side: 'PORT', depthCm: 290 },
  { port: 'SUN', vessel: 'Terne', number: 1, side: 'PORT', depthCm: 210 },
];

export const tide = [
  { at: '06:00', levelCm: 84 },
  { at: '09:00', levelCm: 131 },
  { at: '12:00', levelCm: 176 },
  { at: '15:00', levelCm: 128 },
  { at: '18:00', levelCm: 79 },
];
