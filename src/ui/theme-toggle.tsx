import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const steps = {
  auto: { next: 'light', label: 'Colors follow the system; switch to light', icon: IconDeviceDesktop },
  light: { next: 'dark', label: 'Light colors; switch to dark', icon: IconSun },
  dark: { next: 'auto', label: 'Dark colors; follow the system', icon: IconMoon },
} as const;

/** Steps through system, light and dark colors. */
export function ThemeToggle(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const step = steps[colorScheme];
  const Icon = step.icon;
  return (
    <ActionIcon aria-label={step.label} title={step.label} onClick={() => setColorScheme(step.next)}>
      <Icon size={17} stroke={1.75} aria-hidden="true" />
    </ActionIcon>
  );
}
