/** Which icon a channel's name calls for, in Japanese or English. The name is always written beside it. */

import type { IconName } from "./icons";

// The first that matches wins, so the more particular stand before the more general ("SNS広告" is an advertisement).
const CHANNELS: readonly (readonly [IconName, RegExp])[] = [
  ["channel-mail", /メール|メルマガ|ニュースレター|郵便|\be-?mail|newsletter|\bmail\b|\bdm\b/i],
  ["channel-ad", /広告|チラシ|看板|キャンペーン|\bads?\b|advert|banner|campaign|flyer|billboard|promotion/i],
  ["channel-video", /動画|テレビ|ユーチューブ|配信|ウェビナー|セミナー|\btv\b|video|youtube|webinar|stream/i],
  ["channel-sns", /sns|ソーシャル|ツイッター|インスタ|フェイスブック|social|twitter|instagram|facebook|tiktok|linkedin/i],
  ["channel-chat", /チャット|ボット|line|メッセージ|chat|\bbot\b|messag|whatsapp|slack|\bsms\b/i],
  ["channel-word", /口コミ|クチコミ|レビュー|評判|紹介|友人|推薦|word|review|friend|referr|recommend/i],
  ["channel-compare", /比較|compar|aggregator/i],
  ["channel-search", /検索|search|google|seo/i],
  ["channel-app", /アプリ|スマホ|携帯|モバイル|\bapp\b|mobile|smartphone/i],
  ["channel-call", /電話|コール|サポート|phone|\bcall|hotline|support|help ?desk/i],
  ["channel-pay", /決済|支払|カード払|会計|payment|checkout|\bpay\b|billing|invoice/i],
  ["channel-truck", /配送|配達|宅配|物流|出荷|deliver|courier|shipping|shipment|logistic/i],
  ["channel-store", /店|ショップ|売場|レジ|窓口|カウンター|store|\bshop|branch|counter|retail|showroom/i],
  ["channel-box", /商品|製品|現物|箱|パッケージ|product|package|unbox/i],
  ["channel-event", /イベント|展示会|説明会|予約|event|fair|exhibition|meetup|booking|appointment/i],
  ["channel-paper", /紙|書類|雑誌|新聞|カタログ|パンフ|ガイド|マニュアル|資料|paper|letter|document|magazine|catalog|brochure|guide|manual|faq/i],
  ["channel-person", /対面|営業|担当|スタッフ|訪問|現地|人|person|sales|staff|visit|face.to.face|human/i],
  ["channel-site", /サイト|ウェブ|web|ホームページ|ページ|ブログ|オンライン|ネット|マイページ|\bec\b|site|page|blog|online|internet|portal|browser/i],
];

/** The icon for a channel; a plain tag for one nobody foresaw. */
export function channelIcon(channel: string): IconName {
  for (const [icon, pattern] of CHANNELS) if (pattern.test(channel)) return icon;
  return "channel-other";
}
