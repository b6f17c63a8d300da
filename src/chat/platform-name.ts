const names: Readonly<Record<string, string>> = { discord: 'Discord', telegram: 'Telegram', console: 'the terminal' };

/** A platform as people write it. */
export const platformName = (platform: string): string => names[platform] ?? platform;
