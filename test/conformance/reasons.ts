const notTasks = 'Tasks are an extension that is not offered. The suite does not score it.';
const textPrompts =
  'A prompt of a manifest is one text of the user, as in reShapr; no resource or image goes into it.';
const noForms =
  'Nothing in a manifest asks its user with a form yet; the protocol of it is there (test/gateway/mcp/input).';
const noSampling =
  'Nothing in a manifest asks the model of the client (sampling; deprecated since 2026-07-28).';

/** Why a scenario cannot pass with what manifests can say; every one that fails is here, and none that passes. */
export const reasons: Readonly<Record<string, string>> = {
  'elicitation-sep1034-defaults': noForms,
  'elicitation-sep1330-enums': noForms,
  'input-required-result-basic-elicitation': noForms,
  'input-required-result-basic-list-roots':
    'Nothing in a manifest asks for the roots of the client (deprecated since 2026-07-28).',
  'input-required-result-basic-sampling': noSampling,
  'input-required-result-capability-check': `Its tool asks for sampling or for a form, whichever the client can do. ${noSampling}`,
  'input-required-result-ignore-extra-params': noForms,
  'input-required-result-missing-input-response': noForms,
  'input-required-result-multi-round': noForms,
  'input-required-result-multiple-input-requests': `Its tool asks for sampling and roots beside a form. ${noSampling}`,
  'input-required-result-non-tool-request':
    'A prompt of a manifest is filled at once: it asks its user nothing but its arguments.',
  'input-required-result-request-state': noForms,
  'input-required-result-result-type': noForms,
  'input-required-result-tampered-state': noForms,
  'prompts-get-embedded-resource': textPrompts,
  'prompts-get-with-image': textPrompts,
  'resources-subscribe': 'Subscriptions to single resources are not offered; lists of them are announced.',
  'resources-unsubscribe': 'Subscriptions to single resources are not offered; lists of them are announced.',
  'server-stateless': noForms,
  'tasks-capability-negotiation': notTasks,
  'tasks-dispatch-and-envelope': notTasks,
  'tasks-lifecycle': notTasks,
  'tasks-mrtr-composition': notTasks,
  'tasks-mrtr-input': notTasks,
  'tasks-request-headers': notTasks,
  'tasks-request-state-removal': notTasks,
  'tasks-required-task-error': notTasks,
  'tasks-wire-fields': notTasks,
  'tools-call-elicitation': noForms,
  'tools-call-embedded-resource':
    'What a backend answers is text, JSON, an image or audio; no answer of HTTP becomes an embedded resource.',
  'tools-call-mixed-content':
    'An answer of a backend is one body, so the result of a tool is of one kind; a script returns JSON.',
  'tools-call-sampling': noSampling,
};
