/** Variables of git that a user may have set for good reason and that run no command. */
const inherited: readonly string[] = [
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_CERT',
  'GIT_SSL_KEY',
  'GIT_HTTP_USER_AGENT',
];

/** Ours: never ask, never take the lock of a user's index, no pattern in a path, no transport that runs commands. */
const fixed: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
  // messages are read by their English words
  LC_ALL: 'C',
  LANGUAGE: '',
};

/** What simple-git lets through of the variables that it would take away. */
export const allowedVariables: readonly string[] = [
  ...inherited,
  ...Object.keys(fixed).filter((name) => name.startsWith('GIT_')),
  'GIT_DIR',
];

/** The environment of every git process: the given one without what could steer git elsewhere. */
export function gitEnvironment(given: NodeJS.ProcessEnv, gitDir?: string): NodeJS.ProcessEnv {
  const kept = Object.entries(given).filter(
    ([name]) => inherited.includes(name) || !/^(GIT_.*|EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS)$/i.test(name),
  );
  return { ...Object.fromEntries(kept), ...fixed, ...(gitDir === undefined ? {} : { GIT_DIR: gitDir }) };
}
