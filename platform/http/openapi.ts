// The OpenAPI 3.1 document, made from the contracts so that it cannot drift from what is served.
import { z } from 'zod';
import type { Contract, Route } from './contract.ts';

type Json = Record<string, unknown>;

/** Describes every route of the contracts. Source: OpenAPI Specification 3.1.0. */
export function describeApi(contracts: readonly Contract[], version: string): Json {
  const paths: Record<string, Json> = {};
  const shared = shareReplies(contracts);
  for (const [key, route] of contracts
    .flatMap((contract) => Object.entries(contract))
    .sort(([a], [b]) => a.localeCompare(b))) {
    const [method, path] = key.split(' ') as [string, string];
    const url = path.replace(/:(\w+)/g, '{$1}');
    paths[url] = { ...paths[url], [method.toLowerCase()]: describeRoute(key, route, shared) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ansim',
      version,
      description: "The software with which a city runs a women's-safety programme.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'ansim_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        ...Object.fromEntries(
          [...shared].map(([schema, name]) => [name, toSchema(schema, 'output')]),
        ),
        Problem: {
          type: 'object',
          description: 'RFC 9457',
          required: ['type', 'title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            id: { type: 'string' },
          },
        },
      },
    },
  };
}

/** Replies that several routes give, by name, so that a generated client has one type for them. */
function shareReplies(contracts: readonly Contract[]): Map<z.ZodType, string> {
  const first = new Map<z.ZodType, string>();
  const shared = new Map<z.ZodType, string>();
  for (const [key, { reply }] of contracts.flatMap((contract) => Object.entries(contract))) {
    const named = first.get(reply);
    if (named) shared.set(reply, named);
    else first.set(reply, nameOf(key));
  }
  return shared;
}

/** `GET /api/incidents/:id` becomes `IncidentsIdReply`. */
function nameOf(key: string): string {
  const words = key.split(/[^A-Za-z]+/).slice(2);
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Reply`;
}

function describeRoute(key: string, route: Route, shared: ReadonlyMap<z.ZodType, string>): Json {
  const sharedReply = shared.get(route.reply);
  const roles = Array.isArray(route.roles)
    ? `Roles: ${route.roles.join(', ')}.`
    : route.roles === 'device'
      ? "By the device's own secret."
      : 'Anyone.';
  return {
    operationId: key
      .replace(/[^A-Za-z]+/g, '-')
      .toLowerCase()
      .replace(/^-|-$/g, ''),
    summary: route.summary,
    description: roles,
    ...(route.roles === 'public'
      ? {}
      : { security: [{ token: [] }, ...(route.roles === 'device' ? [] : [{ session: [] }])] }),
    ...(Array.isArray(route.roles) ? { 'x-roles': route.roles } : {}),
    parameters: [
      ...describeParameters(route.params, 'path'),
      ...describeParameters(route.query, 'query'),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toSchema(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        content: {
          'application/json': {
            schema: sharedReply
              ? { $ref: `#/components/schemas/${sharedReply}` }
              : toSchema(route.reply, 'output'),
          },
        },
      },
      default: {
        description: 'Refused',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function describeParameters(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const json = toSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as Json;
  return json;
}
