import type { Scalar, ScalarTag } from 'yaml';

/** A value that is written as it is, given the indentation of its further lines. */
export class KeptText {
  readonly written: (indent: string) => string;

  constructor(written: (indent: string) => string) {
    this.written = written;
  }
}

/** Makes the library write what is kept, in the place that it finds for it. */
export const keptTextTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => value instanceof KeptText,
  resolve: (text) => text,
  stringify: ({ value }, { indent }) => (value instanceof KeptText ? value.written(indent) : String(value)),
};

export function keep(node: Scalar, written: (indent: string) => string): void {
  node.value = new KeptText(written);
  node.type = 'PLAIN';
}
