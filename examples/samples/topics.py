"""What the office and its clients write about, sentence by sentence.

A letter takes some sentences of a topic, and fills in names, days and sums, so that no two
letters are the same.  All of it is invented.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Topic(NamedTuple):
    """A thread: somebody asks, somebody answers, and mostly somebody thanks."""

    subject: str
    asked: tuple[str, ...]
    answered: tuple[str, ...]
    last: tuple[str, ...]
    ours_first: bool = False
    """The office begins it."""


TOPICS: Final = (
    Topic(
        "入社手続きのお願い（{name}さん）",
        (
            "{name}が{month}月{day}日付で入社いたします。社会保険と雇用保険の手続きをお願いいたします。",
            "雇用契約書と年金番号の写しは、共有フォルダーの「入社{number}」に入れました。",
            "扶養家族は{few}名の予定です。配偶者の収入は本人に確認しているところです。",
            "月給は{sum}円、通勤手当は月{small}円です。",
            "前の勤め先の離職票は{day2}日ごろ届くと聞いております。",
        ),
        (
            "{name}様の資格取得届は、{day2}日に電子申請いたしました（受付番号 {number}）。",
            "報酬月額は{sum}円で届け出ます。違っておりましたら、{day}日までにお知らせください。",
            "扶養の届けは、{few}名分の課税証明書がそろってから提出いたします。",
            "資格確認書は、届き次第、書留でお送りいたします。",
            "雇用保険の番号が分からない場合は、前の会社名だけでもお知らせください。",
        ),
        (
            "受付番号{number}、控えました。",
            "証明書は{day}日に本人から受け取る予定です。",
            "書留の宛先は総務ではなく人事でお願いいたします。",
        ),
    ),
    Topic(
        "{name}さんの退職について",
        (
            "{name}が{month}月{day}日で退職することになりました。離職票の発行をお願いいたします。",
            "退職の理由は自己都合で、届けは{day2}日に受け取っております。",
            "年次有給休暇が{few}日残っており、最終出勤日は{day2}日です。",
            "住民税は{month}月分を一括で差し引く予定です。",
            "保険の任意継続を希望しているそうです。",
        ),
        (
            "離職証明書の案をお送りいたします。{month}月の賃金{sum}円をご確認ください。",
            "任意継続は退職の翌日から20日以内に、ご本人が申し込む必要があります。",
            "有給休暇の残り{few}日を消化された場合、最後の給与は日割りになりません。",
            "離職票は{day}日ごろハローワークから届く見込みです（管理番号 {number}）。",
        ),
        (
            "賃金の{sum}円、間違いありません。",
            "任意継続の件は{day2}日に本人へ伝えました。",
            "管理番号{number}で保管いたします。",
        ),
    ),
    Topic(
        "{month}月分の勤怠と給与の件",
        (
            "{month}月分の勤怠データを共有フォルダーに置きました（ファイル番号 {number}）。",
            "{name}の{day}日の残業{few}時間が入っていません。集計前に足していただけますか。",
            "{name2}の通勤手当が{month}月から月{small}円に変わります。",
            "新しい手当として、夜間の点呼手当を1回{small}円で付けます。",
            "支給日は{day}日ですので、{day2}日までに明細をいただけると助かります。",
            "{name2}は{day2}日から休職しており、日割りの計算をお願いいたします。",
        ),
        (
            "{month}月分の計算が終わりました。総支給額は{sum}円です。",
            "{name}様の残業{few}時間を足し、割増は{small}円になりました。",
            "{name2}様の通勤手当は、定期券の期間に合わせて{month}月から切り替えました。",
            "点呼手当は割増賃金の基礎に入りますので、時間単価が{few}円ほど上がります。",
            "明細は{day}日の10時に公開するよう設定してあります。",
        ),
        (
            "総額{sum}円で確認いたしました。このまま進めてください。",
            "{name2}の分だけ、{day}日にもう一度見直します。",
            "明細の公開は{day2}日に延ばしていただけますか。",
        ),
    ),
    Topic(
        "36協定の更新について",
        (
            "時間外労働の協定が{month}月{day}日で切れます。更新の準備をお願いいたします。",
            "従業員の代表は{name}を選ぶ予定で、投票は{day2}日に行います。",
            "繁忙期の上限を月{few}0時間から変えたいと、営業所から要望が出ています。",
            "対象は{number}名のうち、運転者を除いた事務職です。",
        ),
        (
            "協定届の案を作りました。特別条項は年{few}回までとしております。",
            "代表の選び方が分かるよう、{day2}日の投票の記録を{few}年間保管してください。",
            "運転者は別の上限が適用されますので、様式を分けてお出しします。",
            "届け出は{month}月{day}日までに電子申請で行います（整理番号 {number}）。",
        ),
        (
            "投票は{name}が{few}0票で選ばれました。",
            "案の通りで社長の了承を得ました。{day}日に押印します。",
            "整理番号{number}、承知いたしました。",
        ),
    ),
    Topic(
        "就業規則の見直し（第{few}章）",
        (
            "在宅勤務の規定を第{few}章に加えたいと考えております。",
            "{name}から、通信費の手当を月{small}円にする案が出ました。",
            "副業の届け出を{month}月から認める方向で、役員会は{day}日です。",
            "制服の貸与をやめるため、第{few}条の2を削りたいと思います。",
        ),
        (
            "在宅勤務の条文を二つの案でお送りします。違いは始業の報告の方法です。",
            "通信費の{small}円は、実費との差があると給与とみなされることがあります。",
            "副業は許可制よりも届け出制にするほうが、最近の裁判例に合います。",
            "意見書は{name2}様にお書きいただき、{day2}日までにお送りください。",
        ),
        (
            "二つ目の案で進めます。{day}日の役員会にかけます。",
            "意見書は{name2}が{day2}日に書きます。",
            "手当は{small}円のままで様子を見ることになりました。",
        ),
    ),
    Topic(
        "{name}さんの育児休業の申出",
        (
            "{name}から育児休業の申出がありました。{month}月{day}日から{few}か月の予定です。",
            "出産予定日は{day2}日で、産前の休みは先に有給を使うそうです。",
            "代わりの者を{month}月から{few}名、派遣で入れる予定です。",
            "社会保険料の免除の手続きもあわせてお願いいたします。",
        ),
        (
            "取扱通知書の案を作りました。期間は{few}か月で、延長の条件も入れてあります。",
            "給付金は{day}日以降に最初の申請ができます。見込み額は月{sum}円です。",
            "保険料の免除は、{month}月分から会社分と本人分の両方が対象です。",
            "母子手帳の写し（出産日の欄）を{day2}日までにお願いいたします。",
        ),
        (
            "通知書を{name}に渡しました。",
            "母子手帳の写しは{day2}日に届きます。",
            "給付金の見込み額{sum}円を本人に伝えました。",
        ),
    ),
    Topic(
        "{month}月{day}日の事故の件",
        (
            "{day}日の朝、{name}が倉庫の{few}番ホームで台車に足を挟まれました。",
            "病院は市民病院で、全治{few}週間との診断です。",
            "監督署への報告が要るかどうか、教えてください。",
            "当日の作業は{name2}と二人で行っておりました。",
        ),
        (
            "{few}日以上休まれる場合は、死傷病報告を遅れずに出す必要があります。",
            "療養の給付請求書の案をお送りします。災害の状況は{name2}様の話も入れてあります。",
            "休業の給付は4日目からで、初めの3日は会社の負担です（1日あたり{small}円）。",
            "再発の防止策は、{day2}日までに箇条書きで結構ですのでお知らせください。",
        ),
        (
            "請求書は{day2}日に病院へ出しました。",
            "{name}は{day}日から出勤できる見込みです。",
            "防止策として、{few}番ホームに鏡を付けました。",
        ),
    ),
    Topic(
        "算定基礎届の資料のお願い",
        (
            "算定基礎届の時期になりました。4月から6月の賃金台帳を{day}日までにお送りください。",
            "{name}様は{month}月に固定的な手当が変わっていますので、別に確認いたします。",
            "対象は{few}0名ほどと見込んでおります。",
            "支払基礎日数が17日に満たない月は、欄外に印を付けてください（整理番号 {number}）。",
        ),
        (
            "賃金台帳を共有フォルダーに入れました。{name}の手当は{small}円上がっています。",
            "{name2}は{month}月に{few}日欠勤しております。",
            "台帳の合計は{sum}円です。合わないときはご連絡ください。",
        ),
        (
            "合計{sum}円で一致しました。{day}日に届け出ます。",
            "{name2}様は{month}月を除いて計算いたします。",
        ),
        ours_first=True,
    ),
    Topic(
        "定期健康診断の日程",
        (
            "今年の健康診断は、{month}月{day}日と{day2}日のどちらがよろしいでしょうか。",
            "対象は{few}5名で、{name}様は人間ドックの結果で代えられます。",
            "費用は一人{small}円の見積りが出ております（見積番号 {number}）。",
            "夜勤のある方は半年ごとの受診が必要です。",
        ),
        (
            "{day}日でお願いいたします。当日は{few}名が遅番です。",
            "{name2}は妊娠中のため、レントゲンを除いてください。",
            "見積番号{number}で社内の承認を取りました。",
        ),
        (
            "{day}日の9時から、{few}名ずつで手配いたしました。",
            "{name2}様の件は、健診センターに伝えてあります。",
        ),
        ours_first=True,
    ),
    Topic(
        "{month}月分 顧問料のご請求",
        (
            "{month}月分の顧問料のご請求書（番号 {number}）をお送りいたします。金額は{sum}円です。",
            "{name}様の助成金の申請は、{small}円を別に計上しております。",
            "お支払いの期限は翌月{day}日です。",
        ),
        (
            "請求書{number}を受け取りました。{day}日に振り込みます。",
            "{small}円の分は、来月にまとめていただけますか。",
        ),
        ("では{small}円の分は来月の請求に移します。",),
        ours_first=True,
    ),
)

ENGLISH: Final = (
    Topic(
        "Visa renewal for {name}",
        (
            "{name}'s residence card expires on the {day}th, and we would like to renew it.",
            "The contract was extended by {few} years with a salary of {sum} yen.",
            "Do you need the tax certificate of the ward office, too?",
        ),
        (
            "Please send us both sides of the card and the certificate by the {day2}th.",
            "The renewal takes about {few} weeks; our file number is {number}.",
            "As the duties changed in spring, we suggest a certificate of eligibility for work.",
        ),
        (
            "The certificate will be ready on the {day}th.",
            "Thank you, I noted {number}.",
        ),
    ),
    Topic(
        "Rules of employment, draft {few}",
        (
            "Our head office asks for a clause on remote work from abroad of up to {few} weeks.",
            "Could the allowance of {small} yen be paid quarterly?",
            "The board meets on the {day}th; we need the English text by the {day2}th.",
        ),
        (
            "Work from abroad touches social insurance; we added article {few}-2 for that.",
            "A quarterly allowance of {small} yen still counts for overtime, so monthly is safer.",
            "Both languages are in the shared folder under {number}.",
        ),
        (
            "Head office accepted article {few}-2 as it stands.",
            "We stay with monthly, then.",
        ),
    ),
)

ANNOUNCED: Final = (
    (
        "{month}月の全体会議",
        "{month}月の全体会議は{day}日の16時から、会議室{few}で行います。\n資料の締切は{day2}日です。横浜の方はオンラインで参加してください。",
    ),
    (
        "共有フォルダーの整理（{month}月）",
        "{day}日の夜に共有フォルダーを整理します。\n「一時{number}」に残っているファイルは消しますので、{day2}日までに移してください。",
    ),
    (
        "{month}月の電話当番",
        "{month}月の電話当番の表を作りました（第{few}版）。\n{day}日と{day2}日は訪問が重なるため、代われる方は佐藤まで声をかけてください。",
    ),
)

SURNAMES: Final = (
    *("青木", "石塚", "上野", "遠藤", "岡本", "片山", "木下", "工藤", "小池", "佐々木"),
    *("柴田", "須藤", "関口", "曽根", "高田", "千葉", "土屋", "寺島", "戸田", "中川"),
    *("西村", "根岸", "野口", "萩原", "平野", "福島", "堀内", "松井", "水野", "村上"),
)
GIVEN: Final = (
    *("亮", "彩", "健太", "由美", "翔", "直子", "隆", "真帆", "和也", "千尋"),
    *("修", "恵子", "大地", "遥", "誠", "香織"),
)
FOREIGN: Final = ("Miguel Reyes", "Anna Lindqvist", "Tom Becker", "Priya Nair")
