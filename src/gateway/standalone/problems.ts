import { problemKind } from '../../kernel/index.ts';

export const bundleUnusable = problemKind<{ file: string; why: string; hint: string }>({
  code: 'RSH6100',
  title: 'A bundle cannot be served',
  help: '`reshapr gateway --standalone` serves the file that `reshapr build` writes. At its start, a bundle that is missing, damaged, not trusted or not understood ends it; a later one is logged, and what is served goes on being served.',
  message: ({ file, why }) => `cannot serve ${file}: ${why}`,
  hint: ({ hint }) => hint,
});

export const noBundleTrust = problemKind({
  code: 'RSH6101',
  title: 'Nothing says which bundles may be served',
  help: 'A standalone gateway serves bundles that one of the keys in RESHAPR_TRUSTED_KEYS_FILE signed. With `--allow-unsigned` it serves whatever the file holds, which is meant for a build on the same machine.',
  message: () => 'no key is given that a bundle has to be signed with',
  hint: () =>
    'name a PEM file with public keys in RESHAPR_TRUSTED_KEYS_FILE, or add --allow-unsigned for a build of your own',
});

export const trustContradicts = problemKind({
  code: 'RSH6102',
  title: 'Keys are given, and unsigned bundles are allowed',
  help: 'With both, whoever can write the bundle takes the signature off, and the keys protect nothing.',
  message: () => 'RESHAPR_TRUSTED_KEYS_FILE is set, and --allow-unsigned makes its keys worth nothing',
  hint: () => 'leave one of the two out',
});
