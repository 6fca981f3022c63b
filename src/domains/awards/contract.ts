import { z } from 'zod'
import { bilingual, isoInstant, moneyWire, route, uuid } from '../../kernel/contract.ts'

const competitionParams = z.strictObject({ competitionId: uuid })

const signatory = z.strictObject({ name: bilingual, role: bilingual })
/** What an organiser may change of the certificate; brand and seal come from the organisation. */
export const design = z.strictObject({
  title: bilingual,
  scope: bilingual,
  body: bilingual,
  signatories: z.array(signatory).max(3),
})
export type Design = z.infer<typeof design>

export const awardView = z.object({
  id: uuid,
  entryNumber: z.string(),
  entrantName: z.string(),
  affiliation: z.string(),
  name: bilingual,
  kind: z.enum(['prize', 'participation']),
  category: z.string(),
  rank: z.number().nullable(),
  amount: moneyWire.nullable(),
  credentialNumber: z.string().nullable(),
  credentialState: z.enum(['valid', 'revoked']).nullable(),
})

export const awardsDesk = route({
  name: 'awards.desk',
  method: 'GET',
  path: '/api/competitions/:competitionId/awards',
  access: 'signed-in',
  summary: 'Awards of a competition with their certificates, and the design of the certificate.',
  params: competitionParams,
  reply: z.object({
    title: bilingual,
    awards: z.array(awardView),
    design,
    resultsFinal: z.boolean(),
    competitionSlug: z.string(),
    can: z.object({ issue: z.boolean(), design: z.boolean() }),
  }),
})

export const saveDesign = route({
  name: 'awards.save-design',
  method: 'PUT',
  path: '/api/competitions/:competitionId/awards/design',
  access: 'signed-in',
  summary: 'Changes how certificates not yet issued will look.',
  params: competitionParams,
  body: design,
  reply: z.object({ savedAt: isoInstant }),
  refusals: ['awards.design-wrong'],
})

export const previewCertificate = route({
  name: 'awards.preview',
  method: 'GET',
  path: '/api/competitions/:competitionId/awards/preview.pdf',
  access: 'signed-in',
  summary: 'A certificate as it would be printed, marked as a specimen, with any name.',
  params: competitionParams,
  query: z.strictObject({ name: z.string().max(120).optional(), awardId: uuid.optional() }),
  raw: true,
})

export const issueAwards = route({
  name: 'awards.issue',
  method: 'POST',
  path: '/api/competitions/:competitionId/awards/issue',
  access: 'signed-in',
  summary:
    'Signs and issues certificates for prizes, and if asked for participation. Those issued already stay as they are.',
  params: competitionParams,
  body: z.strictObject({ participation: z.boolean().default(false) }),
  reply: z.object({ issued: z.number().int(), total: z.number().int() }),
  refusals: ['awards.not-final', 'awards.name-undrawable'],
})

export const publicAwards = route({
  name: 'awards.public',
  method: 'GET',
  path: '/api/competitions/:slug/winners',
  access: 'public',
  summary: 'Prize winners of final results.',
  params: z.strictObject({ slug: z.string().min(3).max(80) }),
  reply: z.object({
    awards: z.array(
      awardView
        .pick({
          entryNumber: true,
          entrantName: true,
          affiliation: true,
          name: true,
          category: true,
          rank: true,
          amount: true,
        })
        .extend({ certificate: z.string().nullable() }),
    ),
  }),
})

export const myAwards = route({
  name: 'awards.mine',
  method: 'GET',
  path: '/api/me/awards',
  access: 'signed-in',
  summary: 'The caller’s awards, newest first.',
  reply: z.object({
    awards: z.array(
      z.object({
        id: uuid,
        name: bilingual,
        competition: bilingual,
        competitionSlug: z.string(),
        rank: z.number().nullable(),
        entryId: uuid,
        credentialNumber: z.string().nullable(),
        grantedAt: isoInstant,
      }),
    ),
  }),
})
