/** What readers see when they connect a Dropbox or a Google Drive. `cloud` is its name, `owner` an address, sizes come written. */
export const en = {
  title: 'Dropbox and Google Drive',
  intro:
    'Chapters and books can be saved straight into your own cloud. We write into one folder of our own there and see nothing else you keep.',
  connectedTo: (owner: string | null) => (owner === null ? 'Connected.' : `Connected as ${owner}.`),
  since: 'Since',
  lastUsed: 'last used',
  neverUsed: 'not used yet',
  notConnected: 'Not connected.',
  broken: {
    revoked: 'The permission has ended: it was taken back, or not used for a long time. Connect it again.',
    permission: 'The permission to save files is missing. Connect it again, and allow it.',
    key: 'The permission you gave can no longer be read here. Connect it again.',
  },
  connect: (cloud: string) => `Connect ${cloud}`,
  reconnect: (cloud: string) => `Connect ${cloud} again`,
  other: 'Use another account',
  disconnect: (cloud: string) => `Disconnect ${cloud}`,
  disconnectNote: (cloud: string) =>
    `What is saved there stays yours. We give back our permission to ${cloud} at once.`,
  myAccount: 'My account',
  nothingOffered: 'Nothing can be saved to a cloud from this site.',
  agreements: 'Usage policies you agreed to',
  agreed: (version: string) => `version ${version}`,
  goingOn: (cloud: string) => `On to ${cloud}`,
  goingOnText: (cloud: string) => `Go on to ${cloud}, which asks whether we may save files there`,
  done: {
    connected: (cloud: string) => `${cloud} is connected. What was waiting for it goes on now.`,
    refused: (cloud: string) =>
      `${cloud} was not connected, because you did not allow it. Nothing is lost; you can do it at any time.`,
    incomplete: () =>
      'Permission to save files was not given. Try again, and leave the box for saving files ticked.',
    expired: (cloud: string) => `That link has expired. Connect ${cloud} again; nothing is lost.`,
    unreachable: (cloud: string) =>
      `${cloud} could not be reached. Try again in a few minutes; nothing is lost.`,
    'unknown-here': (cloud: string) =>
      `${cloud} does not let this site in at present, which those who run it have to mend. Download the file instead.`,
    left: (cloud: string) => `${cloud} is disconnected. What is saved there stays yours.`,
  },
  form: {
    savesTo: (cloud: string, owner: string | null) =>
      owner === null ? `Saved to your ${cloud}.` : `Saved to the ${cloud} of ${owner}.`,
    change: 'Change',
    about: (cloud: string) => `About saving to ${cloud}`,
    asksFirst: (cloud: string) =>
      `${cloud} will ask whether we may save files in a folder of our own. We see nothing else you keep there.`,
    asksAgain: (cloud: string) =>
      `The permission to save in your ${cloud} has ended. ${cloud} will ask you again.`,
    agree: 'I have read the usage policy and will keep to it',
    readPolicy: (version: string) => `Read the usage policy, version ${version} (opens in a new tab)`,
    agreeProblem: 'Tick the box to agree to the usage policy. Without that, nothing can be saved.',
    more: (cloud: string) => `More about saving to ${cloud} (opens in a new tab)`,
  },
  fault: {
    'cloud-not-connected': (cloud: string) => `It waits until you have connected ${cloud}.`,
    'cloud-reconnect': (cloud: string) =>
      `It waits: the permission to save in your ${cloud} has ended. Connect it again.`,
    'cloud-permission': (cloud: string) =>
      `It waits: permission to save files in your ${cloud} was not given. Connect it again, and leave the box for saving files ticked.`,
    'cloud-key': (cloud: string) =>
      `It waits: the permission you gave can no longer be read here. Connect ${cloud} again.`,
    'cloud-slow-down': (cloud: string) => `${cloud} asked us to slow down. We try again by ourselves.`,
    'cloud-unreachable': (cloud: string) =>
      `${cloud} does not answer at the moment. We try again by ourselves, and go on where we were.`,
    'cloud-unknown-here': (cloud: string) =>
      `${cloud} does not let this site in at present, which those who run it have to mend. We try again by ourselves.`,
    'cloud-full': (cloud: string) => `Your ${cloud} is full.`,
    'cloud-damaged': (cloud: string) => `What arrived in your ${cloud} was damaged twice, and is not kept.`,
    'cloud-refused': (cloud: string) => `${cloud} did not take the file, for a reason we do not know.`,
    'consent-refused': (cloud: string) =>
      `It waits: ${cloud} was not connected, because you did not allow it.`,
    'consent-expired': (cloud: string) => `It waits: the link to ${cloud} had expired. Connect it again.`,
    'consent-unreachable': (cloud: string) =>
      `It waits: ${cloud} could not be reached. Connect it in a few minutes.`,
  },
  staff: {
    setUp: (cloud: string, settings: readonly string[]) =>
      `Register an app at ${cloud} and set ${settings.join(' and ')}; the handbook says how, under “Dropbox and Google Drive”.`,
    title: (cloud: string) => `${cloud}: readers’ connections`,
    lead: 'How many readers have connected it, and not who.',
    unreadable: (n: number) =>
      `${n === 1 ? 'The permission of one reader' : `The permissions of ${n} readers`} cannot be read, because SECRET_KEY is another one than before. Set the former one as SECRET_KEY_BEFORE and run “chapterhouse connection keys --change”; without it, these readers are asked to connect again.`,
    state: 'State',
    count: 'Number',
    states: { active: 'Connected', broken: 'To be connected again', leaving: 'Being given back' },
    broken: {
      revoked: 'To be connected again: the permission has ended',
      permission: 'To be connected again: saving files was not allowed',
      key: 'To be connected again: it cannot be read here',
    },
  },
  needs: (size: string) => `The file needs ${size}. Make room and try again.`,
  tryLater: 'Try again later, or download the file.',
  help: {
    title: (cloud: string) => `Saving to ${cloud}`,
    sections: [
      {
        heading: 'Where the file lands',
        dropbox:
          'In a folder of our own: in your Dropbox, open “Apps”, then the folder with the name of this site. Every computer and phone that has your Dropbox gets it there.',
        'google-drive':
          'In a folder with the name of this site in “My Drive”. You may move or rename the folder and its files: we know them again.',
      },
      {
        heading: 'What we may do there',
        dropbox:
          'Write into this folder, and see what lies in it. Nothing else of your Dropbox can be seen or changed by us.',
        'google-drive':
          'Write files, and see those we wrote. Google calls this “See, edit, create and delete only the specific Google Drive files that you use with this app”. Nothing else of your Drive can be seen or changed by us.',
      },
      {
        heading: 'What we keep',
        dropbox:
          'Your Dropbox’s e-mail address, so that you can tell which one it is, and a permission, encrypted. Your password never comes to us.',
        'google-drive':
          'Your Google account’s e-mail address, so that you can tell which one it is, and a permission, encrypted. Your password never comes to us.',
      },
      {
        heading: 'If something goes wrong',
        dropbox:
          'A file is saved once, also when the connection breaks off: we look what is there and go on. If your Dropbox is full, make room and press “Try again”. If the permission has ended, what waits goes on when you have connected it again.',
        'google-drive':
          'A file is saved once, also when the connection breaks off: we look what is there and go on. If your Drive is full, make room and press “Try again”. If the permission has ended, what waits goes on when you have connected it again.',
      },
      {
        heading: 'How to stop',
        dropbox:
          'Press “Disconnect Dropbox” in My account: we give the permission back and forget it. You can also take it away at Dropbox, under “Settings”, “Connected apps”. The files stay yours.',
        'google-drive':
          'Press “Disconnect Google Drive” in My account: we give the permission back and forget it. You can also take it away at Google, under “Third-party apps and services” of your account. The files stay yours.',
      },
    ],
    manage: 'Dropbox and Google Drive in My account',
  },
}
