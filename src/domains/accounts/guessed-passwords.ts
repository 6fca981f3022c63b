/**
 * The passwords of ten characters or more that head every published list of guessed ones, in lower case. Shorter ones are
 * refused by length.
 */
export const guessedPasswords: ReadonlySet<string> = new Set(
  `1234567890 12345678910 123456789a 0123456789 0987654321 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwertyuiop123 qwerty1234
  qwerty12345 qwerty123456 1234qwerasdf asdfghjkl1 asdfghjkl123 zxcvbnm123 password12 password123 password1234 password12345
  password123456 passw0rd123 p4ssword123 mypassword mypassword1 mypassword123 iloveyou123 iloveyou12 iloveyou1234 letmein123
  letmein1234 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 administrator admin12345 admin123456 admin1234567
  administrator1 root123456 test123456 testtest123 changeme123 changeme1234 abc1234567 abc123456789 abcd123456 abcd1234567
  abcdef123456 a123456789 a1234567890 aa123456789 aaa123456789 q123456789 qq123456789 qqww112233 woaini1314 woaini520520 woaini1314520
  5201314520 1314520520 5201314woaini 1314woaini woaiwojia1 wodemima123 mima123456 qwer123456 qwer1234567 1qazxsw23edc
  zaq12wsxcde3 1q2w3e4r5t6y 1q2w3e4r5t6y7u qazwsxedc123 qazwsxedcrfv asdf123456 asd123456789 zxc123456789 zxcvbnm1234
  football123 baseball123 basketball sunshine123 princess123 superman123 batman123456 dragon123456 monkey123456 shadow123456
  michael123 jennifer123 charlie123 trustno1234 starwars123 pokemon123 chocolate1 liverpool1 manchester chelsea123 barcelona1
  realmadrid whatever123 computer123 internet123 samsung123 google123456 facebook123 linkedin123 minecraft1 blink182blink
  1111122222 1122334455 11223344556 1212121212 1231231231 123123123123 123321123321 1234512345 123456123456 1234561234
  12345678900 12345678901 123456789012 1234567891 12345678987654321 123454321123 1472583690 1472583690 147258369123
  159753159753 159357159357 789456123000 7894561230 9876543210 98765432100 987654321a 1010101010 2020202020 correcthorse
  correcthorsebatterystaple palestra123 palestra1234 competition competition1`
    .split(/\s+/)
    .filter(Boolean),
)
