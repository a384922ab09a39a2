import { type ProblemKind, problemKind } from '../kernel/index.ts';
import { withoutCredentials } from './address/git-url.ts';

/** What can go wrong on the way to a source tree. No message ever holds a credential of an address. */
export const problems = {
  noDirectory: problemKind<{ path: string }>({
    code: 'RSH7100',
    title: 'The directory of a source does not exist',
    help: 'A source is a directory of manifests or a git repository. Nothing exists at the path that was given.',
    message: ({ path }) => `there is no directory '${withoutCredentials(path)}'`,
    hint: ({ path }) =>
      /^[\w.-]+\.[a-z]{2,}\//.test(path)
        ? `a remote repository needs its scheme: https://${path}`
        : `check the path, or make a first tree with: reshapr init ${withoutCredentials(path)}`,
  }),
  notADirectory: problemKind<{ path: string }>({
    code: 'RSH7101',
    title: 'A source must be a directory',
    help: 'The path names a file or something else that is no directory. A source is the directory around it.',
    message: ({ path }) => `'${path}' is not a directory`,
    hint: () => 'name the directory that holds reshapr.yaml',
  }),
  unreadableDirectory: problemKind<{ path: string; reason: string }>({
    code: 'RSH7102',
    title: 'The directory of a source cannot be read',
    help: 'The operating system refused to list the directory.',
    message: ({ path, reason }) => `cannot read the directory '${path}': ${reason}`,
    hint: () => 'check the permissions of the directory and of those above it',
  }),
  tooManyFiles: problemKind<{ label: string; limit: number; what: 'files' | 'entries' }>({
    code: 'RSH7103',
    title: 'A source holds too many files',
    help: 'A tree is bounded, so that a wrong path (such as a home directory) ends in an error and not in an endless read.',
    message: ({ label, limit, what }) => `${label} holds more than ${limit} ${what}`,
    hint: () => 'name the directory of the manifests, not one above it',
  }),
  treeTooLarge: problemKind<{ label: string; limit: number }>({
    code: 'RSH7104',
    title: 'The files of a source are too large together',
    help: 'The files of a directory are kept in memory while it is compiled; their sum is bounded.',
    message: ({ label, limit }) =>
      `the files of ${label} are larger than ${Math.floor(limit / 1024 / 1024)} MiB together`,
    hint: () => 'name the directory of the manifests, not one above it',
  }),
  badAddress: problemKind<{ text: string; reason: string; hint?: string }>({
    code: 'RSH7110',
    title: 'The address of a source cannot be read',
    help: 'An address is <directory | git url>[#branch][:path], for example https://host/org/repo.git#main:reshapr.d.',
    message: ({ text, reason }) => `'${text}' is no address of a source: ${reason}`,
    hint: ({ hint }) => hint ?? 'write <directory | git url>[#branch][:path]',
  }),
  gitMissing: problemKind<object>({
    code: 'RSH7120',
    title: 'git is not installed',
    help: 'Repositories are read with the git program, which was not found on the PATH.',
    message: () => 'git is not installed, or not on the PATH',
    hint: () => 'install git 2.30 or newer; a plain directory as source needs no git',
  }),
  notARepository: problemKind<{ label: string }>({
    code: 'RSH7121',
    title: 'Not a git repository',
    help: 'Neither the directory nor one above it is a git repository.',
    message: ({ label }) => `'${label}' is not a git repository`,
    hint: () => 'leave out #branch to read it as a plain directory, or name a repository',
  }),
  dubiousOwnership: problemKind<{ label: string }>({
    code: 'RSH7122',
    title: 'git does not trust the owner of the repository',
    help: 'git refuses to read a repository that belongs to another user, since its configuration could run commands.',
    message: ({ label }) => `git does not trust '${label}': it belongs to another user`,
    hint: ({ label }) => `if you trust it: git config --global --add safe.directory ${label}`,
  }),
  noSuchRef: problemKind<{ label: string; ref: string; suggestion: string | undefined }>({
    code: 'RSH7123',
    title: 'No such branch, tag or commit',
    help: 'The repository has no branch, tag or commit of this name.',
    message: ({ label, ref }) => `'${label}' has no branch, tag or commit '${ref}'`,
    hint: ({ suggestion }) => suggestion ?? 'check the name, and that it was pushed',
  }),
  noSuchPath: problemKind<{ label: string; path: string; commit: string; suggestion: string | undefined }>({
    code: 'RSH7124',
    title: 'No such directory in the commit',
    help: 'The path after the branch names a directory inside of the repository, which this commit does not have.',
    message: ({ label, path, commit }) =>
      `commit ${commit.slice(0, 12)} of '${label}' has no directory '${path}'`,
    hint: ({ suggestion }) => suggestion ?? 'check the path, and that it was committed',
  }),
  noDefaultBranch: problemKind<{ label: string; branches: readonly string[] }>({
    code: 'RSH7125',
    title: 'The repository has no commit to start from',
    help: 'No branch was named, and the repository is empty or its HEAD points to a branch that does not exist.',
    message: ({ label, branches }) =>
      branches.length === 0 ? `'${label}' has no commits yet` : `'${label}' has no default branch`,
    hint: ({ branches }) =>
      branches.length === 0
        ? 'commit and push a first tree'
        : `name one of its branches, for example #${branches[0]}`,
  }),
  authenticationFailed: problemKind<{ label: string; detail: string }>({
    code: 'RSH7126',
    title: 'The git server refused the credentials',
    help: 'git could not log in. It never asks on a terminal here; credentials come from the address, a credential helper, or an ssh agent; GIT_SSH_COMMAND is not used, core.sshCommand of the git configuration is.',
    message: ({ label, detail }) => `cannot log in to '${label}': ${detail}`,
    hint: ({ label }) =>
      label.startsWith('http')
        ? 'set up a git credential helper, or check that the token may read this repository'
        : 'check that `git ls-remote` with this address works for the user that runs reshapr',
  }),
  remoteNotFound: problemKind<{ label: string; detail: string }>({
    code: 'RSH7127',
    title: 'The git server has no such repository',
    help: 'The server answered, but has no repository at this address, or none that these credentials may see.',
    message: ({ label, detail }) => `there is no repository at '${label}': ${detail}`,
    hint: () => 'check the address; many servers answer the same when the credentials may not see it',
  }),
  unreachable: problemKind<{ label: string; detail: string }>({
    code: 'RSH7128',
    title: 'The git server cannot be reached',
    help: 'The name could not be resolved, or the connection was refused or lost.',
    message: ({ label, detail }) => `cannot reach '${label}': ${detail}`,
    hint: () => 'check the network, the proxy (HTTPS_PROXY) and the name of the host',
  }),
  untrustedHost: problemKind<{ label: string; detail: string }>({
    code: 'RSH7129',
    title: 'The git server could not prove who it is',
    help: 'The TLS certificate or the ssh host key of the server is not trusted.',
    message: ({ label, detail }) => `the server of '${label}' is not trusted: ${detail}`,
    hint: ({ label }) =>
      label.startsWith('http')
        ? 'give git the authority: git config --global http.sslCAInfo <file>'
        : 'add the host key: ssh-keyscan <host> >> ~/.ssh/known_hosts, and compare it',
  }),
  gitTimeout: problemKind<{ label: string; seconds: number }>({
    code: 'RSH7130',
    title: 'git took too long',
    help: 'git was stopped because nothing came from it for longer than the time limit.',
    message: ({ label, seconds }) => `git said nothing about '${label}' for ${seconds} s and was stopped`,
    hint: () => 'check the network; ssh may be waiting for a passphrase: use an agent',
  }),
  gitFailed: problemKind<{ label: string; detail: string }>({
    code: 'RSH7131',
    title: 'git failed',
    help: 'git ended with an error that reshapr has no better words for.',
    message: ({ label, detail }) => `git failed on '${label}': ${detail}`,
    hint: ({ detail }) =>
      detail.includes('.lock') ? 'if no other process is at work there, delete that file' : undefined,
  }),
  missingObject: problemKind<{ label: string; object: string }>({
    code: 'RSH7132',
    title: 'An object of the repository is missing',
    help: 'The repository lacks an object that a commit refers to: it is damaged, shallow or partial, or it was cleaned up meanwhile.',
    message: ({ label, object }) => `'${label}' lacks the object ${object}`,
    hint: () => 'run `git fsck` there, or fetch again',
  }),
  unsafeRef: problemKind<{ ref: string; reason: string }>({
    code: 'RSH7133',
    title: 'Not a name of a branch, tag or commit',
    help: 'Names are checked before git sees them, so that none is taken for an option or for a path.',
    message: ({ ref, reason }) => `'${ref}' is no name of a branch, tag or commit: ${reason}`,
    hint: () => 'give a branch, a tag or a commit id',
  }),
  cacheUnwritable: problemKind<{ path: string; reason: string }>({
    code: 'RSH7134',
    title: 'The cache of repositories cannot be written',
    help: 'A remote repository is read through a mirror in the cache directory, which could not be made.',
    message: ({ path, reason }) => `cannot make the cache directory '${path}': ${reason}`,
    hint: () => 'check the permissions, or name another state directory',
  }),
  watchLimit: problemKind<{ path: string; reason: string }>({
    code: 'RSH7140',
    title: 'The directory has more files than can be watched',
    help: 'The operating system bounds how many files one user may watch.',
    message: ({ path, reason }) => `cannot watch all of '${path}': ${reason}`,
    hint: () =>
      'raise it (Linux: sysctl fs.inotify.max_user_watches=524288), or set CHOKIDAR_USEPOLLING=true',
  }),
};

/** What says that a commit has no such directory: a tree that was not there yet. */
export const noSuchPathCode = problems.noSuchPath.code;

/** The same for `reshapr explain` and the reference page. */
export const sourceProblems = Object.values(problems) as readonly ProblemKind<never>[];
