import { z } from 'zod'
import { bilingual, isoInstant, listQuery, listReply, localeCode, route, uuid } from '../../kernel/contract.ts'
import { parseColour } from './brand-colour.ts'
import { permissions, roles } from './permissions.ts'

export { type Permission, permissionsOf, type Role, roles } from './permissions.ts'

export const roleName = z.enum(roles)
export const roleSet = z.array(roleName).min(1).max(roles.length)
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/)
const email = z.email().max(254)

const name = z.strictObject({ 'zh-CN': z.string().trim().max(120), en: z.string().trim().max(120) })
const zone = z.string().max(60)
const country = z.string().regex(/^[A-Z]{2}$/)
const website = z.url({ protocol: /^https?$/ }).max(300)

/** A picture of the brand, served to anyone. */
const picture = z.object({ fileId: uuid, url: z.string() })

export const organisationSummary = z.object({
  id: uuid,
  slug: z.string(),
  name: bilingual,
  colour: z.string().nullable(),
  logo: picture.nullable(),
})

/** What everybody may know of an organisation. */
export const organisationProfile = organisationSummary.extend({
  about: bilingual,
  website: z.string().nullable(),
  contactEmail: z.string().nullable(),
  picture: picture.nullable(),
  zone: z.string(),
  country: z.string(),
  createdAt: isoInstant,
})

/** The public page: the profile and what the organisation runs. */
export const organisationPage = organisationProfile.extend({
  competitions: z.array(
    z.object({ slug: z.string(), title: bilingual, state: z.string(), closesAt: isoInstant.nullable() }),
  ),
})

/** What its staff see: the profile, the seal, and what the viewer may do. */
export const organisationDesk = organisationProfile.extend({
  seal: picture.nullable(),
  sealText: z.string().nullable(),
  revision: z.number().int(),
  roles: z.array(roleName),
  may: z.array(z.enum(permissions)),
})

export const staffMember = z.object({
  personId: uuid,
  name: z.string(),
  email: z.string(),
  roles: z.array(roleName),
  joinedAt: isoInstant,
  lastSeenAt: isoInstant.nullable(),
  self: z.boolean(),
  /** The only owner: neither removed nor stripped of the role. */
  lastOwner: z.boolean(),
})

export const invitation = z.object({
  id: uuid,
  email: z.string(),
  roles: z.array(roleName),
  invitedBy: z.string(),
  sentAt: isoInstant,
  expiresAt: isoInstant,
  state: z.enum(['waiting', 'expired']),
})

export const activityRow = z.object({
  id: z.string(),
  at: isoInstant,
  name: z.string(),
  actor: z.object({ id: uuid, name: z.string() }).nullable(),
  subject: z.object({ type: z.string(), id: uuid.nullable() }),
  payload: z.record(z.string(), z.unknown()),
})

const inOrganisation = z.strictObject({ organisationId: uuid })
const done = z.object({ done: z.literal(true) })

export const createOrganisation = route({
  name: 'organisations.create',
  method: 'POST',
  path: '/api/organisations',
  access: 'signed-in',
  summary: 'Creates an organisation; who creates it becomes its owner.',
  body: z.strictObject({ name, slug: slug.optional(), zone, country }),
  reply: z.object({ id: uuid, slug: z.string() }),
  creates: true,
  perMinute: 20,
  refusals: [
    'organisations.verify-email-first',
    'organisations.name-missing',
    'organisations.slug-taken',
    'organisations.unknown-zone',
  ],
})

export const myOrganisations = route({
  name: 'organisations.mine',
  method: 'GET',
  path: '/api/organisations/mine',
  access: 'signed-in',
  summary: 'The organisations one works for, with one’s roles.',
  reply: z.object({ rows: z.array(organisationSummary.extend({ roles: z.array(roleName) })) }),
})

export const readPublicOrganisation = route({
  name: 'organisations.read-public',
  method: 'GET',
  path: '/api/organisations/by-slug/:slug',
  access: 'public',
  summary: 'An organisation’s public profile and competitions.',
  params: z.strictObject({ slug: z.string().max(60) }),
  reply: organisationPage,
})

export const readOrganisation = route({
  name: 'organisations.read',
  method: 'GET',
  path: '/api/organisations/:organisationId',
  access: 'signed-in',
  summary: 'An organisation as its staff see it.',
  params: inOrganisation,
  reply: organisationDesk,
})

export const readOrganisationBySlug = route({
  name: 'organisations.read-desk',
  method: 'GET',
  path: '/api/organisations/desk/:slug',
  access: 'signed-in',
  summary: 'An organisation as its staff see it, by its address.',
  params: z.strictObject({ slug: z.string().max(60) }),
  reply: organisationDesk,
})

export const changeProfile = route({
  name: 'organisations.change-profile',
  method: 'PATCH',
  path: '/api/organisations/:organisationId',
  access: 'signed-in',
  summary: 'Changes names, texts, address, zone and country.',
  params: inOrganisation,
  body: z.strictObject({
    revision: z.number().int(),
    name: name.optional(),
    about: bilingual.optional(),
    slug: slug.optional(),
    website: website.nullable().optional(),
    contactEmail: email.nullable().optional(),
    zone: zone.optional(),
    country: country.optional(),
  }),
  reply: organisationDesk,
  refusals: [
    'organisations.name-missing',
    'organisations.slug-taken',
    'organisations.unknown-zone',
    'kernel.changed-meanwhile',
  ],
})

export const changeBrand = route({
  name: 'organisations.change-brand',
  method: 'PUT',
  path: '/api/organisations/:organisationId/brand',
  access: 'signed-in',
  summary: 'Changes the colour, the pictures and the certificate seal; what is left out stays.',
  params: inOrganisation,
  body: z.strictObject({
    revision: z.number().int(),
    colour: z
      .string()
      .refine(text => parseColour(text) !== null)
      .nullable()
      .optional(),
    logoFileId: uuid.nullable().optional(),
    pictureFileId: uuid.nullable().optional(),
    sealFileId: uuid.nullable().optional(),
    sealText: z.string().trim().min(1).max(9).nullable().optional(),
  }),
  reply: organisationDesk,
  refusals: ['organisations.brand-file-unusable', 'kernel.changed-meanwhile'],
})

export const listStaff = route({
  name: 'organisations.list-staff',
  method: 'GET',
  path: '/api/organisations/:organisationId/staff',
  access: 'signed-in',
  summary: 'Who works for the organisation.',
  params: inOrganisation,
  query: z.strictObject({ ...listQuery, role: roleName.optional() }),
  reply: listReply(staffMember),
})

const onStaff = z.strictObject({ organisationId: uuid, personId: uuid })

export const changeStaffRoles = route({
  name: 'organisations.change-staff-roles',
  method: 'PUT',
  path: '/api/organisations/:organisationId/staff/:personId/roles',
  access: 'signed-in',
  summary: 'Replaces a staff member’s roles.',
  params: onStaff,
  body: z.strictObject({ roles: roleSet }),
  reply: done,
  refusals: ['organisations.not-on-staff', 'organisations.last-owner'],
})

export const removeStaff = route({
  name: 'organisations.remove-staff',
  method: 'DELETE',
  path: '/api/organisations/:organisationId/staff/:personId',
  access: 'signed-in',
  summary: 'Ends a staff member’s work for the organisation.',
  params: onStaff,
  reply: done,
  refusals: ['organisations.not-on-staff', 'organisations.last-owner'],
})

export const leaveOrganisation = route({
  name: 'organisations.leave',
  method: 'POST',
  path: '/api/organisations/:organisationId/leave',
  access: 'signed-in',
  summary: 'Ends one’s own work for the organisation.',
  params: inOrganisation,
  reply: done,
  refusals: ['organisations.last-owner'],
})

export const transferOwnership = route({
  name: 'organisations.transfer-ownership',
  method: 'POST',
  path: '/api/organisations/:organisationId/owner',
  access: 'signed-in',
  summary: 'Hands one’s ownership to another staff member and becomes manager.',
  params: inOrganisation,
  body: z.strictObject({ personId: uuid }),
  reply: done,
  refusals: ['organisations.not-on-staff'],
})

export const inviteStaff = route({
  name: 'organisations.invite-staff',
  method: 'POST',
  path: '/api/organisations/:organisationId/invitations',
  access: 'signed-in',
  summary: 'Invites somebody by mail to work for the organisation.',
  params: inOrganisation,
  body: z.strictObject({ email, roles: roleSet, locale: localeCode.optional() }),
  reply: z.object({ id: uuid, expiresAt: isoInstant }),
  creates: true,
  perMinute: 60,
  refusals: ['organisations.already-on-staff', 'organisations.already-invited', 'organisations.too-many-invitations'],
})

export const listInvitations = route({
  name: 'organisations.list-invitations',
  method: 'GET',
  path: '/api/organisations/:organisationId/invitations',
  access: 'signed-in',
  summary: 'Invitations that wait for an answer.',
  params: inOrganisation,
  reply: z.object({ rows: z.array(invitation) }),
})

const ofInvitation = z.strictObject({ organisationId: uuid, invitationId: uuid })
const invitationStates = [
  'organisations.invitation-unknown',
  'organisations.invitation-used',
  'organisations.invitation-cancelled',
]

export const resendInvitation = route({
  name: 'organisations.resend-invitation',
  method: 'POST',
  path: '/api/organisations/:organisationId/invitations/:invitationId/resend',
  access: 'signed-in',
  summary: 'Sends an invitation again with a new link; the earlier link stops working.',
  params: ofInvitation,
  reply: z.object({ expiresAt: isoInstant }),
  perMinute: 20,
  refusals: invitationStates,
})

export const cancelInvitation = route({
  name: 'organisations.cancel-invitation',
  method: 'DELETE',
  path: '/api/organisations/:organisationId/invitations/:invitationId',
  access: 'signed-in',
  summary: 'Cancels an invitation; its link stops working.',
  params: ofInvitation,
  reply: done,
  refusals: invitationStates,
})

const token = z.string().min(20).max(100)

export const lookAtInvitation = route({
  name: 'organisations.look-at-invitation',
  method: 'POST',
  path: '/api/staff-invitations/look',
  access: 'public',
  summary: 'Who invites one to what, by the token of the link.',
  body: z.strictObject({ token }),
  reply: z.object({
    organisation: organisationSummary,
    email: z.string(),
    roles: z.array(roleName),
    invitedBy: z.string(),
    expiresAt: isoInstant,
    /** Of the viewer: whether the signed-in address is the invited one; null for visitors. */
    sameAddress: z.boolean().nullable(),
  }),
  perMinute: 60,
  refusals: [...invitationStates, 'organisations.invitation-expired'],
})

export const acceptInvitation = route({
  name: 'organisations.accept-invitation',
  method: 'POST',
  path: '/api/staff-invitations/accept',
  access: 'signed-in',
  summary: 'Takes up an invitation with the account one is signed in with.',
  body: z.strictObject({
    token,
    /** True confirms joining although the invitation went to another address. */
    otherAddress: z.boolean().default(false),
  }),
  reply: z.object({ organisation: organisationSummary, roles: z.array(roleName) }),
  perMinute: 30,
  refusals: [
    ...invitationStates,
    'organisations.invitation-expired',
    'organisations.invitation-other-address',
    'organisations.verify-email-first',
  ],
})

export const listActivity = route({
  name: 'organisations.list-activity',
  method: 'GET',
  path: '/api/organisations/:organisationId/activity',
  access: 'signed-in',
  summary: 'What happened in the organisation, newest first.',
  params: inOrganisation,
  query: z.strictObject({ ...listQuery, event: z.string().max(80).optional() }),
  reply: listReply(activityRow),
})
