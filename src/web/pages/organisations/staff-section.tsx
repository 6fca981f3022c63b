import { useState } from 'react'
import {
  cancelInvitation,
  changeStaffRoles,
  leaveOrganisation,
  listInvitations,
  listStaff,
  myOrganisations,
  readOrganisationBySlug,
  removeStaff,
  resendInvitation,
  transferOwnership,
} from '../../../domains/organisations/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { TableSkeleton } from '../../ui/feedback.tsx'
import { SearchField } from '../../ui/field.tsx'
import { Section } from '../../ui/layout.tsx'
import { useGo, useSetSearch } from '../../ui/link.tsx'
import { type Column, DataTable } from '../../ui/table.tsx'
import { Pagination } from '../../ui/tabs.tsx'
import { InviteDialog, RolesDialog } from './role-dialogs.tsx'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

type Member = ReplyOf<typeof listStaff>['rows'][number]
type Invitation = ReplyOf<typeof listInvitations>['rows'][number]

const changes = [listStaff, listInvitations, readOrganisationBySlug]

const useStaffActs = (organisation: Desk) => {
  const go = useGo()
  return {
    roles: useCommand(changeStaffRoles, { invalidates: changes }),
    remove: useCommand(removeStaff, { invalidates: changes }),
    hand: useCommand(transferOwnership, { invalidates: changes }),
    leave: useCommand(leaveOrganisation, { invalidates: [myOrganisations], onSuccess: () => go('/organisations') }),
    params: { organisationId: organisation.id },
  }
}

/** Everyone who works for the organisation and who is invited to. */
export const StaffSection = ({
  organisation,
  search,
}: {
  organisation: Desk
  search: Readonly<Record<string, string>>
}) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const setSearch = useSetSearch()
  const acts = useStaffActs(organisation)
  const [inviting, setInviting] = useState(false)
  const [editing, setEditing] = useState<Member | null>(null)
  const editable = organisation.may.includes('organisation.manage')
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const list = useQueryOf(
    listStaff,
    {
      params: acts.params,
      query: { page, size: 50, sort: search['sort'], search: search['search'] },
    },
    { keepPrevious: true },
  )
  const who = organisation.name

  const hand = async (member: Member) => {
    const sure = await confirm({
      title: t('staff.handTitle', { name: member.name }),
      body: t('staff.handBody', { name: member.name, organisation: format.pick(who) }),
      verb: t('staff.handVerb'),
      variant: 'danger',
    })
    if (sure) acts.hand.mutate({ params: acts.params, body: { personId: member.personId } })
  }
  const end = async (member: Member) => {
    const sure = await confirm({
      title: t(member.self ? 'staff.leaveTitle' : 'staff.removeTitle', {
        name: member.name,
        organisation: format.pick(who),
      }),
      body: t(member.self ? 'staff.leaveBody' : 'staff.removeBody', { name: member.name }),
      verb: t(member.self ? 'staff.leaveVerb' : 'staff.removeVerb'),
      variant: 'danger',
    })
    if (!sure) return
    if (member.self) acts.leave.mutate({ params: acts.params })
    else acts.remove.mutate({ params: { ...acts.params, personId: member.personId } })
  }

  const columns: Column<Member>[] = [
    {
      key: 'person',
      title: t('staff.person'),
      sort: 'name',
      rowHead: true,
      cell: member => (
        <>
          <b>{member.name}</b> {member.self && <span className="pl-muted pl-small">{t('staff.you')}</span>}
          <div className="pl-muted pl-small">{member.email}</div>
        </>
      ),
    },
    {
      key: 'roles',
      title: t('staff.roles'),
      cell: member =>
        editable ? (
          <Button
            size="s"
            iconAfter="chevron-down"
            onClick={() => setEditing(member)}
            label={t('staff.rolesOf', { name: member.name })}
          >
            {member.roles.map(role => t(`roles.${role}`)).join(t('comma'))}
          </Button>
        ) : (
          member.roles.map(role => t(`roles.${role}`)).join(t('comma'))
        ),
    },
    {
      key: 'joined',
      title: t('staff.joined'),
      sort: 'joined',
      wideOnly: true,
      cell: member => <span className="pl-secondary">{format.tableDate(member.joinedAt)}</span>,
    },
    {
      key: 'seen',
      title: t('staff.seen'),
      wideOnly: true,
      cell: member => (
        <span className="pl-secondary">
          {member.lastSeenAt ? format.tableTime(member.lastSeenAt) : t('staff.notYet')}
        </span>
      ),
    },
    {
      key: 'acts',
      title: '',
      align: 'right',
      cell: member => (
        <span className="organisations-row-acts">
          {editable && !member.self && organisation.roles.includes('owner') && (
            <button type="button" className="pl-link pl-small" onClick={() => void hand(member)}>
              {t('staff.hand')}
            </button>
          )}
          {!member.lastOwner && (editable || member.self) && (
            <button type="button" className="pl-link pl-small" onClick={() => void end(member)}>
              {t(member.self ? 'staff.leave' : 'staff.remove')}
            </button>
          )}
          {member.lastOwner && <span className="pl-muted pl-small">{t('staff.lastOwner')}</span>}
        </span>
      ),
    },
  ]
  const failed = acts.roles.error ?? acts.remove.error ?? acts.hand.error ?? acts.leave.error
  return (
    <Section title={t('staff.title')} note={list.data ? t('staff.count', { count: list.data.total }) : ''}>
      <div className="organisations-search">
        <SearchField
          label={t('staff.search')}
          value={search['search'] ?? ''}
          small
          onSearch={text => setSearch({ search: text || undefined, page: undefined })}
        />
      </div>
      {list.data ? (
        <DataTable
          caption={t('staff.title')}
          columns={columns}
          rows={list.data.rows}
          rowKey={member => member.personId}
          sort={search['sort'] ?? 'joined'}
          onSort={sort => setSearch({ sort, page: undefined })}
          empty={t('staff.noneFound')}
        />
      ) : list.error ? (
        <RefusalNote error={list.error} />
      ) : (
        <TableSkeleton rows={4} columns="1fr 140px 100px 100px" />
      )}
      {list.data && list.data.total > list.data.size && (
        <Pagination page={page} size={list.data.size} total={list.data.total} to={next => `?page=${String(next)}`} />
      )}
      {failed && <RefusalNote error={failed} />}
      {editable && (
        <>
          <Invitations organisation={organisation} />
          <div style={{ marginTop: 14 }}>
            <Button variant="ink" icon="user-plus" onClick={() => setInviting(true)}>
              {t('invite.act')}
            </Button>
          </div>
          <InviteDialog organisation={organisation} open={inviting} onClose={() => setInviting(false)} />
          {editing && (
            <RolesDialog
              member={editing}
              onClose={() => setEditing(null)}
              onSave={roles => {
                acts.roles.mutate({ params: { ...acts.params, personId: editing.personId }, body: { roles } })
                setEditing(null)
              }}
            />
          )}
        </>
      )}
    </Section>
  )
}

const Invitations = ({ organisation }: { organisation: Desk }) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const params = { organisationId: organisation.id }
  const list = useQueryOf(listInvitations, { params })
  const resend = useCommand(resendInvitation, { invalidates: changes })
  const cancel = useCommand(cancelInvitation, { invalidates: changes })
  if (!list.data || list.data.rows.length === 0) return null
  const columns: Column<Invitation>[] = [
    { key: 'email', title: t('invite.email'), rowHead: true, cell: row => row.email },
    { key: 'roles', title: t('staff.roles'), cell: row => row.roles.map(role => t(`roles.${role}`)).join(t('comma')) },
    {
      key: 'until',
      title: t('invite.until'),
      wideOnly: true,
      cell: row => <span className="pl-secondary">{format.tableTime(row.expiresAt)}</span>,
    },
    {
      key: 'state',
      title: t('invite.state'),
      cell: row => (
        <Chip kind={row.state === 'waiting' ? 'needs' : 'rejected'}>
          {t(row.state === 'waiting' ? 'invite.waiting' : 'invite.expired')}
        </Chip>
      ),
    },
    {
      key: 'acts',
      title: '',
      align: 'right',
      cell: row => (
        <span className="organisations-row-acts">
          <button
            type="button"
            className="pl-link pl-small"
            disabled={resend.isPending}
            onClick={() => resend.mutate({ params: { ...params, invitationId: row.id } })}
          >
            {t('invite.again')}
          </button>
          <button
            type="button"
            className="pl-link pl-small"
            onClick={() =>
              void confirm({
                title: t('invite.cancelTitle', { email: row.email }),
                body: t('invite.cancelBody'),
                verb: t('invite.cancelVerb'),
                variant: 'danger',
              }).then(sure => sure && cancel.mutate({ params: { ...params, invitationId: row.id } }))
            }
          >
            {t('invite.cancel')}
          </button>
        </span>
      ),
    },
  ]
  return (
    <div style={{ marginTop: 24 }}>
      <DataTable caption={t('invite.list')} columns={columns} rows={list.data.rows} rowKey={row => row.id} />
      {(resend.error ?? cancel.error) && <RefusalNote error={resend.error ?? cancel.error} />}
    </div>
  )
}
