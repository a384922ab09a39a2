import {
  type Diagnostic,
  type FindingKind,
  finding,
  type Location,
  type RelatedLocation,
} from '../../kernel/index.ts';
import type { Scope, Subjects } from './subjects.ts';

/** Reports a finding of the rule that it was given to. */
export type Report<P> = (params: P, at: Location, related?: readonly RelatedLocation[]) => void;

/**
 * Files by path that are laid over a tree without findings: a Service `Orders` 1 with `GET /orders` and
 * `POST /orders`, a ConfigurationPlan `all`, a GatewayGroup `default` and an Exposition of them.
 */
export type Example = Readonly<Record<string, string>>;

interface Definition<S extends Scope, P> {
  /** In kebab-case, as its file is called. */
  readonly name: string;
  /** What its findings depend on. */
  readonly scope: S;
  readonly kind: FindingKind<P>;
  /** Codes of findings that its examples have besides, because gateways do not serve what they need yet. */
  readonly also?: readonly string[];
  /** Gives exactly one finding: that of this rule. */
  readonly bad: Example;
  /** Nearly the same, without a finding. */
  readonly good: Example;
  check(subject: Subjects[S], report: Report<P>): void;
}

/** One rule of the compiler: a mistake that leaves a tree valid, and is most likely not meant. */
export interface Rule<S extends Scope = Scope> {
  readonly name: string;
  readonly scope: S;
  readonly kind: FindingKind<never>;
  readonly also?: readonly string[];
  readonly bad: Example;
  readonly good: Example;
  run(subject: Subjects[S]): readonly Diagnostic[];
}

export function rule<S extends Scope, P>(definition: Definition<S, P>): Rule<S> {
  const { check, kind, ...rest } = definition;
  return {
    ...rest,
    kind,
    run: (subject) => {
      const found: Diagnostic[] = [];
      check(subject, (params, at, related) => found.push(finding(kind, params, at, related)));
      return found;
    },
  };
}
