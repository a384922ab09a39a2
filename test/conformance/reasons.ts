const notTasks = 'Tasks are an extension that is not offered. The suite does not score it.';
const textPrompts =
  'A prompt of a manifest is one text of the user, as in reShapr; no resource or image goes into it.';
const noSampling =
  'Nothing in a manifest asks the model of the client (sampling; deprecated since 2026-07-28).';

/** Why a scenario cannot pass with what manifests can say; every one that fails is here, and none that passes. */
export const reasons: Readonly<Record<string, string>> = {
  'input-required-result-basic-list-roots':
    'Nothing in a manifest asks for the roots of the client (deprecated since 2026-07-28).',
  'input-required-result-basic-sampling': noSampling,
  'input-required-result-capability-check': `Its tool asks for sampling or for a form, whichever the client can do. ${noSampling}`,
  'input-required-result-multi-round':
    'A custom tool asks all its forms at once; none depends on the answer to another.',
  'input-required-result-multiple-input-requests': `Its tool asks for sampling and roots beside a form. ${noSampling}`,
  'input-required-result-non-tool-request':
    'A prompt of a manifest is filled at once: it asks its user nothing but its arguments.',
  'prompts-get-embedded-resource': textPrompts,
  'prompts-get-with-image': textPrompts,
  'resources-subscribe': 'Subscriptions to single resources are not offered; lists of them are announced.',
  'resources-unsubscribe': 'Subscriptions to single resources are not offered; lists of them are announced.',
  'server-stateless': `One check of 30: its tool needs sampling of a client that lacks it. ${noSampling} What needs a form of a client that cannot show one is refused with the same error.`,
  'tasks-capability-negotiation': notTasks,
  'tasks-dispatch-and-envelope': notTasks,
  'tasks-lifecycle': notTasks,
  'tasks-mrtr-composition': notTasks,
  'tasks-mrtr-input': notTasks,
  'tasks-request-headers': notTasks,
  'tasks-request-state-removal': notTasks,
  'tasks-required-task-error': notTasks,
  'tasks-wire-fields': notTasks,
  'tools-call-embedded-resource':
    'What a backend answers is text, JSON, an image or audio; no answer of HTTP becomes an embedded resource.',
  'tools-call-mixed-content':
    'An answer of a backend is one body, so the result of a tool is of one kind; a script returns JSON.',
  'tools-call-sampling': noSampling,
};
