import { describe, expect, it } from 'vitest';
import { protoText } from '../../../gateway/backends/grpc/support.ts';
import { protoOracle } from '../../../support/grpc-oracle.ts';
import { readService } from './reading.ts';

const head = 'syntax = "proto3";\npackage shop.v1;\n';
const service = 'service Subject { rpc Get(Item) returns (Item); }\n';
const item = 'message Item { string id = 1; }\n';

describe('a descriptor set', () => {
  it.each(['everything', 'legacy', 'edition'] as const)('says what the text says: %s', async (name) => {
    const text = protoText(name);
    const { set } = protoOracle({ [`${name}.proto`]: text });
    const fromText = await readService('subject.proto', { 'subject.proto': text });
    expect(fromText.said).toEqual([]);
    const fromSet = await readService('subject.binpb', { 'subject.binpb': set });
    expect(fromSet.said).toEqual([]);
    expect(fromSet.objects).toEqual(fromText.objects);
    const base64 = Buffer.from(set).toString('base64');
    expect((await readService('subject.pbb', { 'subject.pbb': base64 })).objects).toEqual(fromText.objects);
  });
});

describe('where an import is looked for', () => {
  const main = `${head}import "shop/item.proto";\n${service}`;
  it.each([
    { what: 'beside the file', file: 'a/b/main.proto', at: 'a/b/shop/item.proto' },
    { what: 'in a folder above', file: 'a/b/main.proto', at: 'a/shop/item.proto' },
    { what: 'at the root', file: 'a/b/main.proto', at: 'shop/item.proto' },
    { what: 'from the file that has it in its own folder', file: 'shop/main.proto', at: 'shop/item.proto' },
  ])('$what', async ({ file, at }) => {
    const { said, tools } = await readService(file, { [file]: main, [at]: `${head}${item}` });
    expect(said).toEqual([]);
    expect([...tools.keys()]).toEqual(['Get']);
  });

  it('the nearest is taken', async () => {
    const { tools } = await readService('a/main.proto', {
      'a/main.proto': main,
      'a/shop/item.proto': `${head}message Item { string near = 1; }\n`,
      'shop/item.proto': `${head}message Item { string far = 1; }\n`,
    });
    expect(Object.keys(tools.get('Get')?.inputSchema['properties'] ?? {})).toEqual(['near']);
  });

  it('never outside of the tree', async () => {
    const { said } = await readService('main.proto', {
      'main.proto': `${head}import "../item.proto";\n${service}`,
    });
    expect(said).toEqual(['RSH4201 main.proto:3:8']);
  });

  it('public imports hand on what they import', async () => {
    const { said } = await readService('main.proto', {
      'main.proto': `${head}import "all.proto";\n${service}`,
      'all.proto': `${head}import public "item.proto";\n`,
      'item.proto': `${head}${item}`,
    });
    expect(said).toEqual([]);
  });

  it.each([
    'google/api/annotations.proto',
    'google/api/field_behavior.proto',
    'google/api/http.proto',
    'buf/validate/validate.proto',
    'google/protobuf/descriptor.proto',
    'google/protobuf/timestamp.proto',
  ])('%s is built in', async (name) => {
    const { said } = await readService('main.proto', {
      'main.proto': `${head}import "${name}";\n${service}${item}`,
    });
    expect(said).toEqual([]);
  });

  it('a copy of the well-known types in the tree changes nothing', async () => {
    const text = `${head}import "google/protobuf/struct.proto";\n${service}message Item { google.protobuf.Value v = 1; }\n`;
    const copy = `syntax = "proto3";\npackage google.protobuf;\nmessage Struct { map<string, Value> fields = 1; }
message Value { oneof kind { NullValue null_value = 1; double number_value = 2; string string_value = 3;
bool bool_value = 4; Struct struct_value = 5; ListValue list_value = 6; } }
enum NullValue { NULL_VALUE = 0; }\nmessage ListValue { repeated Value values = 1; }\n`;
    const built = await readService('main.proto', { 'main.proto': text });
    const copied = await readService('main.proto', {
      'main.proto': text,
      'google/protobuf/struct.proto': copy,
    });
    expect(copied.objects).toEqual(built.objects);
    expect(copied.said).toEqual([]);
  });
});

describe('which service', () => {
  const two = `${head}${service}service Other { rpc Put(Item) returns (Item); }\n${item}`;
  it.each([
    { name: 'Other', tools: ['Put'] },
    { name: 'shop.v1.Subject', tools: ['Get'] },
  ])('$name', async ({ name, tools }) => {
    const read = await readService('main.proto', { 'main.proto': two }, name);
    expect([...read.tools.keys()]).toEqual(tools);
  });
});

it('a mistyped type of a service that is not chosen is found', async () => {
  const wrong = `${head}${service}service Other {\n  rpc Put(Itm) returns (Item);\n  rpc Sort(Item) returns (Way);\n}\n`;
  const { said } = await readService('main.proto', { 'main.proto': `${wrong}${item}enum Way { UP = 0; }\n` });
  expect(said).toEqual(['RSH4203 main.proto:5:11', 'RSH4213 main.proto:6:27']);
});

it('google/api/launch_stage.proto defines an enum that messages use, so it is missed where it is not there', async () => {
  const text = `${head}import "google/api/launch_stage.proto";\n${service}`;
  const stage = 'message Item { google.api.LaunchStage stage = 1; }\n';
  const missing = await readService('main.proto', { 'main.proto': text + stage });
  expect(missing.said).toEqual(['RSH4201 main.proto:3:8']);
  const unused = await readService('main.proto', { 'main.proto': text + item });
  expect(unused.said.filter((place) => !place.startsWith('RSH4202'))).toEqual([]);
});

it('what a broken imported file declares is not missed in others, and its own imports are looked at', async () => {
  const broken = `${head}import "main.proto";\n${item}message Other { string a = 0; }\n`;
  const { said } = await readService('main.proto', {
    'main.proto': `${head}import "item.proto";\n${service}message Late { Itm item = 1; }\n`,
    'item.proto': broken,
  });
  expect(said).toEqual(['RSH4212 item.proto:3:8', 'RSH4209 item.proto:5:28', 'RSH4203 main.proto:5:16']);
});

it('a mistyped type of an imported file is found, unless an import is missing', async () => {
  const main = { 'main.proto': `${head}import "item.proto";\n${service}` };
  const wrong = `${item}message Late { Itm item = 1; }\n`;
  const whole = await readService('main.proto', { ...main, 'item.proto': head + wrong });
  expect(whole.said).toEqual(['RSH4203 item.proto:4:16']);
  const lacking = { ...main, 'item.proto': `${head}import "more.proto";\n${wrong}` };
  expect(
    (await readService('main.proto', lacking)).said.filter((each) => !each.startsWith('RSH4202')),
  ).toEqual([]);
});
