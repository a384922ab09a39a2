/** How findings may be written: for people, for scripts, code scanning, annotations, and reports of tests. */
export const findingsFormats = ['pretty', 'json', 'sarif', 'github', 'junit'] as const;

export type FindingsFormat = (typeof findingsFormats)[number];
