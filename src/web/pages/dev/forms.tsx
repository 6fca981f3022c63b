import { useState } from 'react'
import { useSite } from '../../site.tsx'
import { LevelPicker } from '../../ui/answer.tsx'
import { Checkbox, ChoiceRows, RadioList, Switch } from '../../ui/choice.tsx'
import { DateTimeField, NumberField, PasswordField, SearchField, Select, TextArea, TextField } from '../../ui/field.tsx'
import { BilingualField, CodeField, FormErrors } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { Combobox, DatePicker } from '../../ui/pickers.tsx'
import { Segmented } from '../../ui/tabs.tsx'
import { FileField, UploadRow } from '../../ui/upload.tsx'
import { Cell, Cells } from './cell.tsx'
import { useText } from './words.ts'

export const Forms = () => {
  const t = useText()
  const { clock } = useSite()
  const [text, setText] = useState('2024 1177')
  const [password, setPassword] = useState('correct horse battery')
  const [comment, setComment] = useState('')
  const [track, setTrack] = useState<'a' | 'b' | 'c'>('a')
  const [closes, setCloses] = useState('2026-12-05T10:00:00.000Z')
  const [title, setTitle] = useState({ 'zh-CN': t('rows.1'), en: '' })
  const [checked, setChecked] = useState(true)
  const [size, setSize] = useState<'1' | '2' | '3'>('1')
  const [level, setLevel] = useState<number | null>(2)
  const [way, setWay] = useState<'alipay' | 'bank'>('alipay')
  const [code, setCode] = useState('4172')
  const [fee, setFee] = useState('120')
  const [school, setSchool] = useState('')
  const [day, setDay] = useState('2026-12-05')
  const tracks = (['a', 'b', 'c'] as const).map(value => ({ value, label: t(`tracks.${value}`) }))
  const schools = (['1', '2', '3', '4', '5'] as const).map(value => ({ value, label: t(`schools.${value}`) }))
  return (
    <>
      <Section title={t('input')}>
        <Cells>
          <Cell>
            <TextField label={t('studentNumber')} value={text} onChange={setText} optional />
          </Cell>
          <Cell>
            <TextField
              label={t('studentNumber')}
              name="number"
              value="2024 1177 036"
              onChange={setText}
              error={t('wrong')}
            />
          </Cell>
          <Cell>
            <TextField label={t('studentNumber')} value="2024 1177 0326" onChange={setText} good={t('right')} />
          </Cell>
          <Cell>
            <TextField label={t('readOnly')} value={t('school')} onChange={setText} readOnly />
          </Cell>
          <Cell>
            <PasswordField label={t('password')} hint={t('passwordHint')} value={password} onChange={setPassword} />
          </Cell>
          <Cell>
            <NumberField label={t('fee')} value={fee} onChange={setFee} prefix="¥" decimals />
          </Cell>
          <Cell>
            <Select
              label={t('track')}
              value={track}
              options={tracks}
              onChange={value => setTrack(value === 'b' ? 'b' : value === 'c' ? 'c' : 'a')}
            />
          </Cell>
          <Cell>
            <DateTimeField label={t('closes')} value={closes} onChange={setCloses} zone="Asia/Shanghai" />
          </Cell>
          <Cell>
            <Combobox label={t('schoolSearch')} value={school} options={schools} onChange={setSchool} />
          </Cell>
          <Cell>
            <DatePicker label={t('day')} value={day} onChange={setDay} />
          </Cell>
          <Cell>
            <SearchField label={t('team')} value="" onSearch={setText} small />
          </Cell>
        </Cells>
        <TextArea label={t('comment')} value={comment} onChange={setComment} maxLength={600} />
        <BilingualField label={t('competitionTitle')} value={title} onChange={setTitle} />
        <CodeField label={t('code')} value={code} onChange={setCode} />
        <FormErrors mistakes={[{ name: 'number', text: t('wrong') }]} />
      </Section>
      <Section title={t('choose')}>
        <Cells>
          <Cell>
            <Checkbox label={t('agree')} checked={checked} onChange={setChecked} />
            <Checkbox label={t('minor')} help={t('minorHelp')} checked={false} onChange={setChecked} />
            <Switch label={t('remind')} checked={checked} onChange={setChecked} />
          </Cell>
          <Cell>
            <RadioList label={t('track')} options={tracks} value={track} onChange={setTrack} />
          </Cell>
          <Cell name={t('teamSize')}>
            <Segmented
              label={t('teamSize')}
              value={size}
              onChange={setSize}
              options={[
                { value: '1', label: t('alone') },
                { value: '2', label: t('two') },
                { value: '3', label: t('three') },
              ]}
            />
          </Cell>
          <Cell name={t('level')}>
            <LevelPicker label={t('level')} value={level} onChange={setLevel} />
          </Cell>
        </Cells>
        <ChoiceRows
          label={t('way')}
          value={way}
          onChange={setWay}
          options={[
            { value: 'alipay', label: t('pay1'), help: t('pay1Help'), end: '¥120.00' },
            { value: 'bank', label: t('pay2'), help: t('pay2Help') },
          ]}
        />
      </Section>
      <Section title={t('upload')}>
        <FileField label={t('file')} limit={10_000_000} onFiles={() => undefined} />
        <UploadRow
          name="report-v3.pdf"
          bytes={8_400_000}
          state={{ kind: 'sending', sent: 3_100_000, leftMs: 12_000 }}
          onPause={() => undefined}
          onRemove={() => undefined}
        />
        <UploadRow
          name="data.csv"
          bytes={640_000}
          state={{ kind: 'paused', sent: 320_000 }}
          onResume={() => undefined}
          onRemove={() => undefined}
        />
        <UploadRow
          name="slides.pdf"
          bytes={2_000_000}
          state={{ kind: 'done', at: clock.now().toISOString() }}
          onRemove={() => undefined}
        />
      </Section>
    </>
  )
}
