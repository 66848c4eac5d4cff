BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_personalread" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "case" varchar(80) NOT NULL, "what" varchar(40) NOT NULL, "detail" varchar(200) NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "first_name" varchar(150) NOT NULL, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "role" varchar(20) NOT NULL, "shown" varchar(100) NOT NULL);
INSERT INTO "accounts_user" VALUES(1,'',NULL,0,'clerk','','','',0,1,'2026-10-15 03:00:00','handler','山田 花子');
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(2,1,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(3,1,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(4,1,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(5,2,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(6,2,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(7,2,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(8,2,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(9,3,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(10,3,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(11,3,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(12,3,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(13,4,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(14,4,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(15,4,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(16,4,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(17,5,'add_emailaddress','Can add email address');
INSERT INTO "auth_permission" VALUES(18,5,'change_emailaddress','Can change email address');
INSERT INTO "auth_permission" VALUES(19,5,'delete_emailaddress','Can delete email address');
INSERT INTO "auth_permission" VALUES(20,5,'view_emailaddress','Can view email address');
INSERT INTO "auth_permission" VALUES(21,6,'add_emailconfirmation','Can add email confirmation');
INSERT INTO "auth_permission" VALUES(22,6,'change_emailconfirmation','Can change email confirmation');
INSERT INTO "auth_permission" VALUES(23,6,'delete_emailconfirmation','Can delete email confirmation');
INSERT INTO "auth_permission" VALUES(24,6,'view_emailconfirmation','Can view email confirmation');
INSERT INTO "auth_permission" VALUES(25,7,'add_authenticator','Can add authenticator');
INSERT INTO "auth_permission" VALUES(26,7,'change_authenticator','Can change authenticator');
INSERT INTO "auth_permission" VALUES(27,7,'delete_authenticator','Can delete authenticator');
INSERT INTO "auth_permission" VALUES(28,7,'view_authenticator','Can view authenticator');
INSERT INTO "auth_permission" VALUES(29,8,'add_job','Can add job');
INSERT INTO "auth_permission" VALUES(30,8,'change_job','Can change job');
INSERT INTO "auth_permission" VALUES(31,8,'delete_job','Can delete job');
INSERT INTO "auth_permission" VALUES(32,8,'view_job','Can view job');
INSERT INTO "auth_permission" VALUES(33,9,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(34,9,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(35,9,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(36,9,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(37,10,'add_personalread','Can add personal read');
INSERT INTO "auth_permission" VALUES(38,10,'change_personalread','Can change personal read');
INSERT INTO "auth_permission" VALUES(39,10,'delete_personalread','Can delete personal read');
INSERT INTO "auth_permission" VALUES(40,10,'view_personalread','Can view personal read');
INSERT INTO "auth_permission" VALUES(41,11,'add_case','Can add case');
INSERT INTO "auth_permission" VALUES(42,11,'change_case','Can change case');
INSERT INTO "auth_permission" VALUES(43,11,'delete_case','Can delete case');
INSERT INTO "auth_permission" VALUES(44,11,'view_case','Can view case');
INSERT INTO "auth_permission" VALUES(45,12,'add_listfile','Can add list file');
INSERT INTO "auth_permission" VALUES(46,12,'change_listfile','Can change list file');
INSERT INTO "auth_permission" VALUES(47,12,'delete_listfile','Can delete list file');
INSERT INTO "auth_permission" VALUES(48,12,'view_listfile','Can view list file');
INSERT INTO "auth_permission" VALUES(49,13,'add_listrow','Can add list row');
INSERT INTO "auth_permission" VALUES(50,13,'change_listrow','Can change list row');
INSERT INTO "auth_permission" VALUES(51,13,'delete_listrow','Can delete list row');
INSERT INTO "auth_permission" VALUES(52,13,'view_listrow','Can view list row');
INSERT INTO "auth_permission" VALUES(53,14,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(54,14,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(55,14,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(56,14,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(57,15,'add_logvalue','Can add log value');
INSERT INTO "auth_permission" VALUES(58,15,'change_logvalue','Can change log value');
INSERT INTO "auth_permission" VALUES(59,15,'delete_logvalue','Can delete log value');
INSERT INTO "auth_permission" VALUES(60,15,'view_logvalue','Can view log value');
INSERT INTO "auth_permission" VALUES(61,16,'add_original','Can add original');
INSERT INTO "auth_permission" VALUES(62,16,'change_original','Can change original');
INSERT INTO "auth_permission" VALUES(63,16,'delete_original','Can delete original');
INSERT INTO "auth_permission" VALUES(64,16,'view_original','Can view original');
INSERT INTO "auth_permission" VALUES(65,17,'add_version','Can add version');
INSERT INTO "auth_permission" VALUES(66,17,'change_version','Can change version');
INSERT INTO "auth_permission" VALUES(67,17,'delete_version','Can delete version');
INSERT INTO "auth_permission" VALUES(68,17,'view_version','Can view version');
CREATE TABLE "cases_case" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL UNIQUE, "content" text NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "title_ja" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "style" varchar(80) NOT NULL, "opened" datetime NULL, "changed" datetime NOT NULL, "closed" datetime NULL, "log_number" integer unsigned NOT NULL CHECK ("log_number" >= 0), "log_hash" varchar(64) NOT NULL, "restricted" bool NOT NULL);
INSERT INTO "cases_case" VALUES(1,'hoshimine-2026-10','{
 "format": "honmono-incident-1",
 "id": "hoshimine-2026-10",
 "opened": "2026-10-13T10:20:00+09:00",
 "title": {
  "ja": "齋藤の名をかたる不審なメール",
  "en": "Forged mail that shows our colleague Saito"
 },
 "style": "emotet_style",
 "organization": {
  "name": {
   "ja": "社会保険労務士法人 ほしみね事務所",
   "en": "Hoshimine Labor Consultants"
  },
  "representative": {
   "name": "髙橋 誠一",
   "title": {
    "ja": "代表社員",
    "en": "Managing partner"
   }
  },
  "postal_code": "100-0000",
  "address": {
   "ja": "東京都千代田区架空町2-4-6 ほしみねビル5階",
   "en": "Hoshimine Bldg. 5F, 2-4-6 Kakucho, Chiyoda-ku, Tokyo"
  },
  "sector": "社会保険労務士業",
  "public_body": false,
  "url": "https://www.hoshimine-sr.example/",
  "desk": {
   "name": {
    "ja": "不審メールお問い合わせ窓口",
    "en": "Desk for forged mail"
   },
   "phone": "03-5555-0132",
   "mail": "madoguchi@hoshimine-sr.example",
   "hours": {
    "ja": "平日 9時～17時30分",
    "en": "weekdays 9:00 to 17:30"
   }
  },
  "offices": [
   {
    "id": "tokyo",
    "name": {
     "ja": "東京オフィス",
     "en": "Tokyo office"
    }
   },
   {
    "id": "yokohama",
    "name": {
     "ja": "横浜オフィス",
     "en": "Yokohama office"
    }
   }
  ]
 },
 "events": [
  {
   "id": "first-call",
   "kind": "spoof_mail_reported_by_outsider",
   "when": "2026-10-13T10:05"
  },
  {
   "id": "seen",
   "source": "machine",
   "note": {
    "ja": "過去のメールを引用し、パスワード付きZIPファイルを添付したもの",
    "en": "past mail quoted, a locked ZIP attached"
   },
   "kind": "spoof_mail_observed",
   "when": "2026-10-13T10:20"
  },
  {
   "id": "staff-told",
   "kind": "internal_alert",
   "when": "2026-10-13T11:00"
  },
  {
   "id": "first-notice",
   "note": {
    "ja": "お客様へメールで送付",
    "en": "by mail to our customers"
   },
   "kind": "notice_first",
   "when": "2026-10-13T15:30"
  },
  {
   "id": "scan-tokyo",
   "source": "machine",
   "note": {
    "ja": "感染の検出なし",
    "en": "nothing detected"
   },
   "kind": "scan_all_pcs",
   "when": "2026-10-13",
   "scope": {
    "offices": [
     "tokyo"
    ]
   }
  },
  {
   "id": "scan-yokohama",
   "kind": "scan_started",
   "when": "2026-10-14",
   "scope": {
    "offices": [
     "yokohama"
    ]
   }
  },
  {
   "id": "passwords",
   "kind": "password_changed",
   "when": "2026-10-14",
   "scope": {
    "text": {
     "ja": "全役職員のメールアカウント",
     "en": "mail accounts of all staff"
    }
   }
  },
  {
   "id": "partner-told",
   "internal": {
    "ja": "かささぎ運輸様へ電話。先方で調査を開始",
    "en": "By telephone to Kasasagi Unyu, who began to look"
   },
   "kind": "partner_warned",
   "when": "2026-10-14T16:00",
   "public": false
  },
  {
   "id": "experts",
   "kind": "outside_investigation_requested",
   "when": "2026-10-14"
  }
 ],
 "figures": [
  {
   "id": "reports",
   "kind": "reports_received",
   "value": 12,
   "when": "2026-10-15"
  }
 ],
 "traits": [
  {
   "id": "fake-sender",
   "kind": "sender",
   "shown": "齋藤 美咲",
   "address": "info4482@warehouse-parts.example",
   "ours": false
  },
  {
   "id": "fake-subject",
   "kind": "subject",
   "text": {
    "ja": "Re: 36協定の更新について",
    "en": "Re: 36協定の更新について"
   }
  },
  {
   "id": "fake-file",
   "kind": "attachment",
   "text": {
    "ja": "パスワード付きZIPファイル",
    "en": "a locked ZIP file"
   }
  }
 ],
 "awareness": [
  {
   "id": "aware",
   "when": "2026-10-13T10:05",
   "who": "労務相談課",
   "how": {
    "ja": "お客様からの電話",
    "en": "a customer''s telephone call"
   },
   "first_fact": "first-call"
  }
 ],
 "hypotheses": [
  {
   "id": "c1",
   "code": "C1",
   "arguments": [
    {
     "speaks": "against",
     "text": {
      "ja": "東京オフィスの全パソコンで感染の検出なし",
      "en": "Nothing detected on the PCs of the Tokyo office"
     },
     "cites": [
      "coverage"
     ]
    },
    {
     "speaks": "would-decide",
     "text": {
      "ja": "横浜オフィスの検査結果",
      "en": "The scans of the Yokohama office"
     },
     "cites": [
      "scan-yokohama"
     ]
    }
   ]
  },
  {
   "id": "c2",
   "source": "machine",
   "code": "C2",
   "standing": "supported",
   "probability": 0.99,
   "arguments": [
    {
     "speaks": "for",
     "text": {
      "ja": "引用されたやり取りのすべてに、同じ取引先の1名が加わっている",
      "en": "One person of the same partner took part in every thread that was quoted"
     },
     "weight_db": 22.0
    }
   ]
  }
 ],
 "decisions": [
  {
   "id": "leak",
   "kind": "leak-possible",
   "when": "2026-10-14"
  },
  {
   "id": "publish",
   "kind": "publish",
   "when": "2026-10-14"
  }
 ],
 "affected": [
  {
   "id": "addresses",
   "certainty": "possible",
   "group": "correspondents",
   "data": [
    "name",
    "mail-address"
   ],
   "persons": {
    "at_least": 7,
    "likely": 9,
    "at_most": 9
   }
  },
  {
   "id": "mails",
   "certainty": "possible",
   "group": "correspondents",
   "data": [
    "subject",
    "body"
   ],
   "records": {
    "at_least": 5,
    "likely": 74,
    "at_most": 110
   }
  }
 ],
 "commissions": [
  {
   "id": "order",
   "to": "架空セキュリティ調査株式会社",
   "asked": "2026-10-14",
   "due": "2026-10-30",
   "systems": [
    "pcs",
    "mail-server",
    "business-cloud"
   ]
  }
 ],
 "coverage": [
  {
   "id": "coverage",
   "source": "machine",
   "as_of": "2026-10-14T18:00",
   "offices": [
    {
     "office": "tokyo",
     "total": 6,
     "covered": 6
    },
    {
     "office": "yokohama",
     "total": 3,
     "covered": 1
    }
   ],
   "scanners": [
    {
     "name": "Microsoft Defender"
    },
    {
     "name": "EmoCheck",
     "version": "2.4"
    }
   ],
   "detected": 0
  }
 ],
 "measures": [
  {
   "id": "m-passwords",
   "kind": "passwords-changed",
   "done": "2026-10-14",
   "is_done": true
  },
  {
   "id": "m-mfa",
   "kind": "mfa",
   "due": "2026-11"
  },
  {
   "id": "m-training",
   "kind": "staff-education",
   "due": "2026-11"
  }
 ],
 "genuine": [
  {
   "id": "domain-1",
   "kind": "domain",
   "value": "hoshimine-sr.example"
  },
  {
   "id": "domain-2",
   "kind": "domain",
   "value": "hoshimine.example"
  },
  {
   "id": "practice",
   "kind": "practice",
   "text": {
    "ja": "パスワード付きZIPファイルをメールでお送りすることはありません。",
    "en": "We never send locked ZIP files by mail."
   }
  }
 ],
 "advice": [
  {
   "id": "a1",
   "kind": "do_not_open_attachment"
  },
  {
   "id": "a2",
   "kind": "do_not_click_url"
  },
  {
   "id": "a3",
   "kind": "do_not_reply"
  },
  {
   "id": "a4",
   "kind": "do_not_call_number_in_mail"
  },
  {
   "id": "a5",
   "kind": "delete_mail"
  },
  {
   "id": "a6",
   "kind": "check_sender_address"
  }
 ],
 "replies": [
  {
   "id": "r-my-number",
   "question": "my-number",
   "answer": "not-looked"
  }
 ]
}
',1,'齋藤の名をかたる不審なメール','Forged mail that shows our colleague Saito','emotet_style','2026-10-13 01:20:00','2026-10-15 03:00:00',NULL,1,'f0a31622f50e9a877ecd145aa9fb78832b1f181e9b4cc19d6e231c938482e23d',0);
CREATE TABLE "cases_case_members" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "cases_listfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "sha256" varchar(64) NOT NULL, "rows" integer unsigned NOT NULL CHECK ("rows" >= 0), "at" datetime NOT NULL, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "list_file_once" UNIQUE ("case_id", "name", "sha256"));
CREATE TABLE "cases_listrow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "line" text NOT NULL, "shown" varchar(200) NOT NULL, "group" varchar(80) NOT NULL, "certainty" varchar(20) NOT NULL, "file_id" bigint NOT NULL REFERENCES "cases_listfile" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "list_row_once" UNIQUE ("file_id", "number"));
CREATE TABLE "cases_logentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "at" datetime NOT NULL, "what" varchar(40) NOT NULL, "line" text NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "log_entry_once" UNIQUE ("case_id", "number"));
INSERT INTO "cases_logentry" VALUES(1,1,'2026-10-15 03:00:00','opened','{"about":{},"at":"2026-10-15T03:00:00.000Z","hash":"f0a31622f50e9a877ecd145aa9fb78832b1f181e9b4cc19d6e231c938482e23d","number":1,"previous":"8ac2a23fc6a7afcc073e63355776e1925ff1759d79f5aa4c2c75c616ff90f0a9","salted":{"by":"c201f8ab8212687d70d666c4362ba537585584f563a1390b04045b84639da5c3","incident":"5fa52c4e4d288080b7c8d62d65c39a73dfc1ff461d80a2e94069eb2f5aef0c7e"},"what":"opened"}
',1,1);
CREATE TABLE "cases_logvalue" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "field" varchar(40) NOT NULL, "line" text NOT NULL, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "log_value_once" UNIQUE ("case_id", "number", "field"));
INSERT INTO "cases_logvalue" VALUES(1,1,'by','{"field":"by","number":1,"salt":"c1c55ff6d74af657199b2b365c3b68c1","value":"山田 花子"}
',1);
INSERT INTO "cases_logvalue" VALUES(2,1,'incident','{"field":"incident","number":1,"salt":"8f6769df26a72db81e69693c6ad5df4a"}
',1);
CREATE TABLE "cases_original" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sha256" varchar(64) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "name" varchar(255) NOT NULL, "kind" varchar(20) NOT NULL, "added" datetime NOT NULL, "entry" integer unsigned NOT NULL CHECK ("entry" >= 0), "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "original_once" UNIQUE ("case_id", "sha256"));
CREATE TABLE "cases_version" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "content" BLOB NOT NULL, "at" datetime NOT NULL, "entry" integer unsigned NOT NULL CHECK ("entry" >= 0), "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "version_once" UNIQUE ("case_id", "number"));
INSERT INTO "cases_version" VALUES(1,1,X'789CAD595B73DBC6157ED7AFD8E14B1F6AC8247571A4A74C9C66DA49D3665A773A6DC78359024B12218865B00BD16CC633026927B6E55B7D8D6CC797F82ED74E52278D2DC9F68F8140494FFD0B3DBB0B8004085276A7BE48E2DECEB7E7FA9DD51753A850A56E13F3C2222AD4A9D3A40ED52CC7B04CE270AD54D8070B2C534DB2BAD5B41CA2958BE579AD549473B4451C22E7A351AD3473A8545C2C17178BC55F1617E0AB5CC72D6E1358F6C5144285CFB0D8B0FB6A65E7EABDC07F169E3F13742F04FE4AE0DF0ABA2B5B2FCE84DF3D0EFCB5A07727E86D06BD27E20454208ED8F511756BC4444D6CD988D73147AC4EDB0C51CF4506B56D826B1E417FC416A7852974548866BC234517489372C275F55982776BD8B1FE8EB9459D189B839B31CE18E8F6BDD75B9BD7B6DE7CB3BBBA1E9EFA315C590DEF3EE93FBFBCB5BE8E027F23F0AF06FE9BC07FBAB5BE0273FD93CB126F0CF8D7B1DED06F7185BAE82075986773EC7006082544547049CB250C540E589606F2233085DD27ABFDC72B6867EDF6D68BF8F4618D2650B736EEEEDC790480C38B77D4BA18C627D8C135CBA9A11676B9435C211B1D4D00B428E3D8D60D6A4A81A562512B1695ED50019B26A06319B5F4BFF9616BFD9FBBBD57E1991EC8DDBEF47D787ABD7FF3DFDB8FD7B72FAD97B5596D3EA59EA077116C39B77BEDEC18FD7C609BB56934F7D13EA4367F8C1B9E51A7FBD0C1BAD5A126D61ADE3E7488363A74A038460C4EDDF156BAFF545DA1E5556CCBD02BD4ECC0E22AB61991E39E6B4BE7E6BCC516F7EF6FB7DBD3034767EE3439829B2D9BEC57A7988435B2C649EB5FF96EECB8817F2ABC7C2EF08F85E74F045DF8E1FAF6DAC5F0DCDDB4693E84531144A1F81FFBB6328FD2530BE2525AA538A3CDC11FAD589A29473A946B17C57793D6405BD6FB79F0A3C575881296851CBE7CDEBF7A1F2DF457BBFF7975B37400BECF14C3135FA631B6096998B8C3908868C4292A1D589C29669C8856AB96418484BF8989488C4A1F5CDA2D3A33A5BAB43F055D88FBCB41F76ED07D192D8F3148D32325444A96A2232DA584756883D671134F96F768ADFFD38D09F2FE129D922312BE1C8ED20B59222294D59D9567281055CB655C33B06D47EA6F588E9C602D4AABBAB09C0E714F5D4E4CBDD2D1A9C719A45D375ADDAE2B14E9BC5A9C4B7C7F581623B058ED63606483289F007F7062E33B90FCB2B6DFF5CF866721429F0D3CB67B21DCBCBC7DE99108DB653FE8FD03F412F4BE93B327B736BE0EFC337FFDCDA752657782EE3DB5A5FFF3869CBA2A3378170E4C7B4F0B33AE52F6E71EC030F7218C6C6A34C0D9E130843907A85046869C3E4759B4C288BB04CB2629A85CCC5710C7D5AAC6A96D668C61399CB80EA43E6C13974F38BA244A59DED1CACEA05EE123E3752D72C1B36FFB0F414D2F8612C4C3DD651F7497D657A5131538AA0A9BC7386D1297E5294809D6258A09F0E7A2701DD58C811D6D283ADFC981FAC76EF56F5D047BF7EFDD08BF5A1745DBBF9ABE0B6CAB8BBA63120EB97A8C91010318C0D65B061B7B87189E019C6380239373509C69E487C3A9FC3472EB749A48A301871181390ECDECDBA24964EC01084284B5A96BB20C98785C37EAD8A9BD33204E8EF091CC171E7F14BE7AB9E3FF0C2C211DFCDF065DF8FA20E83D0F7A2732E9507A24360CEA41BE839C88C06048C6552633E6DC4D528EE1F08BC36E344A80055E96FFCEEEFA2B3B9B2F54C4EC5EDFD879FC43B0DC0D8F9FE85F790971B3B3F6A67F6B0392CFEE9595F0E14ADAE93EE8204E6C222BA788A28F3183BF350BFDC9E9008968D729AA10207F62CEA6B491E794116ABD8D5D6782DE0F95E623929BD08C9861E4E9821C69419EC95A39CAFDBAE52C11C6AD9AA4A4501D3EF7E0E324A34F49951F1685A86AD53C97E455225565B232A3519062106B905697B0ED09072A95C7089D1B16CA5DA0DAB9D50F378081106750D092F01A1E14ECDD19740368FBF5D9F0C2BFA2C901EF047FA9D2D9D9F7CAEF833508F0184634611F96613811C119AB7D85CAAB7C06A9280B2B359A8A9BC837FF4016D1CC7C78E652F8EC9A4879D77FEC5FF93EF021894317732CF01FA47D70EFE5630346C2AC5AC9B5628CAA503681704C80F936353B8D34558CA5D8045964662CD4EE285B642D2DE7F6222DF13495F947D2F3EDEB2F769E7CB5B3165B1B3C6142CD5C09BA27418B2A0F64E1C705F2176C28EC25F31A8A6B5921F52A3678869D0DDDB3DE6941B9824E2CEFA24629421A774907E301ECD6BCE6100D4449C2652D821BD283710D5B4E5CA24732F378122C1AE4E38FA4515F05DDE72235FB0F27D5DD442FBFCB545E4421DFD509FAF4A04CDFE2C7514A1D694BDCD2E2C3954C5C7B89B8B8162F3C3C35B47CF4BE6DEAD9A66612F194B0D7A54798B8BA19E4F7ED9FCEF76FDEC8DEEC104017553AB9472E559F709574F94FDD672AFA7124288DB8E71A479012B7481642976F8205547A6929AA1F570A975670C5B22D2E1AD2E2F4C2C2DBBB12F4897B6834E6F0A0CED392931F0BBAA7C27357E0AB28F8FE6AE0838E1F886CB4EC87E761CDD7300BBBA0BCC282927892F14F87A76ECBAEF5AE5C0A47AC640DF17B8833A8670C3C2BB20483562B7E6380EA4A1BF203B21C048D920B65B9EE126CAAA79B366651439035589B58B53AD7CD0A082997A78B19D344D12A9C8B41A1CC0B561B9495C99E62486B51C6AC8A3D3661CDE6926459D7593DCBCD52A393AB33D024457F7312A82A73242ED0061004C815D2310A19BC35977A2DE98DD4854D2DEA98D259D4AC89394EFC4675BD51A614E44D8BEBA9D463E486D278438F0298EBA027267CEA40B4D7B61AC4166016F6256B9A542E59185BC284C0FFF78552251ABA24F19833741720329240E7DD652E7B9703B3239729958AD9BA67D066D362E37C0CA4254486CBCAA69EBF822EF0D2A741EF7ED08394F625A4344556FBB7D7C2CD735B9BD7B6EFBD8E2B076B649E4F63226F4A16968CCFC414937580113607E9A190F44C91956593EC264AF298250AB766D8D45371763875C128A7E794BB786A72D6C34CA7D52C257E6F4089B32D519CCEA24C9D791A129FB86C0BE693E42D704825CDE7559CC13999579FC15133A3479586324ADC3861C721EE28D0F811F613CB7029A3558E3E2455C561F3F0C4CB7FD5A407EBC46824684034530FCD85F2F46C610440D220433918B250133C780CAF6F6A7B758D60F654DB68462F8923DE66313D9AE3AE974B9D9B5AB39AED940723296F2DE5E6D0A6269A0547D4C30CF3966F33C4F40CF5123FF6C4482335E2789693E7B226850870B45246801ACEF43785DC87D23CE0D1A9E5773B75E2912D1768E8E0BD28315B7AF87F65F7E2B729432F4CC0A277977D59FA57A186073E1047E006DF057E570EBE0EFCEB41F72234D7695EFD67821C51B491E8D8B22D0243D123D5F468B3602EA9881C2974A386D11DCA75F14B247DA8B7C9D3181E55BFDC6B40BFDDD0C5337EEEAE99FC5DD0FBDA9DFC1DB363E488E729C76B56880B5DBA1EBFD18FEE9FCBEE87868493091BE6331B0C913574D525EB43253B56AFC06EE5F7F95AB3A3298CD199F2FD204A3AD939A0CF6D227F7502F7D3C42B88E26142CED4D1A9FF02C848ED96','2026-10-15 03:00:00',1,1,1);
CREATE TABLE "desk_cache" (
    "cache_key" varchar(255) NOT NULL PRIMARY KEY,
    "value" text NOT NULL,
    "expires" datetime NOT NULL
);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'auth','permission');
INSERT INTO "django_content_type" VALUES(2,'auth','group');
INSERT INTO "django_content_type" VALUES(3,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(4,'sessions','session');
INSERT INTO "django_content_type" VALUES(5,'account','emailaddress');
INSERT INTO "django_content_type" VALUES(6,'account','emailconfirmation');
INSERT INTO "django_content_type" VALUES(7,'mfa','authenticator');
INSERT INTO "django_content_type" VALUES(8,'jobs','job');
INSERT INTO "django_content_type" VALUES(9,'accounts','user');
INSERT INTO "django_content_type" VALUES(10,'accounts','personalread');
INSERT INTO "django_content_type" VALUES(11,'cases','case');
INSERT INTO "django_content_type" VALUES(12,'cases','listfile');
INSERT INTO "django_content_type" VALUES(13,'cases','listrow');
INSERT INTO "django_content_type" VALUES(14,'cases','logentry');
INSERT INTO "django_content_type" VALUES(15,'cases','logvalue');
INSERT INTO "django_content_type" VALUES(16,'cases','original');
INSERT INTO "django_content_type" VALUES(17,'cases','version');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-26 04:22:12.174499');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-26 04:22:12.181848');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-26 04:22:12.197403');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-26 04:22:12.202184');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-26 04:22:12.206535');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-26 04:22:12.211136');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-26 04:22:12.215059');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-26 04:22:12.217365');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-26 04:22:12.220058');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-26 04:22:12.228213');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-26 04:22:12.235525');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-26 04:22:12.238902');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-26 04:22:12.247648');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-26 04:22:12.250267');
INSERT INTO "django_migrations" VALUES(15,'accounts','0001_initial','2026-11-26 04:22:12.261357');
INSERT INTO "django_migrations" VALUES(16,'account','0001_initial','2026-11-26 04:22:12.273556');
INSERT INTO "django_migrations" VALUES(17,'account','0002_email_max_length','2026-11-26 04:22:12.278661');
INSERT INTO "django_migrations" VALUES(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-26 04:22:12.285121');
INSERT INTO "django_migrations" VALUES(19,'account','0004_alter_emailaddress_drop_unique_email','2026-11-26 04:22:12.299584');
INSERT INTO "django_migrations" VALUES(20,'account','0005_emailaddress_idx_upper_email','2026-11-26 04:22:12.304180');
INSERT INTO "django_migrations" VALUES(21,'account','0006_emailaddress_lower','2026-11-26 04:22:12.320522');
INSERT INTO "django_migrations" VALUES(22,'account','0007_emailaddress_idx_email','2026-11-26 04:22:12.340168');
INSERT INTO "django_migrations" VALUES(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-26 04:22:12.355354');
INSERT INTO "django_migrations" VALUES(24,'account','0009_emailaddress_unique_primary_email','2026-11-26 04:22:12.364890');
INSERT INTO "django_migrations" VALUES(25,'cases','0001_initial','2026-11-26 04:22:12.470938');
INSERT INTO "django_migrations" VALUES(26,'jobs','0001_initial','2026-11-26 04:22:12.477339');
INSERT INTO "django_migrations" VALUES(27,'mfa','0001_initial','2026-11-26 04:22:12.497541');
INSERT INTO "django_migrations" VALUES(28,'mfa','0002_authenticator_timestamps','2026-11-26 04:22:12.531596');
INSERT INTO "django_migrations" VALUES(29,'mfa','0003_authenticator_type_uniq','2026-11-26 04:22:12.583145');
INSERT INTO "django_migrations" VALUES(30,'sessions','0001_initial','2026-11-26 04:22:12.589385');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "jobs_job" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(40) NOT NULL, "key" varchar(120) NOT NULL, "case" varchar(80) NOT NULL, "payload" text NOT NULL CHECK ((JSON_VALID("payload") OR "payload" IS NULL)), "state" varchar(10) NOT NULL, "by" varchar(100) NOT NULL, "created" datetime NOT NULL, "not_before" datetime NOT NULL, "started" datetime NULL, "finished" datetime NULL, "lease" datetime NULL, "token" varchar(32) NOT NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "total" bigint unsigned NULL CHECK ("total" >= 0), "done" bigint unsigned NOT NULL CHECK ("done" >= 0), "note" varchar(60) NOT NULL, "result" text NOT NULL CHECK ((JSON_VALID("result") OR "result" IS NULL)), "failure" varchar(1000) NOT NULL);
INSERT INTO "jobs_job" VALUES(1,'judge','judge:1','hoshimine-2026-10','{}','queued','','2026-10-15 03:00:00','2026-10-15 03:00:00',NULL,NULL,NULL,'',0,NULL,0,'','{}','');
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE INDEX "accounts_personalread_at_671e7f12" ON "accounts_personalread" ("at");
CREATE INDEX "accounts_personalread_by_id_871c78c4" ON "accounts_personalread" ("by_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE UNIQUE INDEX "cases_case_members_case_id_user_id_b41333d5_uniq" ON "cases_case_members" ("case_id", "user_id");
CREATE INDEX "cases_case_members_case_id_609db2bc" ON "cases_case_members" ("case_id");
CREATE INDEX "cases_case_members_user_id_518dffd1" ON "cases_case_members" ("user_id");
CREATE INDEX "cases_listfile_case_id_cae9d735" ON "cases_listfile" ("case_id");
CREATE INDEX "cases_listrow_file_id_63fa3190" ON "cases_listrow" ("file_id");
CREATE INDEX "cases_listr_file_id_c76d32_idx" ON "cases_listrow" ("file_id", "group", "certainty");
CREATE INDEX "cases_logentry_by_id_86c5ab66" ON "cases_logentry" ("by_id");
CREATE INDEX "cases_logentry_case_id_790466ce" ON "cases_logentry" ("case_id");
CREATE INDEX "cases_logvalue_case_id_b9e291f0" ON "cases_logvalue" ("case_id");
CREATE INDEX "cases_original_by_id_b49a7af3" ON "cases_original" ("by_id");
CREATE INDEX "cases_original_case_id_8b8d2973" ON "cases_original" ("case_id");
CREATE INDEX "cases_version_by_id_e257f5ed" ON "cases_version" ("by_id");
CREATE INDEX "cases_version_case_id_656f2449" ON "cases_version" ("case_id");
CREATE UNIQUE INDEX "one_open_job_for_a_thing" ON "jobs_job" ("key") WHERE "state" IN ('queued', 'running');
CREATE INDEX "jobs_job_case_0373e4c6" ON "jobs_job" ("case");
CREATE INDEX "jobs_job_state_6ec9b5f7" ON "jobs_job" ("state");
CREATE INDEX "jobs_job_state_92394e_idx" ON "jobs_job" ("state", "not_before", "id");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "desk_cache_expires" ON "desk_cache" ("expires");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',30);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',17);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',68);
INSERT INTO "sqlite_sequence" VALUES('auth_group',0);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',0);
INSERT INTO "sqlite_sequence" VALUES('cases_listfile',0);
INSERT INTO "sqlite_sequence" VALUES('cases_listrow',0);
INSERT INTO "sqlite_sequence" VALUES('cases_logentry',1);
INSERT INTO "sqlite_sequence" VALUES('cases_logvalue',2);
INSERT INTO "sqlite_sequence" VALUES('cases_original',0);
INSERT INTO "sqlite_sequence" VALUES('cases_version',1);
INSERT INTO "sqlite_sequence" VALUES('mfa_authenticator',0);
INSERT INTO "sqlite_sequence" VALUES('accounts_user',1);
INSERT INTO "sqlite_sequence" VALUES('cases_case',1);
INSERT INTO "sqlite_sequence" VALUES('jobs_job',1);
COMMIT;
