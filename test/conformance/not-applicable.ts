/** Server scenarios of the suites that say nothing about a gateway of REST backends, and why. */
export const notApplicable: readonly { readonly scenarios: string; readonly why: string }[] = [
  { scenarios: 'logging-set-level, tools-call-with-logging', why: 'a backend sends no log messages' },
  { scenarios: 'tools-call-with-progress', why: 'an HTTP answer has no progress' },
  {
    scenarios: 'tools-call-sampling, tools-call-elicitation, elicitation-*, input-required-result-*',
    why: 'a REST backend asks the client nothing',
  },
  {
    scenarios: 'tools-call-image, -audio, -embedded-resource, -mixed-content',
    why: 'results are text and structured content',
  },
  { scenarios: 'server-sse-polling', why: 'answers are JSON; there is no stream to resume' },
  { scenarios: 'completion-complete', why: 'completions are not offered' },
  {
    scenarios: 'prompts-get-embedded-resource, prompts-get-with-image',
    why: 'a prompt of a manifest is a text',
  },
  {
    scenarios: 'resources-subscribe, resources-unsubscribe',
    why: 'subscriptions to single resources are not offered',
  },
  { scenarios: 'tasks-*, sep-2640-skills-*', why: 'extensions that are not offered' },
];
