import { capitalized, nounAt, sentence, type Tree } from './text.ts';

/** Four operations on each kind of thing: list, create, read, change. */
export const operationsPerNoun = 4;

export const specPath = (team: number, service: number): string => `team-${team}/specs/s${service}.yaml`;
export const serviceName = (team: number, service: number): string => `Service ${team}-${service}`;

/** The spec of one service: `operations` operations, each noun with its schemas, and errors that all share. */
export function specFile(team: number, service: number, operations: number): Tree {
  const nouns = Array.from({ length: operations / operationsPerNoun }, (_, at) => nounAt(team + service, at));
  const text = `openapi: 3.1.0
info:
  title: ${serviceName(team, service)}
  version: "1.0"
  description: >-
    ${sentence('Keeps every', nouns[0] ?? '', team, service)}
    Written for the benchmarks, in the style of what teams publish.
servers:
  - url: https://api.example.invalid/team-${team}/s${service}
tags:
${nouns.map((noun) => `  - name: ${noun}\n    description: All about the ${noun}.\n`).join('')}paths:
${nouns.map((noun, at) => pathItems(noun, team, at)).join('')}components:
  parameters:
    Page:
      name: page
      in: query
      description: Which page of the list, from 1.
      schema: { type: integer, minimum: 1, default: 1 }
    PageSize:
      name: pageSize
      in: query
      description: How many entries a page has.
      schema: { type: integer, minimum: 1, maximum: 200, default: 50 }
  responses:
    Problem:
      description: What went wrong, as RFC 9457 says it.
      content:
        application/problem+json:
          schema: { $ref: "#/components/schemas/Problem" }
  schemas:
    Problem:
      type: object
      required: [title, status]
      properties:
        type: { type: string, format: uri }
        title: { type: string }
        status: { type: integer, minimum: 400, maximum: 599 }
        detail: { type: string }
    Money:
      type: object
      description: An amount in a currency.
      required: [amount, currency]
      properties:
        amount: { type: string, pattern: "^-?[0-9]+(\\\\.[0-9]{1,4})?$" }
        currency: { type: string, minLength: 3, maxLength: 3, examples: [EUR, NOK] }
${nouns.map((noun, at) => schemas(noun, team, at)).join('')}`;
  return { [specPath(team, service)]: text };
}

function pathItems(noun: string, team: number, at: number): string {
  const type = capitalized(noun);
  return `  /${noun}s:
    get:
      operationId: list${type}s
      tags: [${noun}]
      summary: List every ${noun}
      description: >-
        ${sentence('Lists each', noun, team, at)}
        The newest come first.
      parameters:
        - $ref: "#/components/parameters/Page"
        - $ref: "#/components/parameters/PageSize"
        - name: state
          in: query
          description: Only those in this state.
          schema:
            type: string
            enum: [draft, open, held, closed]
        - name: changedSince
          in: query
          description: Only what was changed at this time or later.
          schema: { type: string, format: date-time }
      responses:
        "200":
          description: A page of the list.
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: "#/components/schemas/${type}"
        default:
          $ref: "#/components/responses/Problem"
    post:
      operationId: create${type}
      tags: [${noun}]
      summary: Create a ${noun}
      description: ${sentence('Creates', noun, team, at)}
      parameters:
        - name: Idempotency-Key
          in: header
          description: A key that makes a second attempt harmless.
          schema: { type: string, maxLength: 64 }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: "#/components/schemas/New${type}"
      responses:
        "201":
          description: The ${noun} as it was stored.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/${type}"
        default:
          $ref: "#/components/responses/Problem"
  /${noun}s/{id}:
    parameters:
      - name: id
        in: path
        required: true
        description: Identifies the ${noun}.
        schema: { type: string, format: uuid }
    get:
      operationId: get${type}
      tags: [${noun}]
      summary: Read one ${noun}
      description: ${sentence('Reads', noun, team, at)}
      responses:
        "200":
          description: The ${noun}.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/${type}"
        default:
          $ref: "#/components/responses/Problem"
    patch:
      operationId: change${type}
      tags: [${noun}]
      summary: Change a ${noun}
      description: ${sentence('Changes', noun, team, at)}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: "#/components/schemas/New${type}"
      responses:
        "200":
          description: The ${noun} after the change.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/${type}"
        default:
          $ref: "#/components/responses/Problem"
`;
}

function schemas(noun: string, team: number, at: number): string {
  const type = capitalized(noun);
  return `    New${type}:
      type: object
      description: ${sentence('What makes up', noun, team, at)}
      required: [title, price]
      properties:
        title:
          type: string
          description: What people call this ${noun}.
          minLength: 1
          maxLength: 200
        state:
          type: string
          enum: [draft, open, held, closed]
          default: draft
        price: { $ref: "#/components/schemas/Money" }
        quantity:
          type: integer
          format: int32
          minimum: 0
        tags:
          type: array
          maxItems: 20
          items: { type: string, maxLength: 40 }
        note:
          type: [string, "null"]
          description: Anything else that matters, in words.
    ${type}:
      allOf:
        - $ref: "#/components/schemas/New${type}"
        - type: object
          required: [id, createdAt]
          properties:
            id: { type: string, format: uuid, readOnly: true }
            createdAt: { type: string, format: date-time, readOnly: true }
            changedBy:
              type: string
              description: Who changed this ${noun} last.
            parent:
              description: The ${noun} that this one belongs to.
              $ref: "#/components/schemas/${type}"
`;
}
