BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_accountevent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "what" varchar(40) NOT NULL, "detail" varchar(100) NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "whose_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_founding" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL);
CREATE TABLE "accounts_personalread" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "case" varchar(80) NOT NULL, "what" varchar(40) NOT NULL, "detail" varchar(200) NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "first_name" varchar(150) NOT NULL, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "role" varchar(20) NOT NULL, "shown" varchar(100) NOT NULL, "one_time_until" datetime NULL, "epoch" integer unsigned NOT NULL CHECK ("epoch" >= 0));
INSERT INTO "accounts_user" VALUES(1,'',NULL,0,'clerk','','','',0,1,'2026-10-15 03:00:00','handler','山田 花子',NULL,0);
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
INSERT INTO "auth_permission" VALUES(33,9,'add_founding','Can add founding');
INSERT INTO "auth_permission" VALUES(34,9,'change_founding','Can change founding');
INSERT INTO "auth_permission" VALUES(35,9,'delete_founding','Can delete founding');
INSERT INTO "auth_permission" VALUES(36,9,'view_founding','Can view founding');
INSERT INTO "auth_permission" VALUES(37,10,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(38,10,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(39,10,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(40,10,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(41,11,'add_accountevent','Can add account event');
INSERT INTO "auth_permission" VALUES(42,11,'change_accountevent','Can change account event');
INSERT INTO "auth_permission" VALUES(43,11,'delete_accountevent','Can delete account event');
INSERT INTO "auth_permission" VALUES(44,11,'view_accountevent','Can view account event');
INSERT INTO "auth_permission" VALUES(45,12,'add_personalread','Can add personal read');
INSERT INTO "auth_permission" VALUES(46,12,'change_personalread','Can change personal read');
INSERT INTO "auth_permission" VALUES(47,12,'delete_personalread','Can delete personal read');
INSERT INTO "auth_permission" VALUES(48,12,'view_personalread','Can view personal read');
INSERT INTO "auth_permission" VALUES(49,13,'add_case','Can add case');
INSERT INTO "auth_permission" VALUES(50,13,'change_case','Can change case');
INSERT INTO "auth_permission" VALUES(51,13,'delete_case','Can delete case');
INSERT INTO "auth_permission" VALUES(52,13,'view_case','Can view case');
INSERT INTO "auth_permission" VALUES(53,14,'add_listfile','Can add list file');
INSERT INTO "auth_permission" VALUES(54,14,'change_listfile','Can change list file');
INSERT INTO "auth_permission" VALUES(55,14,'delete_listfile','Can delete list file');
INSERT INTO "auth_permission" VALUES(56,14,'view_listfile','Can view list file');
INSERT INTO "auth_permission" VALUES(57,15,'add_listrow','Can add list row');
INSERT INTO "auth_permission" VALUES(58,15,'change_listrow','Can change list row');
INSERT INTO "auth_permission" VALUES(59,15,'delete_listrow','Can delete list row');
INSERT INTO "auth_permission" VALUES(60,15,'view_listrow','Can view list row');
INSERT INTO "auth_permission" VALUES(61,16,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(62,16,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(63,16,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(64,16,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(65,17,'add_logvalue','Can add log value');
INSERT INTO "auth_permission" VALUES(66,17,'change_logvalue','Can change log value');
INSERT INTO "auth_permission" VALUES(67,17,'delete_logvalue','Can delete log value');
INSERT INTO "auth_permission" VALUES(68,17,'view_logvalue','Can view log value');
INSERT INTO "auth_permission" VALUES(69,18,'add_original','Can add original');
INSERT INTO "auth_permission" VALUES(70,18,'change_original','Can change original');
INSERT INTO "auth_permission" VALUES(71,18,'delete_original','Can delete original');
INSERT INTO "auth_permission" VALUES(72,18,'view_original','Can view original');
INSERT INTO "auth_permission" VALUES(73,19,'add_version','Can add version');
INSERT INTO "auth_permission" VALUES(74,19,'change_version','Can change version');
INSERT INTO "auth_permission" VALUES(75,19,'delete_version','Can delete version');
INSERT INTO "auth_permission" VALUES(76,19,'view_version','Can view version');
INSERT INTO "auth_permission" VALUES(77,20,'add_mail','Can add mail');
INSERT INTO "auth_permission" VALUES(78,20,'change_mail','Can change mail');
INSERT INTO "auth_permission" VALUES(79,20,'delete_mail','Can delete mail');
INSERT INTO "auth_permission" VALUES(80,20,'view_mail','Can view mail');
INSERT INTO "auth_permission" VALUES(81,21,'add_content','Can add content');
INSERT INTO "auth_permission" VALUES(82,21,'change_content','Can change content');
INSERT INTO "auth_permission" VALUES(83,21,'delete_content','Can delete content');
INSERT INTO "auth_permission" VALUES(84,21,'view_content','Can view content');
INSERT INTO "auth_permission" VALUES(85,22,'add_upload','Can add upload');
INSERT INTO "auth_permission" VALUES(86,22,'change_upload','Can change upload');
INSERT INTO "auth_permission" VALUES(87,22,'delete_upload','Can delete upload');
INSERT INTO "auth_permission" VALUES(88,22,'view_upload','Can view upload');
INSERT INTO "auth_permission" VALUES(89,23,'add_source','Can add source');
INSERT INTO "auth_permission" VALUES(90,23,'change_source','Can change source');
INSERT INTO "auth_permission" VALUES(91,23,'delete_source','Can delete source');
INSERT INTO "auth_permission" VALUES(92,23,'view_source','Can view source');
INSERT INTO "auth_permission" VALUES(93,24,'add_trace','Can add trace');
INSERT INTO "auth_permission" VALUES(94,24,'change_trace','Can change trace');
INSERT INTO "auth_permission" VALUES(95,24,'delete_trace','Can delete trace');
INSERT INTO "auth_permission" VALUES(96,24,'view_trace','Can view trace');
INSERT INTO "auth_permission" VALUES(97,25,'add_leftout','Can add left out');
INSERT INTO "auth_permission" VALUES(98,25,'change_leftout','Can change left out');
INSERT INTO "auth_permission" VALUES(99,25,'delete_leftout','Can delete left out');
INSERT INTO "auth_permission" VALUES(100,25,'view_leftout','Can view left out');
INSERT INTO "auth_permission" VALUES(101,26,'add_told','Can add told');
INSERT INTO "auth_permission" VALUES(102,26,'change_told','Can change told');
INSERT INTO "auth_permission" VALUES(103,26,'delete_told','Can delete told');
INSERT INTO "auth_permission" VALUES(104,26,'view_told','Can view told');
INSERT INTO "auth_permission" VALUES(105,27,'add_draft','Can add draft');
INSERT INTO "auth_permission" VALUES(106,27,'change_draft','Can change draft');
INSERT INTO "auth_permission" VALUES(107,27,'delete_draft','Can delete draft');
INSERT INTO "auth_permission" VALUES(108,27,'view_draft','Can view draft');
INSERT INTO "auth_permission" VALUES(109,28,'add_step','Can add step');
INSERT INTO "auth_permission" VALUES(110,28,'change_step','Can change step');
INSERT INTO "auth_permission" VALUES(111,28,'delete_step','Can delete step');
INSERT INTO "auth_permission" VALUES(112,28,'view_step','Can view step');
INSERT INTO "auth_permission" VALUES(113,29,'add_file','Can add file');
INSERT INTO "auth_permission" VALUES(114,29,'change_file','Can change file');
INSERT INTO "auth_permission" VALUES(115,29,'delete_file','Can delete file');
INSERT INTO "auth_permission" VALUES(116,29,'view_file','Can view file');
INSERT INTO "auth_permission" VALUES(117,30,'add_export','Can add export');
INSERT INTO "auth_permission" VALUES(118,30,'change_export','Can change export');
INSERT INTO "auth_permission" VALUES(119,30,'delete_export','Can delete export');
INSERT INTO "auth_permission" VALUES(120,30,'view_export','Can view export');
INSERT INTO "auth_permission" VALUES(121,31,'add_fileversion','Can add file version');
INSERT INTO "auth_permission" VALUES(122,31,'change_fileversion','Can change file version');
INSERT INTO "auth_permission" VALUES(123,31,'delete_fileversion','Can delete file version');
INSERT INTO "auth_permission" VALUES(124,31,'view_fileversion','Can view file version');
INSERT INTO "auth_permission" VALUES(125,32,'add_peoplelist','Can add people list');
INSERT INTO "auth_permission" VALUES(126,32,'change_peoplelist','Can change people list');
INSERT INTO "auth_permission" VALUES(127,32,'delete_peoplelist','Can delete people list');
INSERT INTO "auth_permission" VALUES(128,32,'view_peoplelist','Can view people list');
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
',1,'齋藤の名をかたる不審なメール','Forged mail that shows our colleague Saito','emotet_style','2026-10-13 01:20:00','2026-10-15 03:00:00',NULL,1,'25a931adcbd7bb6905f99ff42cb3bcced01fbe8e3a1d073a9eb959dd6dd114e4',0);
CREATE TABLE "cases_case_members" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "cases_listfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "sha256" varchar(64) NOT NULL, "rows" integer unsigned NOT NULL CHECK ("rows" >= 0), "at" datetime NOT NULL, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "list_file_once" UNIQUE ("case_id", "name", "sha256"));
CREATE TABLE "cases_listrow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "line" text NOT NULL, "shown" varchar(200) NOT NULL, "group" varchar(80) NOT NULL, "certainty" varchar(20) NOT NULL, "file_id" bigint NOT NULL REFERENCES "cases_listfile" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "list_row_once" UNIQUE ("file_id", "number"));
CREATE TABLE "cases_logentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "at" datetime NOT NULL, "what" varchar(40) NOT NULL, "line" text NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "log_entry_once" UNIQUE ("case_id", "number"));
INSERT INTO "cases_logentry" VALUES(1,1,'2026-10-15 03:00:00','opened','{"about":{},"at":"2026-10-15T03:00:00.000Z","hash":"25a931adcbd7bb6905f99ff42cb3bcced01fbe8e3a1d073a9eb959dd6dd114e4","number":1,"previous":"8ac2a23fc6a7afcc073e63355776e1925ff1759d79f5aa4c2c75c616ff90f0a9","salted":{"by":"b6c315bdeb50674975b15e2ae7d1ebf202e8354e20faed7b7f0669d2adcc31a7","incident":"6ebcd6c022f9950a0c343f864a4fc9092f7b8aed08afad1ec7a6ca8aef62302e"},"what":"opened"}
',1,1);
CREATE TABLE "cases_logvalue" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "field" varchar(40) NOT NULL, "line" text NOT NULL, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "log_value_once" UNIQUE ("case_id", "number", "field"));
INSERT INTO "cases_logvalue" VALUES(1,1,'by','{"field":"by","number":1,"salt":"3a5a37717406397e95094c4029a7594b","value":"山田 花子"}
',1);
INSERT INTO "cases_logvalue" VALUES(2,1,'incident','{"field":"incident","number":1,"salt":"b319446b0156db2cf186f3ca884e3db2"}
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
INSERT INTO "django_content_type" VALUES(9,'accounts','founding');
INSERT INTO "django_content_type" VALUES(10,'accounts','user');
INSERT INTO "django_content_type" VALUES(11,'accounts','accountevent');
INSERT INTO "django_content_type" VALUES(12,'accounts','personalread');
INSERT INTO "django_content_type" VALUES(13,'cases','case');
INSERT INTO "django_content_type" VALUES(14,'cases','listfile');
INSERT INTO "django_content_type" VALUES(15,'cases','listrow');
INSERT INTO "django_content_type" VALUES(16,'cases','logentry');
INSERT INTO "django_content_type" VALUES(17,'cases','logvalue');
INSERT INTO "django_content_type" VALUES(18,'cases','original');
INSERT INTO "django_content_type" VALUES(19,'cases','version');
INSERT INTO "django_content_type" VALUES(20,'mails','mail');
INSERT INTO "django_content_type" VALUES(21,'mails','content');
INSERT INTO "django_content_type" VALUES(22,'mails','upload');
INSERT INTO "django_content_type" VALUES(23,'tracing','source');
INSERT INTO "django_content_type" VALUES(24,'tracing','trace');
INSERT INTO "django_content_type" VALUES(25,'tracing','leftout');
INSERT INTO "django_content_type" VALUES(26,'tracing','told');
INSERT INTO "django_content_type" VALUES(27,'documents','draft');
INSERT INTO "django_content_type" VALUES(28,'documents','step');
INSERT INTO "django_content_type" VALUES(29,'documents','file');
INSERT INTO "django_content_type" VALUES(30,'evidence','export');
INSERT INTO "django_content_type" VALUES(31,'office','fileversion');
INSERT INTO "django_content_type" VALUES(32,'office','peoplelist');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-26 04:42:07.500680');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-26 04:42:07.515195');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-26 04:42:07.533463');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-26 04:42:07.540120');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-26 04:42:07.551337');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-26 04:42:07.559206');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-26 04:42:07.571198');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-26 04:42:07.575746');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-26 04:42:07.594204');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-26 04:42:07.604357');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-26 04:42:07.616416');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-26 04:42:07.620050');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-26 04:42:07.622824');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-26 04:42:07.625370');
INSERT INTO "django_migrations" VALUES(15,'accounts','0001_initial','2026-11-26 04:42:07.637943');
INSERT INTO "django_migrations" VALUES(16,'account','0001_initial','2026-11-26 04:42:07.651582');
INSERT INTO "django_migrations" VALUES(17,'account','0002_email_max_length','2026-11-26 04:42:07.658068');
INSERT INTO "django_migrations" VALUES(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-26 04:42:07.665433');
INSERT INTO "django_migrations" VALUES(19,'account','0004_alter_emailaddress_drop_unique_email','2026-11-26 04:42:07.671159');
INSERT INTO "django_migrations" VALUES(20,'account','0005_emailaddress_idx_upper_email','2026-11-26 04:42:07.675257');
INSERT INTO "django_migrations" VALUES(21,'account','0006_emailaddress_lower','2026-11-26 04:42:07.680424');
INSERT INTO "django_migrations" VALUES(22,'account','0007_emailaddress_idx_email','2026-11-26 04:42:07.702881');
INSERT INTO "django_migrations" VALUES(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-26 04:42:07.708756');
INSERT INTO "django_migrations" VALUES(24,'account','0009_emailaddress_unique_primary_email','2026-11-26 04:42:07.712590');
INSERT INTO "django_migrations" VALUES(25,'cases','0001_initial','2026-11-26 04:42:07.807917');
INSERT INTO "django_migrations" VALUES(26,'documents','0001_initial','2026-11-26 04:42:08.073410');
INSERT INTO "django_migrations" VALUES(27,'evidence','0001_initial','2026-11-26 04:42:08.106624');
INSERT INTO "django_migrations" VALUES(28,'jobs','0001_initial','2026-11-26 04:42:08.113407');
INSERT INTO "django_migrations" VALUES(29,'mails','0001_initial','2026-11-26 04:42:08.235438');
INSERT INTO "django_migrations" VALUES(30,'mfa','0001_initial','2026-11-26 04:42:08.250228');
INSERT INTO "django_migrations" VALUES(31,'mfa','0002_authenticator_timestamps','2026-11-26 04:42:08.294391');
INSERT INTO "django_migrations" VALUES(32,'mfa','0003_authenticator_type_uniq','2026-11-26 04:42:08.326757');
INSERT INTO "django_migrations" VALUES(33,'office','0001_initial','2026-11-26 04:42:08.363477');
INSERT INTO "django_migrations" VALUES(34,'sessions','0001_initial','2026-11-26 04:42:08.369424');
INSERT INTO "django_migrations" VALUES(35,'tracing','0001_initial','2026-11-26 04:42:08.443466');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "documents_draft" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(80) NOT NULL, "stage" varchar(40) NOT NULL, "client" varchar(1000) NOT NULL, "day" date NOT NULL, "number" varchar(200) NOT NULL, "base" integer unsigned NOT NULL CHECK ("base" >= 0), "overrides" text NOT NULL CHECK ((JSON_VALID("overrides") OR "overrides" IS NULL)), "state" varchar(10) NOT NULL, "approval" varchar(10) NOT NULL, "created" datetime NOT NULL, "changed" datetime NOT NULL, "digest" varchar(64) NOT NULL, "author_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, "follows_id" bigint NULL REFERENCES "documents_draft" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "documents_file" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(2) NOT NULL, "form" varchar(4) NOT NULL, "sha256" varchar(64) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "step_id" bigint NOT NULL REFERENCES "documents_step" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "documents_step" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "what" varchar(20) NOT NULL, "digest" varchar(64) NOT NULL, "base" integer unsigned NOT NULL CHECK ("base" >= 0), "approval" varchar(10) NOT NULL, "despite" bool NOT NULL, "note" text NOT NULL, "words" text NOT NULL CHECK ((JSON_VALID("words") OR "words" IS NULL)), "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "draft_id" bigint NOT NULL REFERENCES "documents_draft" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "evidence_export" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "job" bigint unsigned NOT NULL UNIQUE CHECK ("job" >= 0), "form" varchar(10) NOT NULL, "sha256" varchar(64) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "files" integer unsigned NOT NULL CHECK ("files" >= 0), "left_out" integer unsigned NOT NULL CHECK ("left_out" >= 0), "fingerprint" varchar(100) NOT NULL, "entry" integer unsigned NOT NULL CHECK ("entry" >= 0), "at" datetime NOT NULL, "removed" datetime NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "jobs_job" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(40) NOT NULL, "key" varchar(120) NOT NULL, "case" varchar(80) NOT NULL, "payload" text NOT NULL CHECK ((JSON_VALID("payload") OR "payload" IS NULL)), "state" varchar(10) NOT NULL, "by" varchar(100) NOT NULL, "created" datetime NOT NULL, "not_before" datetime NOT NULL, "started" datetime NULL, "finished" datetime NULL, "lease" datetime NULL, "token" varchar(32) NOT NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "total" bigint unsigned NULL CHECK ("total" >= 0), "done" bigint unsigned NOT NULL CHECK ("done" >= 0), "note" varchar(60) NOT NULL, "result" text NOT NULL CHECK ((JSON_VALID("result") OR "result" IS NULL)), "failure" varchar(1000) NOT NULL);
INSERT INTO "jobs_job" VALUES(1,'judge','judge:1','hoshimine-2026-10','{}','queued','','2026-10-15 03:00:00','2026-10-15 03:00:00',NULL,NULL,NULL,'',0,NULL,0,'','{}','');
CREATE TABLE "mails_content" ("mail_id" bigint NOT NULL PRIMARY KEY REFERENCES "mails_mail" ("id") DEFERRABLE INITIALLY DEFERRED, "record" text NOT NULL CHECK ((JSON_VALID("record") OR "record" IS NULL)), "view" text NULL CHECK ((JSON_VALID("view") OR "view" IS NULL)));
CREATE TABLE "mails_mail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "item" integer unsigned NOT NULL CHECK ("item" >= 0), "part" smallint unsigned NOT NULL CHECK ("part" >= 0), "role" varchar(10) NOT NULL, "asked" bool NOT NULL, "counts" bool NOT NULL, "sha256" varchar(64) NOT NULL, "via_sha256" varchar(64) NOT NULL, "via_source" varchar(300) NOT NULL, "reporter" varchar(320) NOT NULL, "date" datetime NULL, "at" datetime NOT NULL, "day" date NOT NULL, "from_name" varchar(200) NOT NULL, "from_address" varchar(320) NOT NULL, "subject" varchar(300) NOT NULL, "answer" varchar(10) NOT NULL, "probability" real NULL, "person" varchar(200) NOT NULL, "kinds" varchar(300) NOT NULL, "hazards" varchar(500) NOT NULL, "words" varchar(1200) NOT NULL, "files" smallint unsigned NOT NULL CHECK ("files" >= 0), "aside" bool NOT NULL, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, "upload_id" bigint NOT NULL REFERENCES "mails_upload" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NULL REFERENCES "mails_mail" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "mail_of_a_file_once" UNIQUE ("upload_id", "item", "part"));
CREATE TABLE "mails_upload" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" varchar(32) NOT NULL UNIQUE, "name" varchar(255) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "modified" bigint NOT NULL, "mark" varchar(40) NOT NULL, "sha256" varchar(64) NOT NULL, "state" varchar(10) NOT NULL, "is_report" bool NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, "job_id" bigint NULL REFERENCES "jobs_job" ("id") DEFERRABLE INITIALLY DEFERRED, "same_as_id" bigint NULL REFERENCES "mails_upload" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE TABLE "office_fileversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "what" varchar(40) NOT NULL, "part" varchar(20) NOT NULL, "sha256" varchar(64) NOT NULL, "content" BLOB NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "office_peoplelist" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "name" varchar(255) NOT NULL, "content" BLOB NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "tracing_leftout" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sha256" varchar(64) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "left_out_once" UNIQUE ("case_id", "sha256"));
CREATE TABLE "tracing_source" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL UNIQUE, "shown" varchar(300) NOT NULL, "owner" varchar(320) NOT NULL, "said" varchar(10) NOT NULL, "stored_as" varchar(320) NOT NULL, "looked" datetime NULL, "unread" integer unsigned NOT NULL CHECK ("unread" >= 0), "troubles" text NOT NULL CHECK ((JSON_VALID("troubles") OR "troubles" IS NULL)));
CREATE TABLE "tracing_told" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "original" varchar(64) NOT NULL, "stray" bool NOT NULL, "words" text NOT NULL CHECK ((JSON_VALID("words") OR "words" IS NULL)), "trace_id" bigint NOT NULL REFERENCES "tracing_trace" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "told_once" UNIQUE ("trace_id", "number"));
CREATE TABLE "tracing_trace" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "job" bigint unsigned NOT NULL UNIQUE CHECK ("job" >= 0), "started" datetime NOT NULL, "at" datetime NOT NULL, "level" varchar(20) NOT NULL, "until" datetime NOT NULL, "contained" datetime NULL, "settled" varchar(4) NOT NULL, "reports" integer unsigned NOT NULL CHECK ("reports" >= 0), "unread" integer unsigned NOT NULL CHECK ("unread" >= 0), "troubles" text NOT NULL CHECK ((JSON_VALID("troubles") OR "troubles" IS NULL)), "left_out" integer unsigned NOT NULL CHECK ("left_out" >= 0), "originals" text NOT NULL CHECK ((JSON_VALID("originals") OR "originals" IS NULL)), "newest" datetime NULL, "missing" text NOT NULL CHECK ((JSON_VALID("missing") OR "missing" IS NULL)), "unindexed" integer unsigned NOT NULL CHECK ("unindexed" >= 0), "nobody" integer unsigned NOT NULL CHECK ("nobody" >= 0), "mails" integer unsigned NOT NULL CHECK ("mails" >= 0), "archive_first" datetime NULL, "archive_last" datetime NULL, "result" text NOT NULL, "sha256" varchar(64) NOT NULL, "affected" text NOT NULL, "packed_persons" BLOB NOT NULL, "packed_entry" BLOB NOT NULL, "pages" text NOT NULL CHECK ((JSON_VALID("pages") OR "pages" IS NULL)), "picture_ja" text NOT NULL, "picture_en" text NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "cases_case" ("id") DEFERRABLE INITIALLY DEFERRED);
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
CREATE INDEX "accounts_accountevent_at_3cee7611" ON "accounts_accountevent" ("at");
CREATE INDEX "accounts_accountevent_by_id_0fd43e97" ON "accounts_accountevent" ("by_id");
CREATE INDEX "accounts_accountevent_whose_id_7d514345" ON "accounts_accountevent" ("whose_id");
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
CREATE INDEX "documents_d_case_id_44880e_idx" ON "documents_draft" ("case_id", "state");
CREATE INDEX "documents_draft_author_id_00a592f7" ON "documents_draft" ("author_id");
CREATE INDEX "documents_draft_case_id_41ea68c8" ON "documents_draft" ("case_id");
CREATE INDEX "documents_draft_follows_id_eccd29ed" ON "documents_draft" ("follows_id");
CREATE INDEX "documents_step_by_id_261dd095" ON "documents_step" ("by_id");
CREATE INDEX "documents_step_draft_id_77cd6502" ON "documents_step" ("draft_id");
CREATE INDEX "documents_file_step_id_358302de" ON "documents_file" ("step_id");
CREATE INDEX "evidence_export_by_id_8828c3a1" ON "evidence_export" ("by_id");
CREATE INDEX "evidence_export_case_id_b6ddd900" ON "evidence_export" ("case_id");
CREATE UNIQUE INDEX "one_open_job_for_a_thing" ON "jobs_job" ("key") WHERE "state" IN ('queued', 'running');
CREATE INDEX "jobs_job_case_0373e4c6" ON "jobs_job" ("case");
CREATE INDEX "jobs_job_state_6ec9b5f7" ON "jobs_job" ("state");
CREATE INDEX "jobs_job_state_92394e_idx" ON "jobs_job" ("state", "not_before", "id");
CREATE INDEX "mails_upload_by_id_9c377b97" ON "mails_upload" ("by_id");
CREATE INDEX "mails_upload_case_id_904a505a" ON "mails_upload" ("case_id");
CREATE INDEX "mails_upload_job_id_751d1b15" ON "mails_upload" ("job_id");
CREATE INDEX "mails_upload_same_as_id_515c06ca" ON "mails_upload" ("same_as_id");
CREATE INDEX "mail_file_coming" ON "mails_upload" ("state", "at");
CREATE UNIQUE INDEX "mail_file_once" ON "mails_upload" ("case_id", "sha256") WHERE "state" = 'stored';
CREATE UNIQUE INDEX "mail_file_coming_once" ON "mails_upload" ("case_id", "by_id", "name", "size", "modified", "mark") WHERE "state" = 'coming';
CREATE INDEX "mails_mail_case_id_4b5a6e9e" ON "mails_mail" ("case_id");
CREATE INDEX "mails_mail_upload_id_af66edee" ON "mails_mail" ("upload_id");
CREATE INDEX "mails_mail_report_id_7be1d195" ON "mails_mail" ("report_id");
CREATE INDEX "mail_newest" ON "mails_mail" ("case_id", "counts", "at" DESC, "id" DESC);
CREATE INDEX "mail_answer" ON "mails_mail" ("case_id", "counts", "answer", "at" DESC, "id" DESC);
CREATE INDEX "mail_day" ON "mails_mail" ("case_id", "counts", "day", "answer");
CREATE INDEX "mail_reporter" ON "mails_mail" ("case_id", "counts", "answer", "reporter", "day");
CREATE INDEX "mail_hash" ON "mails_mail" ("case_id", "sha256");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "office_fileversion_by_id_86c455a5" ON "office_fileversion" ("by_id");
CREATE INDEX "office_peoplelist_by_id_f5fac0f5" ON "office_peoplelist" ("by_id");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "tracing_trace_by_id_2ada5ec0" ON "tracing_trace" ("by_id");
CREATE INDEX "tracing_trace_case_id_12b32183" ON "tracing_trace" ("case_id");
CREATE INDEX "tracing_leftout_by_id_76322789" ON "tracing_leftout" ("by_id");
CREATE INDEX "tracing_leftout_case_id_c1a4cfba" ON "tracing_leftout" ("case_id");
CREATE INDEX "tracing_told_trace_id_4ec3cee6" ON "tracing_told" ("trace_id");
CREATE INDEX "desk_cache_expires" ON "desk_cache" ("expires");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',35);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',32);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',128);
INSERT INTO "sqlite_sequence" VALUES('auth_group',0);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',0);
INSERT INTO "sqlite_sequence" VALUES('cases_listfile',0);
INSERT INTO "sqlite_sequence" VALUES('cases_listrow',0);
INSERT INTO "sqlite_sequence" VALUES('cases_logentry',1);
INSERT INTO "sqlite_sequence" VALUES('cases_logvalue',2);
INSERT INTO "sqlite_sequence" VALUES('cases_original',0);
INSERT INTO "sqlite_sequence" VALUES('cases_version',1);
INSERT INTO "sqlite_sequence" VALUES('mails_mail',0);
INSERT INTO "sqlite_sequence" VALUES('mfa_authenticator',0);
INSERT INTO "sqlite_sequence" VALUES('accounts_user',1);
INSERT INTO "sqlite_sequence" VALUES('cases_case',1);
INSERT INTO "sqlite_sequence" VALUES('jobs_job',1);
COMMIT;
