/** Ways to write a plan: for a person, for a comment on a pull request, for a script. */
export const planFormats = ['pretty', 'markdown', 'json'] as const;

export type PlanFormat = (typeof planFormats)[number];
