/** Ways out that several holds share. */
export const retry = 'comment `/cadence retry`';
export const authorise = `Someone with write access: ${retry}. That authorises the change.`;
export const guide = 'Say what to do differently: comment `/cadence retry <guidance>`.';
export const restart = 'comment `/cadence stop`, then remove the label and add it again';
