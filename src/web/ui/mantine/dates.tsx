import 'dayjs/locale/zh-cn'
import { DatePickerInput, DatesProvider, DateTimePicker as MantineDateTime } from '@mantine/dates'
import type { ReactNode } from 'react'
import { useSite } from '../../site.tsx'
import { isoOfLocal, localOfIso } from '../local-time.ts'
import type { DatePickerProps, DateTimePickerProps, Ids } from '../pickers.tsx'
import { WithMantine } from './theme.tsx'

const InLanguage = ({ children }: { children: ReactNode }) => {
  const { locale } = useSite()
  return (
    <WithMantine>
      <DatesProvider settings={{ locale: locale === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}>
        {children}
      </DatesProvider>
    </WithMantine>
  )
}

const list = { popoverProps: { classNames: { dropdown: 'pl-picker-list' } } }

export const DatePicker = ({ ids, ...props }: DatePickerProps & { ids: Ids }) => (
  <InLanguage>
    <DatePickerInput
      {...ids}
      {...list}
      className="pl-picker"
      valueFormat="YYYY-MM-DD"
      value={props.value === '' ? null : props.value}
      onChange={day => props.onChange(day ?? '')}
      error={props.error !== undefined}
      disabled={props.disabled ?? false}
      clearable={props.optional ?? false}
      {...(props.min ? { minDate: props.min } : {})}
      {...(props.max ? { maxDate: props.max } : {})}
    />
  </InLanguage>
)

export const DateTimePicker = ({ ids, ...props }: DateTimePickerProps & { ids: Ids }) => {
  const { zone: own } = useSite()
  const zone = props.zone ?? own
  return (
    <InLanguage>
      <MantineDateTime
        {...ids}
        {...list}
        className="pl-picker"
        valueFormat="YYYY-MM-DD HH:mm"
        value={props.value === '' ? null : localOfIso(props.value, zone).replace('T', ' ')}
        onChange={local => props.onChange(local ? isoOfLocal(local.slice(0, 16).replace(' ', 'T'), zone) : '')}
        error={props.error !== undefined}
        disabled={props.disabled ?? false}
        clearable={props.optional ?? false}
      />
    </InLanguage>
  )
}
