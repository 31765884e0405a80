/** Which icon a channel's name calls for, in Japanese or English. The name is always written beside it. */

import channels from "../../../journey_widgets/faces/channels.json";
import type { IconName } from "./icons";

// The first that matches wins, so the more particular stand before the more general ("SNS広告" is an advertisement).
const CHANNELS = channels.rules.map(([icon = "", pattern = ""]) => [icon as IconName, new RegExp(pattern, "i")] as const);

/** The icon for a channel; a plain tag for one nobody foresaw. */
export function channelIcon(channel: string): IconName {
  for (const [icon, pattern] of CHANNELS) if (pattern.test(channel)) return icon;
  return "channel-other";
}
