import './messaging.css'
import {
  countUnread,
  getMailPreference,
  listNotices,
  markRead,
  type NoticeView,
  setMailPreference,
} from '../../../domains/messaging/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { classes } from '../../ui/class-names.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { invalidate, query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { useTopic } from '../../topic.ts'
import { Button } from '../../ui/button.tsx'
import { RadioList } from '../../ui/choice.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { Row, Section, Spacer } from '../../ui/layout.tsx'
import { Link, useSetSearch } from '../../ui/link.tsx'
import { Pagination, Segmented } from '../../ui/tabs.tsx'
import { MeFrame } from '../accounts/me-frame.tsx'
import { useText } from './text.ts'

const size = 30

const Notice = ({ notice, onOpen }: { notice: NoticeView; onOpen: () => void }) => {
  const t = useText()
  const format = useFormat()
  const read = notice.read ? undefined : onOpen
  return (
    <li className={classes('messaging-item', !notice.read && 'is-unread')}>
      <span className="messaging-title">
        {!notice.read && <span className="pl-hidden">{t('unread')} </span>}
        {notice.link ? (
          <Link to={notice.link} onClick={read}>
            {notice.title}
          </Link>
        ) : (
          notice.title
        )}
      </span>
      <time dateTime={notice.createdAt} title={format.dateTime(notice.createdAt)}>
        {format.dayTime(notice.createdAt)}
      </time>
      {notice.body && <p>{notice.body}</p>}
      {read && !notice.link && (
        <p>
          <button type="button" className="pl-link" onClick={read}>
            {t('markOne')}
          </button>
        </p>
      )}
    </li>
  )
}

const Copies = ({ now }: { now: 'all' | 'needed' }) => {
  const t = useText()
  const set = useCommand(setMailPreference, { invalidates: [getMailPreference] })
  return (
    <>
      <RadioList
        label={t('copies.label')}
        options={[
          { value: 'all', label: t('copies.all'), help: t('copies.allNote') },
          { value: 'needed', label: t('copies.needed'), help: t('copies.neededNote') },
        ]}
        value={set.isPending ? set.variables.body.notices : now}
        onChange={notices => set.mutate({ body: { notices } })}
      />
      <RefusalNote error={set.error} />
    </>
  )
}

export const view = viewOf('/me/messages', {
  queries: ({ search }) => [
    query(listNotices, {
      query: {
        page: Number(search['page'] ?? '1') || 1,
        size,
        ...(search['show'] === 'unread' ? { unread: 'true' as const } : {}),
      },
    }),
    query(countUnread, {}),
    query(getMailPreference, {}),
  ],
  head: ({ locale }) => ({ title: useText.in(locale)('title'), noIndex: true }),
  Page: ({ data: [list, { unread }, preference], search }) => {
    const t = useText()
    const { viewer } = useSite()
    const setSearch = useSetSearch()
    const client = useQueryClient()
    const mark = useCommand(markRead, { invalidates: [listNotices, countUnread] })
    useTopic(`person:${viewer?.id ?? ''}`, () => void invalidate(client, [listNotices, countUnread]))
    const show = search['show'] === 'unread' ? 'unread' : 'all'
    return (
      <MeFrame title={t('title')} current="/me/messages">
        <Row gap={12} wrap>
          <Segmented
            label={t('show')}
            value={show}
            options={[
              { value: 'all', label: t('all') },
              { value: 'unread', label: t('unreadCount', { count: unread }) },
            ]}
            onChange={value => setSearch({ show: value === 'unread' ? 'unread' : undefined, page: undefined })}
          />
          <Spacer />
          {unread > 0 && (
            <Button variant="quiet" icon="check" busy={mark.isPending} onClick={() => mark.mutate({ body: {} })}>
              {t('markAll')}
            </Button>
          )}
        </Row>
        <RefusalNote error={mark.error} />
        <div style={{ marginTop: 16 }}>
          {list.rows.length === 0 ? (
            <Empty title={t(show === 'unread' ? 'noneUnread' : 'none')}>{t('noneBody')}</Empty>
          ) : (
            <ul className="messaging-list">
              {list.rows.map(notice => (
                <Notice key={notice.id} notice={notice} onOpen={() => mark.mutate({ body: { ids: [notice.id] } })} />
              ))}
            </ul>
          )}
          {list.total > list.size && (
            <Pagination
              page={list.page}
              size={list.size}
              total={list.total}
              to={page => `/me/messages?page=${String(page)}${show === 'unread' ? '&show=unread' : ''}`}
            />
          )}
        </div>
        <Section title={t('copies.title')} note={t('copies.note')}>
          <Copies now={preference.notices} />
        </Section>
      </MeFrame>
    )
  },
})
