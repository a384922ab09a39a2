import { finding } from '../../../kernel/index.ts';
import { distinctToolName, isLegalToolName, legalToolName } from '../tool-names.ts';
import { illegalToolName, nameChosenTwice, nameTaken } from './diagnostics.ts';
import type { Operation } from './operations.ts';
import { memberAt, type Resolver } from './resolve.ts';
import { openApiToolName } from './tool-name.ts';

/**
 * The name of each operation's tool. A name that the author of the spec chose is kept whatever the order of the
 * operations; of operations that come to the same name by themselves the first keeps it.
 */
export function nameTools(operations: readonly Operation[], resolver: Resolver): Map<Operation, string> {
  const names = new Map<Operation, string>();
  const holders = new Map<string, Operation>();

  function claim(operation: Operation, name: string): boolean {
    if (holders.has(name)) return false;
    holders.set(name, operation);
    names.set(operation, name);
    return true;
  }

  function claimAnother(operation: Operation, name: string): string {
    for (let salt = '', instead = name; ; salt += '+') {
      instead = distinctToolName(name, `${operation.name}${salt}`);
      if (claim(operation, instead)) return instead;
    }
  }

  for (const operation of operations) {
    const name = chosenName(operation, resolver);
    if (name === undefined || claim(operation, name)) continue;
    const related = {
      ...chosenAt(holders.get(name) as Operation, resolver),
      message: 'it is chosen here first',
    };
    resolver.report(finding(nameChosenTwice, { name }, chosenAt(operation, resolver), [related]));
    claimAnother(operation, name);
  }
  for (const operation of operations) {
    if (names.has(operation)) continue;
    const name = legalToolName(openApiToolName(operation.method, operation.path));
    if (claim(operation, name)) continue;
    const holder = (holders.get(name) as Operation).name;
    const problem = { operation: operation.name, name, holder, instead: claimAnother(operation, name) };
    resolver.report(finding(nameTaken, problem, resolver.locate(operation.node, 'key')));
  }
  return names;
}

const extension = 'x-reshapr-tool-name';

/** The name that the spec's author chose with `x-reshapr-tool-name`. */
function chosenName(operation: Operation, resolver: Resolver): string | undefined {
  const node = resolver.child(operation.node, extension);
  if (node === undefined) return undefined;
  if (typeof node.value === 'string' && isLegalToolName(node.value)) return node.value;
  resolver.report(finding(illegalToolName, { name: node.value }, resolver.locate(node)));
  return undefined;
}

function chosenAt(operation: Operation, resolver: Resolver): ReturnType<Resolver['locate']> {
  return resolver.locate(memberAt(operation.node, extension));
}
