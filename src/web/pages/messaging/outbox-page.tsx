import './messaging.css'
import { listOutbox, type OutboxMail, outboxHtml } from '../../../domains/messaging/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty, Note } from '../../ui/feedback.tsx'
import { SearchField } from '../../ui/field.tsx'
import { PageHead, Section, Wrap } from '../../ui/layout.tsx'
import { useSetSearch } from '../../ui/link.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import { Pagination } from '../../ui/tabs.tsx'
import { useText } from './text.ts'

const size = 30
const chipOf = { waiting: 'progress', sent: 'confirmed', failed: 'rejected' } as const

const OneMail = ({ mail, onClose }: { mail: OutboxMail; onClose: () => void }) => {
  const t = useText()
  return (
    <Section
      title={mail.subject}
      note={
        <>
          <span className="messaging-to">{mail.to}</span>
          <br />
          {mail.template}
          <br />
          <Button size="s" icon="x" onClick={onClose}>
            {t('outbox.close')}
          </Button>
        </>
      }
    >
      {mail.lastError && <Note kind="warn">{mail.lastError}</Note>}
      <iframe
        className="messaging-mail"
        title={mail.subject}
        sandbox="allow-top-navigation-by-user-activation"
        src={addressOf(outboxHtml, { params: { mailId: mail.id } })}
      />
      <details>
        <summary>{t('outbox.text')}</summary>
        <pre className="messaging-text pl-mono">
          {mail.text.split(/(https?:\/\/\S+)/).map((piece, index) =>
            /^https?:/.test(piece) ? (
              // The pieces of one text never change places.
              // oxlint-disable-next-line react/no-array-index-key
              <a key={index} className="pl-link" href={piece}>
                {piece}
              </a>
            ) : (
              piece
            ),
          )}
        </pre>
      </details>
    </Section>
  )
}

const argsOf = (search: Readonly<Record<string, string>>) => ({
  query: {
    page: Number(search['page'] ?? '1') || 1,
    size,
    ...(search['search'] ? { search: search['search'] } : {}),
  },
})

const OutboxPage = ({ search }: { search: Readonly<Record<string, string>> }) => {
  const t = useText()
  const format = useFormat()
  const setSearch = useSetSearch()
  const { data: list } = useQueryOf(listOutbox, argsOf(search), { every: 3000, keepPrevious: true })
  const rows = list?.rows ?? []
  const open = rows.find(mail => mail.id === search['mail'])
  const columns: Column<OutboxMail>[] = [
    {
      key: 'subject',
      title: t('outbox.subject'),
      cell: mail => (
        <>
          <button
            type="button"
            className="pl-link messaging-subject"
            lang={mail.locale}
            onClick={() => setSearch({ mail: mail.id })}
          >
            {mail.subject}
          </button>
          <div className="pl-small pl-secondary messaging-to">{mail.to}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('outbox.state'),
      wideOnly: true,
      width: 110,
      cell: mail => <Chip kind={chipOf[mail.state]}>{t(`outbox.states.${mail.state}`)}</Chip>,
    },
    { key: 'at', title: t('outbox.at'), align: 'right', cell: mail => format.tableTime(mail.createdAt), width: 110 },
  ]
  return (
    <Wrap>
      <PageHead title={t('outbox.title')} note={t('outbox.note')} />
      <SearchField
        label={t('outbox.search')}
        value={search['search'] ?? ''}
        onSearch={text => setSearch({ search: text, page: undefined })}
      />
      {open && <OneMail key={open.id} mail={open} onClose={() => setSearch({ mail: undefined })} />}
      <div style={{ marginTop: 20 }}>
        <DataTable
          caption={t('outbox.title')}
          columns={columns}
          rows={rows}
          rowKey={mail => mail.id}
          empty={<Empty title={t('outbox.none')}>{t('outbox.noneBody')}</Empty>}
        />
        {list && list.total > list.size && (
          <Pagination
            page={list.page}
            size={list.size}
            total={list.total}
            to={page => `/dev/outbox?page=${String(page)}&search=${encodeURIComponent(search['search'] ?? '')}`}
          />
        )}
      </div>
    </Wrap>
  )
}

export const view = viewOf('/dev/outbox', {
  queries: ({ search }) => [query(listOutbox, argsOf(search))],
  head: ({ locale }) => ({ title: useText.in(locale)('outbox.title'), noIndex: true }),
  Page: ({ search }) => <OutboxPage search={search} />,
})
