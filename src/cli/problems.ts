import { problemKind } from '../kernel/index.ts';

export const noServer = problemKind<Record<string, never>>({
  code: 'RSH7201',
  title: 'No control plane is named',
  help: 'Commands that ask a control plane are told where it is by --server, by RESHAPR_SERVER, or by `reshapr login`.',
  message: () => 'no control plane is named',
  hint: () => 'give --server https://host:5555, set RESHAPR_SERVER, or run `reshapr login`',
});

export const noToken = problemKind<{ server: string }>({
  code: 'RSH7202',
  title: 'No API token is given',
  help: 'Commands that ask a control plane present an API token: --token, RESHAPR_TOKEN, or the one of `reshapr login`. The first admin token is in the state directory of `serve`.',
  message: ({ server }) => `no API token for ${server} is given`,
  hint: () => 'give --token, set RESHAPR_TOKEN, or run `reshapr login`',
});

export const serverAddressInvalid = problemKind<{ server: string }>({
  code: 'RSH7203',
  title: 'The address of the control plane makes no sense',
  help: 'Addresses are `https://host:port`, `http://host:port` for one without TLS, or `host:port`.',
  message: ({ server }) => `'${server}' is no address of a control plane`,
  hint: () => 'write https://host:5555',
});

export const serverUnreachable = problemKind<{ server: string; why: string; hint: string }>({
  code: 'RSH7204',
  title: 'The control plane cannot be reached',
  help: 'Nothing answers at the address, or what answers is no control plane, or its certificate is not trusted.',
  message: ({ server, why }) => `cannot reach the control plane at ${server}: ${why}`,
  hint: ({ hint }) => hint,
});

export const answerNeeded = problemKind<{ what: string; look: string }>({
  code: 'RSH7205',
  title: 'A confirmation that nobody can give',
  help: 'The command asks before it changes anything, and there is no terminal to ask on.',
  message: ({ what }) => `${what} has to be confirmed, and this is no terminal`,
  hint: ({ look }) => `look at ${look}, then add --yes`,
});

export const fileUnreadable = problemKind<{ file: string; why: string }>({
  code: 'RSH7206',
  title: 'A file cannot be read or written',
  help: 'The system refuses: the reason says why.',
  message: ({ file, why }) => `${file}: ${why}`,
});

export const notAPlan = problemKind<{ file: string; why: string }>({
  code: 'RSH7207',
  title: 'Not a saved plan',
  help: 'Saved plans are written by `reshapr plan --out FILE`, and are not changed afterwards.',
  message: ({ file, why }) => `${file} is no saved plan: ${why}`,
  hint: () => 'make one with `reshapr plan --out FILE`',
});

export const notCompiled = problemKind<{ errors: number }>({
  code: 'RSH7208',
  title: 'The tree does not compile',
  help: 'The findings stand above. Nothing was sent anywhere.',
  message: ({ errors }) => `${errors} error${errors === 1 ? '' : 's'}: nothing was sent anywhere`,
});

export const notApplied = problemKind<{ why: string; revision: number; hint: string }>({
  code: 'RSH7209',
  title: 'Not every gateway serves the revision',
  help: 'The revision is deployed, or still being rolled out, and stays what is desired. Gateways that did not answer get it when they come back; one that rejected it goes on serving what it had. `reshapr wait` waits again; `reshapr rollback` goes back.',
  message: ({ why, revision }) => `revision ${revision}: ${why}`,
  hint: ({ hint }) => hint,
});

export const usage = problemKind<{ why: string; hint: string }>({
  code: 'RSH7210',
  title: 'A command that was called wrongly',
  help: '`reshapr <command> --help` shows how a command is called.',
  message: ({ why }) => why,
  hint: ({ hint }) => hint,
});

export const unknownCode = problemKind<{ code: string; suggestion: string | undefined }>({
  code: 'RSH7211',
  title: 'No such code',
  help: 'Codes are RSH and four digits. `reshapr explain` without one lists them all.',
  message: ({ code }) => `there is no code ${code}`,
  hint: ({ suggestion }) => suggestion ?? 'list them with `reshapr explain`',
});

export const existsAlready = problemKind<{ file: string }>({
  code: 'RSH7212',
  title: 'A file is there already',
  help: 'The command makes new files and changes none.',
  message: ({ file }) => `${file} exists already`,
  hint: () => 'choose another folder or name, or remove the file first',
});

export const planNotFound = problemKind<{ name: string; suggestion: string | undefined }>({
  code: 'RSH7213',
  title: 'No such ConfigurationPlan in the tree',
  help: '`api-key create` writes the key into the manifest of a ConfigurationPlan.',
  message: ({ name }) => `there is no ConfigurationPlan '${name}' in this tree`,
  hint: ({ suggestion }) => suggestion,
});

export const internal = problemKind<{ why: string }>({
  code: 'RSH7214',
  title: 'Something that reshapr did not expect',
  help: 'Either the system refuses something, which the line says, or this is a bug. With RESHAPR_DEBUG=1 in the environment the whole trace is shown; please report it with that.',
  message: ({ why }) => why.replaceAll(/\s+/g, ' '),
  hint: () =>
    'if the line does not say what to change, run it again with RESHAPR_DEBUG=1 and report what it shows',
});

export const interrupted = problemKind<Record<string, never>>({
  code: 'RSH7215',
  title: 'The command ended before the control plane answered',
  help: 'The request was sent, and no answer came. The control plane may have recorded a revision, or not.',
  message: () => 'interrupted before the control plane answered',
  hint: () => '`reshapr history` shows whether a revision was recorded; `reshapr wait` waits for it',
});

export const notDeployed = problemKind<{ revision: number; head: number }>({
  code: 'RSH7216',
  title: 'The revision is not deployed any more',
  help: 'Another revision of the same source came after it. Gateways are waited for only on what is deployed.',
  message: ({ revision, head }) =>
    `revision ${revision} is not deployed any more: revision ${head} came after it`,
  hint: ({ head }) => `wait for that one with \`reshapr wait ${head}\``,
});

export const unknownTarget = problemKind<{
  target: string;
  suggestion: string | undefined;
  names: readonly string[];
}>({
  code: 'RSH7220',
  title: 'No such endpoint or service in the tree',
  help: 'Endpoints are called by the name of their Exposition, services by their name, or by `name:version`. Only services that an Exposition offers are there.',
  message: ({ target }) => `there is no endpoint and no service '${target}' in this tree`,
  hint: ({ suggestion, names }) => suggestion ?? `there are ${names.join(', ') || 'none'}`,
});

export const severalTargets = problemKind<{ names: readonly string[] }>({
  code: 'RSH7221',
  title: 'Several endpoints or services that may be meant',
  help: 'The name may be left out while there is only one.',
  message: () => 'several endpoints or services may be meant',
  hint: ({ names }) =>
    names.length === 0 ? 'no Exposition offers anything' : `say which: ${names.join(', ')}`,
});

export const notAScript = problemKind<{
  tool: string;
  suggestion: string | undefined;
  names: readonly string[];
}>({
  code: 'RSH7222',
  title: 'No such scripted tool',
  help: '`--script` names a custom tool with a script, of the endpoint or service that types are made for.',
  message: ({ tool }) => `there is no custom tool '${tool}' with a script here`,
  hint: ({ suggestion, names }) => suggestion ?? `there are ${names.join(', ') || 'none'}`,
});

export const notClean = problemKind<{ why: string }>({
  code: 'RSH7230',
  title: 'A tree that is not what a commit says',
  help: 'With `--require-clean` only what is committed is planned, so that whoever reads the commit reads what will run.',
  message: ({ why }) => `the tree is not clean: ${why}`,
  hint: () => 'commit the changes, or leave --require-clean away',
});

export const baseNotCompiled = problemKind<{ commit: string }>({
  code: 'RSH7231',
  title: 'The base of a comparison does not compile',
  help: '`plan --base` compiles the tree of another commit and compares with it. The findings are those of that commit; the tree itself is fine.',
  message: ({ commit }) =>
    `the tree of commit ${commit} does not compile, so there is nothing to compare with`,
  hint: () => 'choose another --base, one that compiles',
});

export const putBack = problemKind<{ revision: number; why: string; back: string }>({
  code: 'RSH7240',
  title: 'The rollout failed and was put back',
  help: 'A gateway rejected the revision, did not serve it in time, or failed more calls with it than its groups allow. Every gateway that had been moved serves again what it served before, and the revision is marked failed.',
  message: ({ revision, why, back }) => `revision ${revision} was put back on ${back}: ${why}`,
  hint: ({ revision }) =>
    `nothing else has to be done; what each gateway said is in \`reshapr show ${revision}\``,
});

export const wasSuperseded = problemKind<{ revision: number }>({
  code: 'RSH7241',
  title: 'The rollout was ended by another one',
  help: 'Somebody applied with --supersede, or rolled back, before every gateway served the revision.',
  message: ({ revision }) => `revision ${revision} was superseded before every gateway served it`,
  hint: () => 'look at `reshapr history`',
});

export const manifestsUnknown = problemKind<{ revision: number }>({
  code: 'RSH7242',
  title: 'What the revision was compiled from is not known',
  help: 'The text of manifests is kept beside a revision since `show --manifests` is there. A revision of before, or of a client that does not send them, has none.',
  message: ({ revision }) => `what revision ${revision} was compiled from was not kept`,
  hint: ({ revision }) =>
    `\`reshapr show ${revision}\` shows where each manifest stood, and from which commit`,
});

export const endpointUnclear = problemKind<{ why: string; hint: string }>({
  code: 'RSH7250',
  title: 'It is not clear which MCP endpoint is meant',
  help: 'An endpoint is called by its URL, its path (`/mcp/acme/orders`), by `acme/orders`, by its id, or by its name alone where --organization or RESHAPR_ORGANIZATION says whose it is. All but a URL are below --gateway or RESHAPR_GATEWAY_URL.',
  message: ({ why }) => why,
  hint: ({ hint }) => hint,
});

export const endpointUnreachable = problemKind<{ url: string; why: string; hint: string }>({
  code: 'RSH7251',
  title: 'The MCP endpoint cannot be reached',
  help: 'Nothing answers at the address, or its certificate is not trusted.',
  message: ({ url, why }) => `cannot reach ${url}: ${why}`,
  hint: ({ hint }) => hint,
});

export const endpointRefuses = problemKind<{ url: string; status: number; given: string }>({
  code: 'RSH7252',
  title: 'The MCP endpoint does not let the caller in',
  help: 'Endpoints are open, or ask for a key (`x-reshapr-key`) or an OAuth2 token; a token may lack a scope. `reshapr endpoints` shows which asks for what.',
  message: ({ url, status, given }) => `${url} answers ${status}: ${given}`,
  hint: () =>
    'a key is given by RESHAPR_API_KEY or --key-file, a token by RESHAPR_ACCESS_TOKEN or --token-file',
});

export const endpointUnknown = problemKind<{ url: string }>({
  code: 'RSH7253',
  title: 'There is no such MCP endpoint',
  help: 'A gateway answers at the address, and serves no endpoint at this path. Gateways list their endpoints to nobody; the control plane does.',
  message: ({ url }) => `there is no MCP endpoint at ${url}`,
  hint: () => '`reshapr endpoints` lists them with their URLs',
});

export const toolUnknown = problemKind<{
  tool: string;
  suggestion: string | undefined;
  names: readonly string[];
}>({
  code: 'RSH7254',
  title: 'The MCP endpoint has no such tool',
  help: 'Where calls need a token, only tools that its scopes allow are listed.',
  message: ({ tool }) => `there is no tool '${tool}' here`,
  hint: ({ suggestion, names }) => suggestion ?? `there are ${shortList(names)}`,
});

export const argumentsWrong = problemKind<{ tool: string; wrong: readonly string[] }>({
  code: 'RSH7255',
  title: 'Arguments that the tool does not take',
  help: 'Arguments are checked against the input schema of the tool before it is called: names, required ones, and types.',
  message: ({ wrong }) => wrong.join('; '),
  hint: () => 'nothing was called; `reshapr inspect <endpoint> <tool>` shows what it takes',
});

export const mcpFailed = problemKind<{ url: string; why: string }>({
  code: 'RSH7256',
  title: 'The MCP endpoint answers with an error',
  help: 'An error of the protocol, not of a tool: a tool that fails says so in its result, and `call` ends with 4.',
  message: ({ url, why }) => `${url}: ${why}`,
});

export const headerInvalid = problemKind<{ why: string }>({
  code: 'RSH7257',
  title: 'A header that cannot be sent',
  help: 'Names are tokens and values are one line of visible characters (RFC 9110, 5.5). Values are not shown, because they may be secrets.',
  message: ({ why }) => why,
  hint: () => 'write --header name=value, or name=@file for one that is secret',
});

export const callEnded = problemKind<{ why: string }>({
  code: 'RSH7258',
  title: 'The call ended before it was answered',
  help: 'Ctrl-C and --timeout cancel a call at the server, too. What it had done until then stays done.',
  message: ({ why }) => why,
  hint: () => 'a longer time is given by --timeout <seconds>',
});

/** The first names of a list that may be long. */
function shortList(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.length <= 12
    ? names.join(', ')
    : `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`;
}
