import { handle } from '../../kernel/http/handle.ts'
import { found } from '../../kernel/policy.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { changeBrand } from './change-brand.ts'
import { changeProfile } from './change-profile.ts'
import { changeStaffRoles, leaveOrganisation, removeStaff, transferOwnership } from './change-staff.ts'
import * as contract from './contract.ts'
import { createOrganisation } from './create-organisation.ts'
import { invitationByToken, usable, waitingInvitations } from './invitations.ts'
import { cancelInvitation, inviteStaff, resendInvitation } from './invite-staff.ts'
import { can } from './policy.ts'
import { publicCompetitions } from './ports.ts'
import { activityPage, organisationById, organisationBySlug, organisationsByIds, staffPage } from './queries.ts'
import { deskView, knownRoles, profileView, summaryView } from './rows.ts'

const done = { done: true } as const

export const routes = [
  handle(contract.createOrganisation, (request, app) =>
    request.transact(tx => createOrganisation(tx, request.person, request.body, app.clock.now())),
  ),

  handle(contract.myOrganisations, async (request, app) => {
    const { staff } = request.person
    const organisations = await organisationsByIds(
      app.db.kysely,
      staff.map(one => one.organisationId),
    )
    const rows = staff.flatMap(one => {
      const organisation = organisations.get(one.organisationId)
      return organisation ? [{ ...summaryView(organisation), roles: knownRoles(one.roles) }] : []
    })
    return { rows }
  }),

  handle(contract.readPublicOrganisation, async (request, app) => {
    const organisation = found(await organisationBySlug(app.db.kysely, request.params.slug))
    const competitions = await publicCompetitions.get()(app.db.kysely, organisation.id)
    return {
      ...profileView(organisation),
      competitions: competitions.map(({ slug, title, state, closesAt }) => ({
        slug,
        title,
        state,
        closesAt: closesAt?.toISOString() ?? null,
      })),
    }
  }),

  handle(contract.readOrganisation, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    return deskView(found(await organisationById(app.db.kysely, organisationId)), request.actor)
  }),

  handle(contract.readOrganisationBySlug, async (request, app) => {
    const organisation = found(await organisationBySlug(app.db.kysely, request.params.slug))
    found(organisation, can.read(request.actor, organisation.id))
    return deskView(organisation, request.actor)
  }),

  handle(contract.changeProfile, (request, app) =>
    request.transact(async tx => {
      const { organisationId } = request.params
      const changed = await changeProfile(tx, request.person, organisationId, request.body, app.clock.now())
      return deskView(changed, request.actor)
    }),
  ),

  handle(contract.changeBrand, (request, app) =>
    request.transact(async tx => {
      const { organisationId } = request.params
      const changed = await changeBrand(tx, request.person, organisationId, request.body, app.clock.now())
      return deskView(changed, request.actor)
    }),
  ),

  handle(contract.listStaff, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    const { rows, total, owners } = await staffPage(app.db.kysely, organisationId, request.query)
    return {
      rows: rows.map(row => ({
        personId: row.personId,
        name: row.name,
        email: row.email,
        roles: knownRoles(row.roles),
        joinedAt: row.joinedAt.toISOString(),
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
        self: row.personId === request.person.id,
        lastOwner: owners === 1 && row.roles.includes('owner'),
      })),
      total,
      page: request.query.page,
      size: request.query.size,
    }
  }),

  handle(contract.changeStaffRoles, (request, app) =>
    request.transact(async tx => {
      await changeStaffRoles(tx, request.person, { ...request.params, ...request.body }, app.clock.now())
      return done
    }),
  ),

  handle(contract.removeStaff, (request, app) =>
    request.transact(async tx => {
      await removeStaff(tx, request.person, request.params, app.clock.now())
      return done
    }),
  ),

  handle(contract.leaveOrganisation, (request, app) =>
    request.transact(async tx => {
      await leaveOrganisation(tx, request.person, request.params.organisationId, app.clock.now())
      return done
    }),
  ),

  handle(contract.transferOwnership, (request, app) =>
    request.transact(async tx => {
      await transferOwnership(tx, request.person, { ...request.params, ...request.body }, app.clock.now())
      return done
    }),
  ),

  handle(contract.inviteStaff, (request, app) =>
    request.transact(async tx => {
      const { organisationId } = request.params
      const { locale = request.locale, ...body } = request.body
      const { id, expiresAt } = await inviteStaff(
        tx,
        request.person,
        { organisationId, ...body },
        locale,
        app.clock.now(),
      )
      return { id, expiresAt: expiresAt.toISOString() }
    }),
  ),

  handle(contract.listInvitations, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    found(organisationId, can.manage(request.actor, organisationId))
    const now = app.clock.now()
    const rows = await waitingInvitations(app.db.kysely, organisationId)
    return {
      rows: rows.map(row => ({
        id: row.id,
        email: row.email,
        roles: knownRoles(row.roles),
        invitedBy: row.inviterName,
        sentAt: row.sentAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        state: row.expiresAt > now ? ('waiting' as const) : ('expired' as const),
      })),
    }
  }),

  handle(contract.resendInvitation, (request, app) =>
    request.transact(async tx => {
      const { expiresAt } = await resendInvitation(tx, request.person, request.params, request.locale, app.clock.now())
      return { expiresAt: expiresAt.toISOString() }
    }),
  ),

  handle(contract.cancelInvitation, (request, app) =>
    request.transact(async tx => {
      await cancelInvitation(tx, request.person, request.params, app.clock.now())
      return done
    }),
  ),

  handle(contract.lookAtInvitation, async (request, app) => {
    const { actor } = request
    const row = usable(await invitationByToken(app.db.kysely, request.body.token), app.clock.now())
    const organisation = found(await organisationById(app.db.kysely, row.organisationId))
    return {
      organisation: summaryView(organisation),
      email: row.email,
      roles: knownRoles(row.roles),
      invitedBy: row.inviterName,
      expiresAt: row.expiresAt.toISOString(),
      sameAddress: actor.kind === 'person' ? actor.email.toLowerCase() === row.email : null,
    }
  }),

  handle(contract.acceptInvitation, (request, app) =>
    request.transact(async tx => {
      const { organisation, roles } = await acceptInvitation(tx, request.person, request.body, app.clock.now())
      return { organisation: summaryView(organisation), roles: knownRoles(roles) }
    }),
  ),

  handle(contract.listActivity, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.read(request.actor, organisationId))
    found(organisationId, can.manage(request.actor, organisationId))
    const { rows, total } = await activityPage(app.db.kysely, organisationId, request.query)
    return {
      rows: rows.map(row => ({
        id: row.id.toString(),
        at: row.at.toISOString(),
        name: row.name,
        actor: row.actorId && row.actorName !== null ? { id: row.actorId, name: row.actorName } : null,
        subject: { type: row.subjectType, id: row.subjectId },
        payload: row.payload,
      })),
      total,
      page: request.query.page,
      size: request.query.size,
    }
  }),
]
