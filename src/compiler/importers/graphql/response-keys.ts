import { type GraphQLCompositeType, isUnionType } from 'graphql';

/** The keys that the fields of one selection set are answered under. */
export interface ResponseKeys {
  /**
   * The key of a field of one of several types: its name, or `<Type>_<field>` where another type answers something
   * else under that name (GraphQL, 5.3.2 Field Selection Merging). `what` is all that is asked for, and its type.
   */
  keyOf(type: string, field: string, what: string): string;
}

export function responseKeys(type: GraphQLCompositeType): ResponseKeys {
  // The fields that all types have keep their names, those too that a relation may ask for.
  const own = isUnionType(type) ? {} : type.getFields();
  const held = new Map([['__typename', '']]);

  function claim(key: string, what: string): boolean {
    const holder = Object.hasOwn(own, key) ? '' : held.get(key);
    if (holder === undefined) held.set(key, what);
    return holder === undefined || holder === what;
  }

  return {
    keyOf: (name, field, what) => {
      if (claim(field, what)) return field;
      let key = `${name}_${field}`;
      while (!claim(key, what)) key += '_';
      return key;
    },
  };
}
