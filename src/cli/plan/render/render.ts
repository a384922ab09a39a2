import { json } from '../../output/console.ts';
import type { PlanFormat } from '../plan-formats.ts';
import type { PlanDocument } from './document.ts';
import { renderMarkdown } from './markdown.ts';
import { renderTerminal } from './terminal.ts';

/** A plan as a person, a pull request or a script reads it. */
export function renderPlan(document: PlanDocument, format: PlanFormat): string {
  if (format === 'pretty') return renderTerminal(document);
  return format === 'markdown' ? renderMarkdown(document) : json(document);
}
