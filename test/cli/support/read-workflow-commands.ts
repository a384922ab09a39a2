export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const codes: Readonly<Record<string, string>> = {
  '%25': '%',
  '%0D': '\r',
  '%0A': '\n',
  '%3A': ':',
  '%2C': ',',
};

/** Reads what a runner of GitHub Actions reads of the output of a step, a line at a time. */
export function readWorkflowCommands(output: string): WorkflowCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    if (!line.startsWith('::')) return [];
    const end = line.indexOf('::', 2);
    if (end < 0) return [];
    const head = line.slice(2, end);
    const space = head.indexOf(' ');
    const command = space < 0 ? head : head.slice(0, space);
    const pairs = space < 0 ? [] : head.slice(space + 1).split(',');
    const properties = Object.fromEntries(
      pairs.map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return [name, unescaped(value.join('='))];
      }),
    );
    return [{ command, properties, message: unescaped(line.slice(end + 2)) }];
  });
}

function unescaped(text: string): string {
  return text.replaceAll(/%(25|0D|0A|3A|2C)/g, (code) => codes[code] ?? code);
}
