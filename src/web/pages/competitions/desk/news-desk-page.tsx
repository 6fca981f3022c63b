import './desk.css'
import '../competition.css'
import { useState } from 'react'
import { getCompetition } from '../../../../domains/competitions/contract.ts'
import { getWorkspace, publishAnnouncement, type Workspace } from '../../../../domains/competitions/staff-contract.ts'
import { formatIn, useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query, useCommand } from '../../../queries.ts'
import { RefusalNote } from '../../../refusal.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { DeskBody, DeskHead } from '../../../ui/desk.tsx'
import { useConfirm } from '../../../ui/dialog.tsx'
import { Empty, Note } from '../../../ui/feedback.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { Actions, Section } from '../../../ui/layout.tsx'
import { H4, Muted } from '../../../ui/text.tsx'
import { HtmlText } from '../html-text.tsx'
import { useCompetitionConsole } from './use-competition-console.ts'
import { useText } from './words.ts'

const empty = { 'zh-CN': '', en: '' }

export const view = viewOf('/console/$competitionId/announcements', {
  queries: ({ params }) => [query(getWorkspace, { params })],
  head: ({ data: [workspace], locale }) => ({
    title: `${useText.in(locale)('news.title')} · ${formatIn(locale, 'UTC').pick(workspace.title)}`,
    noIndex: true,
  }),
  Page: ({ data: [workspace] }) => {
    const t = useText()
    const format = useFormat()
    useCompetitionConsole(workspace)
    const { zone } = workspace.content.schedule
    return (
      <>
        <DeskHead title={t('news.title')} />
        <DeskBody>
          {workspace.publishedAt === null ? (
            <Note kind="info">{t('news.draft')}</Note>
          ) : (
            workspace.can.write && <WriteNews workspace={workspace} />
          )}
          <Section title={t('news.published')}>
            {workspace.announcements.length === 0 ? (
              <Empty title={t('news.emptyTitle')}>{t('news.emptyBody')}</Empty>
            ) : (
              <ul className="competition-news">
                {workspace.announcements.map(one => (
                  <li key={one.id}>
                    <Muted>{format.tableTime(one.publishedAt, zone)}</Muted>
                    <article>
                      <H4>
                        {format.pick(one.title)} {one.kind !== 'plain' && <Chip>{t(`news.kinds.${one.kind}`)}</Chip>}
                      </H4>
                      <HtmlText html={one.bodyHtml} />
                    </article>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </DeskBody>
      </>
    )
  },
})

const WriteNews = ({ workspace }: { workspace: Workspace }) => {
  const t = useText()
  const confirm = useConfirm()
  const [title, setTitle] = useState(empty)
  const [body, setBody] = useState(empty)
  const [notify, setNotify] = useState(true)
  const publish = useCommand(publishAnnouncement, {
    invalidates: [getWorkspace, getCompetition],
    onSuccess: () => {
      setTitle(empty)
      setBody(empty)
    },
  })
  const said = (text: typeof empty) => text['zh-CN'].trim() !== '' || text.en.trim() !== ''
  const ready = said(title) && said(body)
  const ask = async () => {
    const sure = await confirm({
      title: t('news.question'),
      body: notify ? t('news.told', { count: workspace.taken }) : t('news.quiet'),
      verb: t('news.publish'),
      variant: 'ink',
    })
    if (sure) publish.mutate({ params: { competitionId: workspace.id }, body: { title, body, notify } })
  }
  return (
    <Section title={t('news.write')} note={t('news.writeNote')}>
      <div className="console-acts">
        <BilingualField label={t('news.heading')} value={title} maxLength={120} onChange={setTitle} />
        <BilingualField label={t('news.body')} rows={5} value={body} maxLength={20_000} onChange={setBody} />
        <Checkbox label={t('news.notify')} help={t('news.notifyHelp')} checked={notify} onChange={setNotify} />
        {publish.error && <RefusalNote error={publish.error} />}
        <Actions>
          <Button
            variant="ink"
            busy={publish.isPending}
            disabled={!ready}
            why={ready ? undefined : t('news.missing')}
            onClick={() => void ask()}
          >
            {t('news.publish')}…
          </Button>
        </Actions>
      </div>
    </Section>
  )
}
