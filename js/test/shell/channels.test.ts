import { expect, test } from "vitest";
import { channelIcon } from "../../src/shell/channels";

test.each([
  ["サイト", "channel-site"], ["Site", "channel-site"], ["公式ウェブ", "channel-site"],
  ["メール", "channel-mail"], ["Email", "channel-mail"], ["メールマガジン", "channel-mail"],
  ["アプリ", "channel-app"], ["Mobile app", "channel-app"],
  ["SNS", "channel-sns"], ["Social", "channel-sns"], ["SNS広告", "channel-ad"],
  ["口コミ", "channel-word"], ["Word of mouth", "channel-word"],
  ["店舗", "channel-store"], ["Store", "channel-store"],
  ["電話", "channel-call"], ["Phone", "channel-call"],
  ["比較サイト", "channel-compare"], ["検索", "channel-search"], ["チャット", "channel-chat"],
  ["配送", "channel-truck"], ["Courier", "channel-truck"], ["商品", "channel-box"], ["Product", "channel-box"],
  ["決済", "channel-pay"], ["伝書鳩", "channel-other"], ["", "channel-other"],
] as const)("%s has the icon %s", (channel, icon) => {
  expect(channelIcon(channel)).toBe(icon);
});
