import { type FileKind, fileKinds } from '../../../../domains/competitions/form-fields.ts'
import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { CheckboxList } from '../../../ui/choice.tsx'
import { NumberField, Select, TextField } from '../../../ui/field.tsx'
import { BilingualField } from '../../../ui/form.tsx'
import { H4 } from '../../../ui/text.tsx'
import { numberFrom, wholeOrNull } from './numbers.ts'
import { RowsEditor } from './rows-editor.tsx'
import type { StepProps } from './step-props.ts'
import { useText } from './words.ts'

type Divisions = DraftContent['divisions']
type Stage = Divisions['stages'][number]
const empty = { 'zh-CN': '', en: '' }
const megabyte = 1024 ** 2
const emptyWork: NonNullable<Stage['work']> = {
  fields: [],
  files: { most: 3, maxBytes: 50 * megabyte, kinds: ['pdf'] },
}

/** Tracks, rounds and who may enter. */
export const DivisionsStep = ({ value, onChange, errorAt }: StepProps<Divisions>) => {
  const t = useText()
  return (
    <div className="wizard-fields">
      <H4>{t('divisions.tracks')}</H4>
      <RowsEditor
        items={value.tracks}
        onChange={tracks => onChange({ ...value, tracks })}
        add={t('divisions.addTrack')}
        name={track => track.code}
        blank={count => ({ code: `track-${count + 1}`, name: empty, about: empty, places: null })}
        render={(track, change, index) => (
          <>
            <BilingualField
              label={t('divisions.name')}
              value={track.name}
              maxLength={80}
              onChange={name => change({ ...track, name })}
            />
            <BilingualField
              label={t('divisions.about')}
              value={track.about}
              maxLength={200}
              optional
              onChange={about => change({ ...track, about })}
            />
            <div className="wizard-row">
              <TextField
                label={t('divisions.code')}
                value={track.code}
                maxLength={40}
                onChange={code => change({ ...track, code: code.toLowerCase() })}
                error={errorAt(`tracks.${index}.code`) ?? errorAt(`content.tracks.${index}.code`)}
              />
              <NumberField
                label={t('divisions.places')}
                optional
                value={track.places === null ? '' : String(track.places)}
                onChange={text => change({ ...track, places: wholeOrNull(text) })}
              />
            </div>
          </>
        )}
      />
      <H4>{t('divisions.stages')}</H4>
      <RowsEditor
        items={value.stages}
        onChange={stages => onChange({ ...value, stages })}
        add={t('divisions.addStage')}
        name={stage => stage.code}
        blank={count => ({
          code: `round-${count + 1}`,
          name: empty,
          about: empty,
          kind: 'submission' as const,
          work: emptyWork,
          promotes: null,
        })}
        render={(stage, change, index) => (
          <StageRow
            stage={stage}
            change={change}
            codeError={errorAt(`stages.${index}.code`) ?? errorAt(`content.stages.${index}.code`)}
          />
        )}
      />
      <H4>{t('divisions.eligibility')}</H4>
      <RowsEditor
        items={value.eligibility}
        onChange={eligibility => onChange({ ...value, eligibility })}
        add={t('divisions.addEligibility')}
        name={(_, index) => String(index + 1)}
        blank={() => ({ text: empty, evidence: empty })}
        render={(line, change) => (
          <>
            <BilingualField
              label={t('divisions.condition')}
              value={line.text}
              maxLength={120}
              onChange={text => change({ ...line, text })}
            />
            <BilingualField
              label={t('divisions.evidence')}
              value={line.evidence}
              maxLength={160}
              optional
              onChange={evidence => change({ ...line, evidence })}
            />
          </>
        )}
      />
    </div>
  )
}

const StageRow = ({
  stage,
  change,
  codeError,
}: {
  stage: Stage
  change: (stage: Stage) => void
  codeError: string | undefined
}) => {
  const t = useText()
  const { work } = stage
  return (
    <>
      <BilingualField
        label={t('divisions.name')}
        value={stage.name}
        maxLength={80}
        onChange={name => change({ ...stage, name })}
      />
      <BilingualField
        label={t('divisions.about')}
        value={stage.about}
        maxLength={200}
        optional
        onChange={about => change({ ...stage, about })}
      />
      <div className="wizard-row">
        <TextField
          label={t('divisions.code')}
          help={t('divisions.stageCodeHelp')}
          value={stage.code}
          maxLength={40}
          onChange={code => change({ ...stage, code: code.toLowerCase() })}
          error={codeError}
        />
        <Select
          label={t('divisions.kind')}
          value={stage.kind}
          onChange={kind =>
            change(
              kind === 'performance'
                ? { ...stage, kind, work: null }
                : { ...stage, kind: 'submission', work: work ?? emptyWork },
            )
          }
          options={[
            { value: 'submission', label: t('divisions.submission') },
            { value: 'performance', label: t('divisions.performance') },
          ]}
        />
        <NumberField
          label={t('divisions.promotes')}
          optional
          value={stage.promotes && 'top' in stage.promotes ? String(stage.promotes.top) : ''}
          onChange={text => {
            const top = wholeOrNull(text)
            change({ ...stage, promotes: top === null ? null : { top } })
          }}
        />
      </div>
      {work && (
        <>
          <div className="wizard-row">
            <NumberField
              label={t('divisions.files')}
              value={String(work.files.most)}
              onChange={text =>
                change({ ...stage, work: { ...work, files: { ...work.files, most: Math.min(50, numberFrom(text)) } } })
              }
            />
            <NumberField
              label={t('divisions.fileSize')}
              unit="MB"
              value={String(Math.round(work.files.maxBytes / megabyte))}
              onChange={text =>
                change({
                  ...stage,
                  work: { ...work, files: { ...work.files, maxBytes: Math.max(1, numberFrom(text)) * megabyte } },
                })
              }
            />
          </div>
          <CheckboxList<FileKind>
            label={t('divisions.fileKinds')}
            options={fileKinds.map(kind => ({ value: kind, label: t(`fileKinds.${kind}`) }))}
            value={work.files.kinds}
            onChange={kinds => change({ ...stage, work: { ...work, files: { ...work.files, kinds } } })}
          />
        </>
      )}
    </>
  )
}
