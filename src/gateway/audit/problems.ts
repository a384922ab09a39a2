import { problemKind } from '../../kernel/index.ts';

export const auditUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH6104',
  title: 'The file for audit events cannot be written',
  help: 'RESHAPR_GATEWAY_AUDIT_FILE names the file that audit events are added to; without it they go to standard output.',
  message: ({ file, why }) => `cannot write audit events to ${file}: ${why}`,
  hint: () => 'name a file in a directory that can be written to, or leave the setting out',
});
