import { isZone } from '../../../../kernel/calendar.ts'
import { type Dated, datedLines } from '../../../../domains/competitions/schedule.ts'
import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Field, Select, TextField } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { ScheduleChart } from '../schedule-chart.tsx'
import { RowsEditor } from './rows-editor.tsx'
import type { StepProps } from './step-props.ts'
import { useText } from './words.ts'

type ScheduleContent = DraftContent['schedule']
type Line = ScheduleContent['lines'][number]
const kinds = ['entry', 'submission', 'judging', 'performance', 'provisional', 'objections', 'final', 'other'] as const
const empty = { 'zh-CN': '', en: '' }

export const drawn = (lines: readonly Dated<Line>[]) =>
  lines.map(line => ({
    kind: line.kind,
    stage: line.stage,
    name: line.name,
    note: line.note,
    startsAt: line.at.toISOString(),
    endsAt: line.until?.toISOString() ?? null,
  }))

/** Dates in the organiser's zone, drawn on the scale as they are written. */
export const ScheduleStep = ({
  value,
  onChange,
  errorAt,
  stages,
}: StepProps<ScheduleContent> & { stages: DraftContent['divisions']['stages'] }) => {
  const t = useText()
  const format = useFormat()
  const dated = datedLines({ ...value, lines: value.lines.filter(line => line.startsAt !== '') })
  const rounds = ['submission', 'judging', 'performance']
  return (
    <div className="wizard-fields">
      {dated.ok && <ScheduleChart lines={drawn(dated.lines)} zone={value.zone} stages={stages} />}
      <TextField
        label={t('schedule.zone')}
        value={value.zone}
        hint={isZone(value.zone) ? format.zone(value.zone) : undefined}
        maxLength={60}
        onChange={zone => onChange({ ...value, zone })}
        error={isZone(value.zone) ? errorAt('zone') : t('schedule.unknownZone')}
      />
      <RowsEditor
        items={value.lines}
        onChange={lines => onChange({ ...value, lines })}
        add={t('schedule.add')}
        name={line => t(`lines.${line.kind}`)}
        blank={() => nextLine(value.lines)}
        render={(line, change, index) => {
          const mistake = dated.ok ? undefined : dated.mistakes.find(one => one.path.startsWith(`lines.${index}.`))
          const stageNeeded = rounds.includes(line.kind)
          return (
            <>
              <div className="wizard-row">
                <Select
                  label={t('schedule.kind')}
                  value={line.kind}
                  onChange={kind => {
                    const known = kinds.find(one => one === kind)
                    if (known)
                      change({
                        ...line,
                        kind: known,
                        stage: rounds.includes(known) ? (line.stage ?? stages[0]?.code ?? null) : null,
                      })
                  }}
                  options={kinds.map(kind => ({ value: kind, label: t(`lines.${kind}`) }))}
                />
                {stageNeeded && (
                  <Select
                    label={t('schedule.stage')}
                    value={line.stage ?? ''}
                    onChange={stage => change({ ...line, stage: stage || null })}
                    options={[
                      { value: '', label: t('schedule.noStage') },
                      ...stages.map(stage => ({ value: stage.code, label: format.pick(stage.name) || stage.code })),
                    ]}
                  />
                )}
                <WallField
                  label={t('schedule.from')}
                  value={line.startsAt}
                  onChange={startsAt => change({ ...line, startsAt })}
                  error={mistake && (t.maybe(`mistakes.${mistake.code.split('.').at(-1) ?? ''}`) ?? mistake.code)}
                />
                <WallField
                  label={t('schedule.until')}
                  optional
                  value={line.endsAt ?? ''}
                  onChange={endsAt => change({ ...line, endsAt: endsAt || null })}
                />
              </div>
              <BilingualField
                label={t('schedule.note')}
                value={line.note}
                maxLength={160}
                optional
                onChange={note => change({ ...line, note })}
              />
            </>
          )
        }}
      />
    </div>
  )
}

/** A wall clock of the organiser's zone: no instant is made of it here. */
const WallField = (props: {
  label: string
  value: string
  onChange: (value: string) => void
  optional?: boolean
  error?: string | undefined
}) => (
  <Field label={props.label} optional={props.optional} error={props.error}>
    {ids => (
      <input
        {...ids}
        type="datetime-local"
        className={props.error ? 'pl-input pl-input-bad' : 'pl-input'}
        value={props.value}
        onChange={event => props.onChange(event.target.value.slice(0, 16))}
      />
    )}
  </Field>
)

/** A new line begins where the last one ends, so that the organiser only moves it on. */
const nextLine = (lines: readonly Line[]): Line => {
  const last = lines.at(-1)
  const from = last?.endsAt ?? last?.startsAt ?? '2027-01-04T09:00'
  return { kind: 'other', stage: null, name: null, note: empty, startsAt: from, endsAt: null }
}
