const REASONS = {
  missing:
    'Several readers say that nothing arrived within a day. Amazon may have suspended this sender: it tells nobody but the readers.',
  refused: 'The mail server refused messages to several readers for reasons of policy.',
  credentials: 'The mail server does not accept the user and password of SMTP_URL.',
} as const

const ADVICE = {
  missing:
    'Run “npx chapterhouse doctor delivery”. If mail is authenticated as it should be, write from this address to SendtoKindleTOU@amazon.com, say that each message is sent at the wish of one reader to his own device, and ask for the suspension to be ended.',
  refused: 'Run “npx chapterhouse doctor delivery”: it says what is missing of SPF, DKIM and DMARC.',
  credentials: 'Correct SMTP_URL and restart the worker.',
} as const

export function buildPauseEmail(sender: string, why: keyof typeof REASONS) {
  return {
    subject: `Saving to Kindle pauses (${sender})`,
    text: `Saving to Kindle by ${sender} pauses.\n\n${REASONS[why]}\n\n${ADVICE[why]}\n\nIt goes on by itself after a day (an hour when the password was wrong), or at once with\n\n  npx chapterhouse delivery resume-kindle ${sender}\n\nReaders are offered the download meanwhile.\n`,
  }
}
