import { useState } from 'react'
import { createPanel, listPanels } from '../../../domains/judging/contract.ts'
import { labelText } from '../../../domains/scoring/index.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useCommand } from '../../queries.ts'
import { mistakesOf, RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { DateTimeField, NumberField, Select } from '../../ui/field.tsx'
import { BilingualField } from '../../ui/form.tsx'
import { Panel } from '../../ui/layout.tsx'
import { useGo } from '../../ui/link.tsx'
import { emptySeat, type SeatDraft, SeatFields, seatInputs } from './seat-fields.tsx'
import { useText } from './text.ts'

/** The label of a segment as the rules write it: one text, or both languages. */
export function segmentLabel(label: unknown, locale: 'en' | 'zh-CN', id: string): string {
  if (typeof label === 'string') return label
  if (label === null || typeof label !== 'object' || !('en' in label) || !('zh-CN' in label)) return id
  const { en, 'zh-CN': zh } = label
  return typeof en === 'string' && typeof zh === 'string' ? labelText({ en, 'zh-CN': zh }, locale, id) : id
}

export const NewPanelForm = ({
  competitionId,
  reply,
  base,
  onClose,
}: {
  competitionId: string
  reply: ReplyOf<typeof listPanels>
  base: string
  onClose: () => void
}) => {
  const t = useText()
  const { locale } = useSite()
  const { segments } = reply
  const go = useGo()
  const [name, setName] = useState({ 'zh-CN': '', en: '' })
  const [segment, setSegment] = useState(segments[0]?.id ?? '')
  const [rulesPanel, setRulesPanel] = useState('')
  const [stage, setStage] = useState(reply.stages[0]?.code ?? '')
  const [trackId, setTrackId] = useState('')
  const [judgesPerWork, setJudgesPerWork] = useState('3')
  const [dueAt, setDueAt] = useState('')
  const [seats, setSeats] = useState<SeatDraft[]>([{ ...emptySeat, lead: true }])
  const create = useCommand(createPanel, { invalidates: [listPanels], onSuccess: made => go(`${base}/${made.id}`) })
  const panels = segments.find(one => one.id === segment)?.panels ?? []
  const mistake = (path: string) => mistakesOf(create.error, path, locale)
  return (
    <Panel>
      <form
        className="judging-form"
        onSubmit={event => {
          event.preventDefault()
          create.mutate({
            params: { competitionId },
            body: {
              name,
              segment,
              rulesPanel: rulesPanel || null,
              stage: stage || null,
              trackId: trackId || null,
              judgesPerWork: Number(judgesPerWork),
              dueAt: dueAt || null,
              seats: seatInputs(seats),
            },
          })
        }}
      >
        <h2 className="pl-h3">{t('panels.new')}</h2>
        <RefusalNote error={create.error} />
        <BilingualField
          label={t('panels.name')}
          value={name}
          onChange={setName}
          name="name"
          maxLength={120}
          error={mistake('name')}
        />
        <div className="judging-pair">
          <Select
            label={t('panels.segment')}
            value={segment}
            onChange={setSegment}
            options={segments.map(one => ({ value: one.id, label: segmentLabel(one.label, locale, one.id) }))}
            error={mistake('segment')}
          />
          <Select
            label={t('panels.rulesPanel')}
            placeholder={t('panels.allAspects')}
            value={rulesPanel}
            onChange={setRulesPanel}
            options={panels.map(id => ({ value: id, label: id }))}
          />
          <Select
            label={t('panels.stage')}
            placeholder={t('panels.noStage')}
            value={stage}
            onChange={setStage}
            options={reply.stages.map(one => ({ value: one.code, label: one.name[locale] }))}
          />
          <Select
            label={t('panels.track')}
            placeholder={t('panels.allTracks')}
            value={trackId}
            onChange={setTrackId}
            options={reply.tracks.map(one => ({ value: one.id, label: one.name[locale] }))}
          />
          <NumberField label={t('panels.perWork')} value={judgesPerWork} onChange={setJudgesPerWork} />
          <DateTimeField label={t('panels.due')} optional value={dueAt} onChange={setDueAt} />
        </div>
        <SeatFields seats={seats} onChange={setSeats} />
        <div className="pl-actions">
          <Button type="submit" variant="ink" busy={create.isPending}>
            {t('panels.create')}
          </Button>
          <Button onClick={onClose}>{t('progress.cancel')}</Button>
        </div>
      </form>
    </Panel>
  )
}
