import { z } from 'zod'
import type { RouteSpec } from '../contract.ts'
import type { Domain } from '../domain.ts'
import { kernelRefusals } from '../errors.ts'

type JsonSchema = Record<string, unknown>

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as JsonSchema
  return rest
}

function parametersOf(route: RouteSpec, place: 'path' | 'query'): unknown[] {
  const schema = schemaOf(place === 'path' ? route.params : route.query, 'input')
  const required = new Set((schema['required'] as string[] | undefined) ?? [])
  return Object.entries((schema['properties'] as Record<string, JsonSchema> | undefined) ?? {}).map(
    ([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || required.has(name),
      schema: property,
    }),
  )
}

function operationOf(route: RouteSpec): JsonSchema {
  const body = schemaOf(route.body, 'input')
  const hasBody = route.method !== 'GET' && Object.keys((body['properties'] as object | undefined) ?? {}).length > 0
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [route.name.split('.')[0]],
    ...(route.access === 'public' ? {} : { security: [{ session: [] }] }),
    parameters: [
      ...parametersOf(route, 'path'),
      ...parametersOf(route, 'query'),
      ...(route.creates
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 255 },
            },
          ]
        : []),
    ],
    ...(hasBody ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [String(route.status)]: route.raw
        ? { description: 'Bytes or a redirect' }
        : { description: 'Done', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
      default: {
        description: `Refused: ${[...route.refusals, ...Object.keys(kernelRefusals)].join(', ')}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** The API as an OpenAPI 3.1 document, from the same route values the server mounts. */
export function openApiDocument(domains: readonly Domain[], publicUrl: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  const routes = domains.flatMap(domain => domain.routes.map(mounted => mounted.route))
  for (const route of routes.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Palestra', version: '1', description: 'Competitions from announcement to certificate.' },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-palestra' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'params', 'errors', 'requestId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            params: { type: 'object' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                properties: { path: { type: 'string' }, code: { type: 'string' }, params: { type: 'object' } },
              },
            },
            requestId: { type: 'string' },
          },
        },
      },
    },
  }
}
