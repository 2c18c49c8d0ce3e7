PRAGMA application_id=1919247981;
PRAGMA user_version=9;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'reform','m001_first','2026-11-27 18:28:17.804203+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'reform','m002_days','2026-11-27 18:28:17.804501+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'reform','m003_lights_and_assignments','2026-11-27 18:28:17.805923+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'reform','m004_matters','2026-11-27 18:28:17.825656+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'reform','m005_rules','2026-11-27 18:28:17.825987+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'reform','m006_meetings_and_orders','2026-11-27 18:44:36.113200+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'reform','m007_reports','2026-11-27 19:14:30.877473+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'reform','m008_submissions_ideas_events','2026-11-27 19:45:06.282404+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'reform','m009_marks','2026-11-27 20:26:11.353205+00:00');
CREATE TABLE adoptions (number INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE,
    submission INTEGER NOT NULL REFERENCES submissions(number) DEFERRABLE INITIALLY DEFERRED, level TEXT, kind TEXT NOT NULL, journal TEXT,
    issue TEXT, by TEXT, date TEXT NOT NULL, document TEXT, extra TEXT NOT NULL,
    PRIMARY KEY (submission, number)) STRICT;
INSERT INTO "adoptions" VALUES(1,'e171eb1b084bbc9371092d3d00000001',1,'province','printed','Reform','31',NULL,'2026-05-03',NULL,'{}');
INSERT INTO "adoptions" VALUES(2,'e171eb1b084bbc9371092d3d00000002',1,NULL,'sent-on',NULL,NULL,NULL,'2026-05-04',NULL,'{}');
CREATE TABLE assignments (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, document TEXT NOT NULL, item TEXT, title TEXT NOT NULL, plan INTEGER, unit TEXT, due TEXT, due_said TEXT, project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, extra TEXT NOT NULL) STRICT;
CREATE TABLE batches (number INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, actor TEXT NOT NULL,
    at TEXT NOT NULL, today TEXT NOT NULL, undoes INTEGER REFERENCES batches(number)) STRICT;
INSERT INTO "batches" VALUES(1,'add','office','2026-11-27T18:28:18+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(2,'add','office','2026-11-27T18:28:18+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(3,'add','office','2026-11-27T18:28:18+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(4,'add','office','2026-11-27T18:28:19+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(5,'note','office','2026-11-27T18:28:19+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(6,'undo','office','2026-11-27T18:28:20+00:00','2026-03-15',5);
INSERT INTO "batches" VALUES(7,'undo','office','2026-11-27T18:28:20+00:00','2026-03-15',4);
INSERT INTO "batches" VALUES(8,'add','office','2026-11-27T18:28:20+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(9,'extend','office','2026-11-27T18:28:21+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(10,'done','office','2026-11-27T18:28:21+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(11,'add','office','2026-11-27T18:28:22+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(12,'visit add','office','2026-11-27T18:28:22+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(13,'add','office','2026-11-27T18:28:22+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(14,'stage','office','2026-11-27T18:28:23+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(15,'done','office','2026-11-27T18:28:23+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(16,'stage','office','2026-11-27T18:28:24+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(17,'done','office','2026-11-27T18:28:24+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(18,'rules load','office','2026-11-27T18:28:24+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(19,'add','office','2026-11-27T18:28:25+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(20,'note','office','2026-11-27T18:28:25+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(21,'note','office','2026-11-27T18:28:26+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(22,'note','office','2026-11-27T18:28:26+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(23,'light','office','2026-11-27T18:28:26+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(24,'extend','office','2026-11-27T18:28:27+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(25,'meeting add','office','2026-11-27T18:44:36+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(26,'meeting topic','office','2026-11-27T18:44:36+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(27,'add','office','2026-11-27T18:44:36+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(28,'order add','office','2026-11-27T18:44:37+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(29,'order answer','office','2026-11-27T18:44:37+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(30,'meeting add','office','2026-11-27T18:44:38+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(31,'note','office','2026-11-27T19:14:31+00:00','2026-04-20',NULL);
INSERT INTO "batches" VALUES(32,'forms send','office','2026-11-27T19:14:39+00:00','2026-04-20',NULL);
INSERT INTO "batches" VALUES(33,'submission add','office','2026-11-27T19:45:06+00:00','2026-05-04',NULL);
INSERT INTO "batches" VALUES(34,'submission add','office','2026-11-27T19:45:06+00:00','2026-05-04',NULL);
INSERT INTO "batches" VALUES(35,'event add','office','2026-11-27T19:45:07+00:00','2026-05-04',NULL);
INSERT INTO "batches" VALUES(36,'idea add','office','2026-11-27T19:45:07+00:00','2026-05-04',NULL);
INSERT INTO "batches" VALUES(37,'owner edit','office','2026-11-27T19:45:08+00:00','2026-05-04',NULL);
INSERT INTO "batches" VALUES(38,'import','office','2026-11-27T19:45:08+00:00','2026-05-04',NULL);
INSERT INTO "batches" VALUES(39,'owner add','tester','2026-11-27T20:26:11+00:00','2026-04-14',NULL);
INSERT INTO "batches" VALUES(40,'score mark','tester','2026-11-27T20:26:11+00:00','2026-04-14',NULL);
INSERT INTO "batches" VALUES(41,'score mark','tester','2026-11-27T20:26:12+00:00','2026-04-14',NULL);
INSERT INTO "batches" VALUES(42,'score appeal','tester','2026-11-27T20:26:22+00:00','2026-04-14',NULL);
INSERT INTO "batches" VALUES(43,'stage','tester','2026-11-27T20:26:22+00:00','2026-04-14',NULL);
INSERT INTO "batches" VALUES(44,'score correct','tester','2026-11-27T20:28:47+00:00','2026-04-14',NULL);
CREATE TABLE days (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL UNIQUE, working INTEGER NOT NULL, name TEXT, extra TEXT NOT NULL) STRICT;
CREATE TABLE duties (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, role TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "duties" VALUES(1,'1b9d802a7067add67510bd4500000004',1,1,'leader',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(2,'1b9d802a7067add67510bd4500000005',1,2,'lead',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(3,'647d2515ab475497bee7930200000003',2,3,'lead',NULL,NULL,'{}');
CREATE TABLE events (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''), level TEXT, date TEXT NOT NULL, until TEXT, document TEXT,
    owners TEXT NOT NULL, fed TEXT NOT NULL, with_whom TEXT, lessons TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "events" VALUES(1,'63e9dd6428b8b765338260fd00000001','talk','A lecture on works',NULL,'2026-05-03',NULL,NULL,'[2]','[1]',NULL,NULL,'{}');
CREATE TABLE "extensions" (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL, due_from TEXT, due_to TEXT NOT NULL, due_said TEXT, reason TEXT NOT NULL, approver TEXT NOT NULL, document TEXT, asked TEXT, extra TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'extension') STRICT;
INSERT INTO "extensions" VALUES(1,'a7b847a7afaf3436324d4ca900000001','milestone',1,1,'2026-02-15','2026-04-01','2026-04-01','tender failed','A. Director','12/2026','2026-03-15','{}','extension');
INSERT INTO "extensions" VALUES(2,'06cec8fbf98ebf4b5c9ccaee00000001','matter',NULL,2,'2026-04-14','2026-05-01','2026-05-01','a','b',NULL,'2026-03-15','{}','extension');
CREATE TABLE history (sequence INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL REFERENCES batches(number),
    noun TEXT NOT NULL, uid TEXT NOT NULL, ref TEXT NOT NULL, before TEXT, after TEXT, digest TEXT NOT NULL) STRICT;
INSERT INTO "history" VALUES(1,1,'owner','1b9d802a7067add67510bd4500000001','Deputy Mayor',NULL,'{"number":1,"uid":"1b9d802a7067add67510bd4500000001","name":"Deputy Mayor","other_names":"[]","kind":"leader","extra":"{}"}','f6d09691d3dd1199f1e335ba4cc40b31f2c2e9d87ee88e3070f95bd6e1aeca63');
INSERT INTO "history" VALUES(2,1,'owner','1b9d802a7067add67510bd4500000002','Transport',NULL,'{"number":2,"uid":"1b9d802a7067add67510bd4500000002","name":"Transport","other_names":"[]","kind":"unit","extra":"{}"}','210a87f3da6d5f0f37e81df0c8b9b479d0de834459439c1d79fd51a528afb59a');
INSERT INTO "history" VALUES(3,1,'project','1b9d802a7067add67510bd4500000003','1',NULL,'{"number":1,"uid":"1b9d802a7067add67510bd4500000003","title":"Open the bus station","plan":2026,"key":0,"due":"2026-03-01","due_said":"2026-03-01","due_first":"2026-03-01","state":"planned","extra":"{}"}','f1c0c22cd95143cc87fa394e55f8425c50377cb00916316c7347b96f45063fe2');
INSERT INTO "history" VALUES(4,1,'duty','1b9d802a7067add67510bd4500000004','1',NULL,'{"number":1,"uid":"1b9d802a7067add67510bd4500000004","project":1,"owner":1,"role":"leader","extra":"{}"}','4305887e02e7859d144c14de88a8b7adb748c52af7dc4e974c9bd3103b80f2bf');
INSERT INTO "history" VALUES(5,1,'duty','1b9d802a7067add67510bd4500000005','2',NULL,'{"number":2,"uid":"1b9d802a7067add67510bd4500000005","project":1,"owner":2,"role":"lead","extra":"{}"}','297fe2fd49d1af9e112f78d3bcac7956ed7dec2148bd8290f9b75f99307fb299');
INSERT INTO "history" VALUES(6,2,'milestone','5f355dacac0d9fdbb7b0175100000001','1.1',NULL,'{"number":1,"uid":"5f355dacac0d9fdbb7b0175100000001","project":1,"title":"Sign the contract","due":"2026-02-15","due_said":"2026-02-15","due_first":"2026-02-15","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','544f1784cc9441560a3b6beeb15b8ccca09fb23046ac5dee79a5d170f9c94437');
INSERT INTO "history" VALUES(7,3,'milestone','60d19acfe026e4af6b75f2d900000001','1.2',NULL,'{"number":2,"uid":"60d19acfe026e4af6b75f2d900000001","project":1,"title":"Build it","due":"2026-06-30","due_said":"2026-06-30","due_first":"2026-06-30","weight":1.0,"depends_on":"[[1,1]]","state":"planned","extra":"{}"}','9c2c65092e25238d0e75ed4f5aed36b84cf65ff7c0d7e90f603fdf7ae764cd13');
INSERT INTO "history" VALUES(8,4,'milestone','30cc5e46e0c8fe0bac957b6f00000001','1.3',NULL,'{"number":3,"uid":"30cc5e46e0c8fe0bac957b6f00000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','52a2237454f63bdb6784147a6d602ea3e40d59e92f9d37829cdbd7a47bc4ea3a');
INSERT INTO "history" VALUES(9,5,'note','7f67d1cbea10687061b52db100000001','N1',NULL,'{"number":1,"uid":"7f67d1cbea10687061b52db100000001","about_noun":"milestone","about_within":1,"about_number":3,"date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}','d92fd099eb07d5999b95129ddc1f31f6c820ba6e088aa2561e3bc67141c82390');
INSERT INTO "history" VALUES(10,6,'note','7f67d1cbea10687061b52db100000001','N1','{"number":1,"uid":"7f67d1cbea10687061b52db100000001","about_noun":"milestone","about_within":1,"about_number":3,"date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}',NULL,'a8863952f08dadcf90862db331d01b55a13107484eaf05d4afb039d50dde4b5e');
INSERT INTO "history" VALUES(11,7,'milestone','30cc5e46e0c8fe0bac957b6f00000001','1.3','{"number":3,"uid":"30cc5e46e0c8fe0bac957b6f00000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}',NULL,'79d681eb8887497ec6365acbd293fd5ae98138d374eb43b86ee72c0220fe7bbb');
INSERT INTO "history" VALUES(12,8,'milestone','9a790f1a63fdefb2ccfe3ab600000001','1.4',NULL,'{"number":4,"uid":"9a790f1a63fdefb2ccfe3ab600000001","project":1,"title":"Open it","weight":1.0,"depends_on":"[[1,2]]","state":"planned","extra":"{}"}','aebfc5223ea0d6c15275baa720f9cf0e429e317cc16d8711f8d6ba95942b12fc');
INSERT INTO "history" VALUES(13,9,'milestone','5f355dacac0d9fdbb7b0175100000001','1.1','{"due":"2026-02-15","due_said":"2026-02-15"}','{"due":"2026-04-01","due_said":"2026-04-01"}','faea9c9fe0051a732c48e08f25dc115011b89e95624c9920ee1e12cedadb88ff');
INSERT INTO "history" VALUES(14,9,'extension','a7b847a7afaf3436324d4ca900000001','1',NULL,'{"number":1,"uid":"a7b847a7afaf3436324d4ca900000001","about_noun":"milestone","about_within":1,"about_number":1,"due_from":"2026-02-15","due_to":"2026-04-01","due_said":"2026-04-01","reason":"tender failed","approver":"A. Director","document":"12/2026","asked":"2026-03-15","extra":"{}"}','8c9e072b64cc486d093f192078bc22a69a5488b484440a23e393c172c9dd56a8');
INSERT INTO "history" VALUES(15,10,'milestone','5f355dacac0d9fdbb7b0175100000001','1.1','{"state":"planned","reported":null,"done":null,"evidence":null}','{"state":"done","reported":"2026-03-10","done":"2026-03-10","evidence":"contract 7/2026"}','210bdd947657486e10c06e3f882d55be0f17567af559f1ee24048a4bec8d58e3');
INSERT INTO "history" VALUES(16,11,'owner','647d2515ab475497bee7930200000001','县医保局',NULL,'{"number":3,"uid":"647d2515ab475497bee7930200000001","name":"县医保局","other_names":"[]","kind":"unit","extra":"{}"}','749e0cc03b7069d682ad34f8db37afe2070cb7ca57c28e4f2592f6b8136d1857');
INSERT INTO "history" VALUES(17,11,'project','647d2515ab475497bee7930200000002','2',NULL,'{"number":2,"uid":"647d2515ab475497bee7930200000002","title":"医保改革","plan":2026,"key":0,"due":"2026-12-31","due_said":"年底前","due_first":"2026-12-31","state":"planned","extra":"{}"}','7b8115f49eedf335e6486de4ab7592890a0b2c48b182fbda5268d8cf5cd6b387');
INSERT INTO "history" VALUES(18,11,'duty','647d2515ab475497bee7930200000003','3',NULL,'{"number":3,"uid":"647d2515ab475497bee7930200000003","project":2,"owner":3,"role":"lead","extra":"{}"}','ed735b6510787cc5e0ad9fd8e0531cd6e62e3edb064eb011b6456c22b7a6e3f2');
INSERT INTO "history" VALUES(19,12,'visit','c9e0d376e76522ce3f47d7ce00000001','V1',NULL,'{"number":1,"uid":"c9e0d376e76522ce3f47d7ce00000001","date":"2026-03-02","owner":2,"form":"on-site","purpose":"check","visitors":"[\"Ann\"]","met":"[]","papers":"[]","projects":"[1,2]","extra":"{}"}','5a5fcb765575fdd0b0d4d28544d03539404fc09e99a825d6736b95db40e0fef4');
INSERT INTO "history" VALUES(20,13,'matter','988dcdf05a340874cf936bb800000001','F1',NULL,'{"number":1,"uid":"988dcdf05a340874cf936bb800000001","kind":"finding","title":"no works schedule","source_noun":"visit","source_number":1,"owner":2,"supporting":"[]","opened":"2026-03-02","due":"2026-03-10","due_said":"2026-03-10","due_first":"2026-03-10","state":"planned","process":"finding","extra":"{}"}','6d8d1b65474995b70692129c129dc00199a242295a2fa3fc75ba477d436ac0d3');
INSERT INTO "history" VALUES(21,14,'matter','988dcdf05a340874cf936bb800000001','F1','{"state":"planned","stage":null}','{"state":"started","stage":"measures"}','7f41c696cd77ac1065382d56970a4118efaa7ddd7f0335b215d760535dc40d24');
INSERT INTO "history" VALUES(22,14,'stage','bce68ee02739c8cb2a179d4300000001','1',NULL,'{"number":1,"uid":"bce68ee02739c8cb2a179d4300000001","about_noun":"matter","about_number":1,"key":"measures","date":"2026-03-05","result":"passed","by":2,"extra":"{}"}','1a746d6eca943e4735d184c53499244f7292261afabb152bb91242d71b0354e0');
INSERT INTO "history" VALUES(23,15,'matter','988dcdf05a340874cf936bb800000001','F1','{"state":"started","reported":null,"stage":"measures"}','{"state":"reported","reported":"2026-03-08","stage":"self-check"}','343a58c76d47bf5fcb4a75b579235a5dc2f9272ae16ff5926bab4fb6ac439ef2');
INSERT INTO "history" VALUES(24,15,'stage','fb6ecbd9108e8840123d400600000001','2',NULL,'{"number":2,"uid":"fb6ecbd9108e8840123d400600000001","about_noun":"matter","about_number":1,"key":"self-check","date":"2026-03-08","result":"passed","by":2,"evidence":"schedule sent","extra":"{}"}','7973c693e9d956a77d0392f0f356fb139cfc7d7d3f40d079d32399e1daa3dece');
INSERT INTO "history" VALUES(25,16,'matter','988dcdf05a340874cf936bb800000001','F1','{"stage":"self-check"}','{"stage":"acceptance"}','75aff5570cc7b8c443b25bb1bfa66a51201ff8ed2ca3ca9c2e38f65a0014b288');
INSERT INTO "history" VALUES(26,16,'stage','89f51257030459d4aed3ec8f00000001','3',NULL,'{"number":3,"uid":"89f51257030459d4aed3ec8f00000001","about_noun":"matter","about_number":1,"key":"acceptance","date":"2026-03-09","result":"passed","extra":"{}"}','fa1095008adcdeadcfa5d754946141be797597f12981ede281b41620472cc888');
INSERT INTO "history" VALUES(27,17,'matter','988dcdf05a340874cf936bb800000001','F1','{"state":"reported","done":null,"stage":"acceptance"}','{"state":"done","done":"2026-03-09","stage":"close"}','f9be5365682e4f16d287b873ce07696605568df244426ca3b388fe0fc437dd85');
INSERT INTO "history" VALUES(28,17,'stage','89ece60e23149f77ef037de700000001','4',NULL,'{"number":4,"uid":"89ece60e23149f77ef037de700000001","about_noun":"matter","about_number":1,"key":"close","date":"2026-03-09","result":"passed","extra":"{}"}','099649ec938758881b0a291a0aec42fa2370dd7780d817bf8ccda19b2fa79974');
INSERT INTO "history" VALUES(29,18,'rules','ccfa3825a85d38ec65cbee2700000001','2026-01-01',NULL,'{"number":1,"uid":"ccfa3825a85d38ec65cbee2700000001","valid_from":"2026-01-01","title":"r5.toml","text":"[lights]\nnear = 20","extra":"{}"}','10686ba1ab1e752d9a71a1822b05e1a07e61bedff2993c26fe3e070938e28308');
INSERT INTO "history" VALUES(30,19,'matter','b68166a7403c9854e5751c7400000001','F2',NULL,'{"number":2,"uid":"b68166a7403c9854e5751c7400000001","kind":"finding","title":"again no schedule","owner":2,"supporting":"[]","opened":"2026-03-15","due":"2026-04-14","due_said":"+30d","due_first":"2026-04-14","state":"planned","process":"finding","relapse_of":1,"extra":"{}"}','89dff2aa6c20c7a8092ef8378d29695626985f1913dae7bd5b339a225fbeee46');
INSERT INTO "history" VALUES(31,20,'note','fd7b5482aa09a7a27ba0a14700000001','N2',NULL,'{"number":2,"uid":"fd7b5482aa09a7a27ba0a14700000001","about_noun":"matter","about_number":1,"date":"2026-03-15","author":"office","text":"about the finding","extra":"{}"}','f12e9682da7652e76303591cb6e484a26015b627b2045d96e52aa2618a96af50');
INSERT INTO "history" VALUES(32,21,'note','f9f4dbc3ab7fe80ce20a29e200000001','N3',NULL,'{"number":3,"uid":"f9f4dbc3ab7fe80ce20a29e200000001","about_noun":"milestone","about_within":1,"about_number":2,"date":"2026-03-15","author":"office","text":"about a step","extra":"{}"}','7a4bbeab4bf34d43c7c3177307d68e8ea361b2d0797ac44a980aabb5c68fcf16');
INSERT INTO "history" VALUES(33,22,'note','0614ab709ab5dd18f34e4baa00000001','N4',NULL,'{"number":4,"uid":"0614ab709ab5dd18f34e4baa00000001","about_noun":"visit","about_number":1,"date":"2026-03-15","author":"office","text":"about the visit","extra":"{}"}','1f218aff4706d3ce403310060218c61df1b70e0486ddfb7912e8ced2d01b2be6');
INSERT INTO "history" VALUES(34,23,'override','c066e27b4d82b0778c588d1300000001','1',NULL,'{"number":1,"uid":"c066e27b4d82b0778c588d1300000001","about_noun":"matter","about_number":2,"light":"yellow","reason":"works resumed","author":"office","valid_from":"2026-03-15","valid_to":"2026-06-01","extra":"{}"}','b3495bc8f1d7dbe9d4053170c1a6f0dad884fb52fdab47a54e4a7b128941f0b6');
INSERT INTO "history" VALUES(35,24,'matter','b68166a7403c9854e5751c7400000001','F2','{"due":"2026-04-14","due_said":"+30d"}','{"due":"2026-05-01","due_said":"2026-05-01"}','be8b60cbfa71f157003b15775f36f2f6024efe2299d799e0b88d550a4a5b3bb8');
INSERT INTO "history" VALUES(36,24,'extension','06cec8fbf98ebf4b5c9ccaee00000001','2',NULL,'{"number":2,"uid":"06cec8fbf98ebf4b5c9ccaee00000001","about_noun":"matter","about_number":2,"due_from":"2026-04-14","due_to":"2026-05-01","due_said":"2026-05-01","reason":"a","approver":"b","asked":"2026-03-15","extra":"{}"}','01b1c7a017834373d98bbd9a0e2b32111564f1b7eb2a9964ac807d4a353f50e0');
INSERT INTO "history" VALUES(37,25,'owner','dcf014e0f0ffb755fbb89bd700000001','Mayor',NULL,'{"number":4,"uid":"dcf014e0f0ffb755fbb89bd700000001","name":"Mayor","other_names":"[]","kind":"leader","extra":"{}"}','fc2ad3771932a8092ec9ee1e572f78a05497f9884d5a08ad1bcc86e582f52561');
INSERT INTO "history" VALUES(38,25,'meeting','dcf014e0f0ffb755fbb89bd700000002','M1',NULL,'{"number":1,"uid":"dcf014e0f0ffb755fbb89bd700000002","body":"commission","session":4,"date":"2026-01-12","chair":4,"present":"[]","absent":"[]","minutes":"paper 4","extra":"{}"}','3fe7cb8e39378a7eaf07a78c822e5eadda92d5d2e6005169c7326cd6eb551e60');
INSERT INTO "history" VALUES(39,26,'topic','c6e456a46a81b3cee2af4f2b00000001','M1.1',NULL,'{"number":1,"uid":"c6e456a46a81b3cee2af4f2b00000001","meeting":1,"kind":"paper","title":"a plan to review","project":1,"outcome":"approved","extra":"{}"}','f1617b8f33374a66be587559b4083a6e7a0dccaedd47c9e43e65db85309e5fd3');
INSERT INTO "history" VALUES(40,27,'matter','6eeec570c77e9061e5cc2f8300000001','F3',NULL,'{"number":3,"uid":"6eeec570c77e9061e5cc2f8300000001","kind":"decision","title":"rules are written","source_noun":"topic","source_within":1,"source_number":1,"document":"paper 4","project":1,"supporting":"[]","opened":"2026-01-12","due":"2026-12-01","due_said":"2026-12-01","due_first":"2026-12-01","state":"planned","process":"decision","extra":"{}"}','17849e766bf4c32c9897878807ab91fe22754f3b8a309db9332660678e05a2e2');
INSERT INTO "history" VALUES(41,28,'order','acfb97516c17c2763c1a718400000001','O1',NULL,'{"number":1,"uid":"acfb97516c17c2763c1a718400000001","kind":"press","level":"blue","about_noun":"project","about_number":1,"owner":4,"date":"2026-03-15","due":"2026-03-20","due_said":"+5wd","accepted":0,"extra":"{}"}','070bfef272ecab305c809bde06e2a4d77e8989e59c8e5d7a5d7778f9d5d8d5b3');
INSERT INTO "history" VALUES(42,29,'order','acfb97516c17c2763c1a718400000001','O1','{"answered":null,"answer":null,"accepted":0}','{"answered":"2026-03-15","answer":"a timetable is sent","accepted":1}','69070f4a6a959670fae65a8013407574cee353a074eac11f6f21ab1cfddd853d');
INSERT INTO "history" VALUES(43,30,'meeting','b9438678b7530734d6884f1500000001','M2',NULL,'{"number":2,"uid":"b9438678b7530734d6884f1500000001","body":"commission","session":5,"date":"2026-04-09","present":"[]","absent":"[]","extra":"{}"}','08a29f953438bdb18c9ca1ce96b031600b443d7e40026be6f85c964ec893b900');
INSERT INTO "history" VALUES(44,31,'note','17b12c6e207a2302b53fd6ae00000001','N5',NULL,'{"number":5,"uid":"17b12c6e207a2302b53fd6ae00000001","about_noun":"project","about_number":1,"date":"2026-04-20","author":"office","text":"the unit reports","kind":"progress","percent":40.0,"extra":"{}"}','482a126f573be28f35e6a2f04929bdf76d914ee3fdecce205dcccbae17ecfa58');
INSERT INTO "history" VALUES(45,32,'sending','d59b42f91a86ef97fe8f92cc00000001','1',NULL,'{"number":1,"uid":"d59b42f91a86ef97fe8f92cc00000001","owner":3,"date":"2026-04-20","file":"县医保局-2026-04-20.xlsx","works":"[\"647d2515ab475497bee7930200000002\"]","sequence":44,"hash":"476456912999cb32562deadecb19ea5c45aa8f965bf233912fbcf90f5b8e20ae","taken":"[]","extra":"{}"}','b4ea860954654b166c1f9c75caae732da10abaa51ecf85a5801083790d4c022b');
INSERT INTO "history" VALUES(46,33,'submission','b3d1671bae86319bcd5d6bd300000001','S1',NULL,'{"number":1,"uid":"b3d1671bae86319bcd5d6bd300000001","title":"How the works are told","owner":2,"shared":"[3]","date":"2026-05-02","form":"short","projects":"[1]","extra":"{}"}','bcf14e5de19005c3451388f2ca0059eabbc92eda77d1a49750bc92119d69fc2e');
INSERT INTO "history" VALUES(47,34,'submission','51103a5e3e7ef1402acabb8900000001','S2',NULL,'{"number":2,"uid":"51103a5e3e7ef1402acabb8900000001","title":"What was asked for","owner":2,"shared":"[]","form":"commissioned","due":"2026-05-20","due_said":"2026-05-20","projects":"[]","extra":"{}"}','c01f1cfda9bbc827251c3103d3a62710476b4cf744b6a5d910ceefbdc78b82cc');
INSERT INTO "history" VALUES(48,35,'event','63e9dd6428b8b765338260fd00000001','E1',NULL,'{"number":1,"uid":"63e9dd6428b8b765338260fd00000001","kind":"talk","title":"A lecture on works","date":"2026-05-03","owners":"[2]","fed":"[1]","extra":"{}"}','89477356fb972f5c2c8d6bc44e9ff805a56867831c7046ba82bad038f7d00163');
INSERT INTO "history" VALUES(49,36,'idea','fda7f153ec81ae788bb8765300000001','I1',NULL,'{"number":1,"uid":"fda7f153ec81ae788bb8765300000001","title":"A window for works","owner":2,"source_noun":"event","source_number":1,"places":"[\"Mill Lane\"]","opened":"2026-05-04","due":"2026-08-31","due_said":"2026-08-31","state":"planned","extra":"{}"}','8dede479aabc4504bf68404c8881e06995fd3386cfe045d024ca02ab599a1ee8');
INSERT INTO "history" VALUES(50,37,'owner','1b9d802a7067add67510bd4500000002','Transport','{"category":null}','{"category":"county"}','f7c28b66657aab8ab4b9d3dc8e20ecc766e00eadc7f7753430c03be2d38dd863');
INSERT INTO "history" VALUES(51,38,'adoption','e171eb1b084bbc9371092d3d00000001','S1.1',NULL,'{"number":1,"uid":"e171eb1b084bbc9371092d3d00000001","submission":1,"level":"province","kind":"printed","journal":"Reform","issue":"31","date":"2026-05-03","extra":"{}"}','745e0d20f0e791ae787dff54c66662fca58ddff6ea3c96b3becc2a24f8089e55');
INSERT INTO "history" VALUES(52,38,'adoption','e171eb1b084bbc9371092d3d00000002','S1.2',NULL,'{"number":2,"uid":"e171eb1b084bbc9371092d3d00000002","submission":1,"kind":"sent-on","date":"2026-05-04","extra":"{}"}','8bb07514068b6dc88384697af2e00d507aa541ed28d78e06d391d33119b2f32e');
INSERT INTO "history" VALUES(53,39,'owner','a68e10a075ef3be2b39162a000000001','Urban Affairs',NULL,'{"number":5,"uid":"a68e10a075ef3be2b39162a000000001","name":"Urban Affairs","other_names":"[]","kind":"group","extra":"{}"}','00c15468f1128e9a3e18f2f20fdd1744b288eabe745a99fb7c35d3bcd9223091');
INSERT INTO "history" VALUES(54,40,'mark','b9fed1e72b3622ea0ae4b51700000001','P1',NULL,'{"number":1,"uid":"b9fed1e72b3622ea0ae4b51700000001","rule":"view","owner":2,"date":"2026-04-14","points":17.5,"author":5,"extra":"{}"}','455c0145dab60f96005b483d069797eeb1daec2ab540775e66b0fffc597c7b66');
INSERT INTO "history" VALUES(55,41,'mark','fab0360e18aae8bcce06776c00000001','P2',NULL,'{"number":2,"uid":"fab0360e18aae8bcce06776c00000001","rule":"praise","owner":2,"date":"2026-04-14","evidence_noun":"topic","evidence_within":1,"evidence_number":1,"reason":"ahead of time","extra":"{}"}','2fee74743e202a68ef439e711f1d28860981e7085210aea8d39da1910ead1884');
INSERT INTO "history" VALUES(56,42,'matter','eccc26c8f8c9ba4a28307b0300000001','F4',NULL,'{"number":4,"uid":"eccc26c8f8c9ba4a28307b0300000001","kind":"appeal","title":"Appeal of Transport against late@1","detail":"the tender was stopped","supporting":"[]","raised_by":2,"opened":"2026-04-14","due":"2026-04-28","due_said":"+10wd","due_first":"2026-04-28","state":"planned","process":"appeal","against":"late@1","extra":"{}"}','48b7f7cc153e9891e1cc5f034dd47ef7dd4eabfa8131b4b25cce6c3d22371b75');
INSERT INTO "history" VALUES(57,43,'matter','eccc26c8f8c9ba4a28307b0300000001','F4','{"state":"planned","done":null,"stage":null}','{"state":"done","done":"2026-04-14","stage":"decide"}','b0aebcc668565ce370bb0f48210c9ed9a0bb7404c39d1b6f129fc1b2e109c448');
INSERT INTO "history" VALUES(58,43,'stage','816cad1a1916dcbf781640a600000001','5',NULL,'{"number":5,"uid":"816cad1a1916dcbf781640a600000001","about_noun":"matter","about_number":4,"key":"decide","date":"2026-04-14","result":"passed","extra":"{}"}','8fd94874987bb3c1014198c8874ff7c118268a2cc4d17a6db32fba48aeba5fc2');
INSERT INTO "history" VALUES(59,44,'mark','947583d5a955b811341957f900000001','P3',NULL,'{"number":3,"uid":"947583d5a955b811341957f900000001","rule":"late","owner":2,"date":"2026-04-14","points":-10.0,"evidence_noun":"matter","evidence_number":4,"reason":"the tender was stopped","against":"late@1","extra":"{}"}','0a667a8948ffb3c8be006b0c50f67f9e3d5345e2de188a0a0e4159750bbb989e');
CREATE TABLE ideas (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''),
    owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, origin TEXT, source_noun TEXT, source_within INTEGER,
    source_number INTEGER, document TEXT, problem TEXT, approach TEXT, places TEXT NOT NULL, opened TEXT, start TEXT,
    due TEXT, due_said TEXT, result TEXT, conditions TEXT, state TEXT NOT NULL, reported TEXT, done TEXT, dropped TEXT,
    reason TEXT, process TEXT, stage TEXT, project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "ideas" VALUES(1,'fda7f153ec81ae788bb8765300000001','A window for works',2,NULL,'event',NULL,1,NULL,NULL,NULL,'["Mill Lane"]','2026-05-04',NULL,'2026-08-31','2026-08-31',NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE marks (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rule TEXT NOT NULL,
    owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, date TEXT NOT NULL, points REAL, evidence_noun TEXT,
    evidence_within INTEGER, evidence_number INTEGER, reason TEXT,
    author INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, against TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "marks" VALUES(1,'b9fed1e72b3622ea0ae4b51700000001','view',2,'2026-04-14',17.5,NULL,NULL,NULL,NULL,5,NULL,'{}');
INSERT INTO "marks" VALUES(2,'fab0360e18aae8bcce06776c00000001','praise',2,'2026-04-14',NULL,'topic',1,1,'ahead of time',NULL,NULL,'{}');
INSERT INTO "marks" VALUES(3,'947583d5a955b811341957f900000001','late',2,'2026-04-14',-10.0,'matter',NULL,4,'the tender was stopped',NULL,'late@1','{}');
CREATE TABLE matters (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''), detail TEXT, source_noun TEXT, source_within INTEGER,
    source_number INTEGER, document TEXT, project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, supporting TEXT NOT NULL,
    raised_by INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, measures TEXT, opened TEXT, due TEXT, due_said TEXT,
    due_first TEXT, state TEXT NOT NULL, reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT,
    process TEXT, stage TEXT, relapse_of INTEGER REFERENCES matters(number) DEFERRABLE INITIALLY DEFERRED, extra TEXT NOT NULL, against TEXT) STRICT;
INSERT INTO "matters" VALUES(1,'988dcdf05a340874cf936bb800000001','finding','no works schedule',NULL,'visit',NULL,1,NULL,NULL,2,'[]',NULL,NULL,'2026-03-02','2026-03-10','2026-03-10','2026-03-10','done','2026-03-08','2026-03-09',NULL,NULL,NULL,'finding','close',NULL,'{}',NULL);
INSERT INTO "matters" VALUES(2,'b68166a7403c9854e5751c7400000001','finding','again no schedule',NULL,NULL,NULL,NULL,NULL,NULL,2,'[]',NULL,NULL,'2026-03-15','2026-05-01','2026-05-01','2026-04-14','planned',NULL,NULL,NULL,NULL,NULL,'finding',NULL,1,'{}',NULL);
INSERT INTO "matters" VALUES(3,'6eeec570c77e9061e5cc2f8300000001','decision','rules are written',NULL,'topic',1,1,'paper 4',1,NULL,'[]',NULL,NULL,'2026-01-12','2026-12-01','2026-12-01','2026-12-01','planned',NULL,NULL,NULL,NULL,NULL,'decision',NULL,NULL,'{}',NULL);
INSERT INTO "matters" VALUES(4,'eccc26c8f8c9ba4a28307b0300000001','appeal','Appeal of Transport against late@1','the tender was stopped',NULL,NULL,NULL,NULL,NULL,NULL,'[]',2,NULL,'2026-04-14','2026-04-28','+10wd','2026-04-28','done',NULL,'2026-04-14',NULL,NULL,NULL,'appeal','decide',NULL,'{}','late@1');
CREATE TABLE meetings (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
    owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, session INTEGER, date TEXT NOT NULL, place TEXT,
    chair INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, present TEXT NOT NULL, absent TEXT NOT NULL, minutes TEXT,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "meetings" VALUES(1,'dcf014e0f0ffb755fbb89bd700000002','commission',NULL,4,'2026-01-12',NULL,4,'[]','[]','paper 4','{}');
INSERT INTO "meetings" VALUES(2,'b9438678b7530734d6884f1500000001','commission',NULL,5,'2026-04-09',NULL,NULL,'[]','[]',NULL,'{}');
CREATE TABLE milestones (project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,
    uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), output TEXT, weight REAL NOT NULL,
    depends_on TEXT NOT NULL, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL, PRIMARY KEY (project, number)) STRICT, WITHOUT ROWID;
INSERT INTO "milestones" VALUES(1,1,'5f355dacac0d9fdbb7b0175100000001','Sign the contract',NULL,1.0,'[]',NULL,'2026-04-01','2026-04-01','2026-02-15','done','2026-03-10','2026-03-10',NULL,NULL,'contract 7/2026','{}');
INSERT INTO "milestones" VALUES(1,2,'60d19acfe026e4af6b75f2d900000001','Build it',NULL,1.0,'[[1,1]]',NULL,'2026-06-30','2026-06-30','2026-06-30','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "milestones" VALUES(1,4,'9a790f1a63fdefb2ccfe3ab600000001','Open it',NULL,1.0,'[[1,2]]',NULL,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE "notes" (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL, date TEXT NOT NULL, author TEXT, text TEXT NOT NULL, extra TEXT NOT NULL, kind TEXT, percent REAL) STRICT;
INSERT INTO "notes" VALUES(2,'fd7b5482aa09a7a27ba0a14700000001','matter',NULL,1,'2026-03-15','office','about the finding','{}',NULL,NULL);
INSERT INTO "notes" VALUES(3,'f9f4dbc3ab7fe80ce20a29e200000001','milestone',1,2,'2026-03-15','office','about a step','{}',NULL,NULL);
INSERT INTO "notes" VALUES(4,'0614ab709ab5dd18f34e4baa00000001','visit',NULL,1,'2026-03-15','office','about the visit','{}',NULL,NULL);
INSERT INTO "notes" VALUES(5,'17b12c6e207a2302b53fd6ae00000001','project',NULL,1,'2026-04-20','office','the unit reports','{}','progress',40.0);
CREATE TABLE numbers (noun TEXT NOT NULL, within INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (noun, within)) STRICT, WITHOUT ROWID;
INSERT INTO "numbers" VALUES('adoption',1,2);
INSERT INTO "numbers" VALUES('duty',0,3);
INSERT INTO "numbers" VALUES('event',0,1);
INSERT INTO "numbers" VALUES('extension',0,2);
INSERT INTO "numbers" VALUES('idea',0,1);
INSERT INTO "numbers" VALUES('mark',0,3);
INSERT INTO "numbers" VALUES('matter',0,4);
INSERT INTO "numbers" VALUES('meeting',0,2);
INSERT INTO "numbers" VALUES('milestone',1,4);
INSERT INTO "numbers" VALUES('note',0,5);
INSERT INTO "numbers" VALUES('order',0,1);
INSERT INTO "numbers" VALUES('override',0,1);
INSERT INTO "numbers" VALUES('owner',0,5);
INSERT INTO "numbers" VALUES('project',0,2);
INSERT INTO "numbers" VALUES('rules',0,1);
INSERT INTO "numbers" VALUES('sending',0,1);
INSERT INTO "numbers" VALUES('stage',0,5);
INSERT INTO "numbers" VALUES('submission',0,2);
INSERT INTO "numbers" VALUES('topic',1,1);
INSERT INTO "numbers" VALUES('visit',0,1);
CREATE TABLE orders (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, level TEXT,
    code TEXT, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL,
    owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, requirement TEXT, date TEXT NOT NULL, due TEXT NOT NULL,
    due_said TEXT, signed_by INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    follows INTEGER REFERENCES orders(number) DEFERRABLE INITIALLY DEFERRED, answered TEXT, answer TEXT, accepted INTEGER NOT NULL,
    withdrawn TEXT, reason TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "orders" VALUES(1,'acfb97516c17c2763c1a718400000001','press','blue',NULL,'project',NULL,1,4,NULL,'2026-03-15','2026-03-20','+5wd',NULL,NULL,'2026-03-15','a timetable is sent',1,NULL,NULL,'{}');
CREATE TABLE "overrides" (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL, light TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
INSERT INTO "overrides" VALUES(1,'c066e27b4d82b0778c588d1300000001','matter',NULL,2,'yellow','works resumed','office','2026-03-15','2026-06-01','{}');
CREATE TABLE owners (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE CHECK (name <> ''), short_name TEXT,
    other_names TEXT NOT NULL, kind TEXT NOT NULL, parent INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT, valid_from TEXT, valid_to TEXT, extra TEXT NOT NULL, place TEXT, rules TEXT, platform TEXT, category TEXT) STRICT;
INSERT INTO "owners" VALUES(1,'1b9d802a7067add67510bd4500000001','Deputy Mayor',NULL,'[]','leader',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL,NULL);
INSERT INTO "owners" VALUES(2,'1b9d802a7067add67510bd4500000002','Transport',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL,'county');
INSERT INTO "owners" VALUES(3,'647d2515ab475497bee7930200000001','县医保局',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL,NULL);
INSERT INTO "owners" VALUES(4,'dcf014e0f0ffb755fbb89bd700000001','Mayor',NULL,'[]','leader',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL,NULL);
INSERT INTO "owners" VALUES(5,'a68e10a075ef3be2b39162a000000001','Urban Affairs',NULL,'[]','group',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL,NULL);
CREATE TABLE projects (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), code TEXT, plan INTEGER, source TEXT,
    kind TEXT, theme TEXT, key INTEGER NOT NULL, goal TEXT, measures TEXT, result TEXT, policy_basis TEXT,
    local_situation TEXT, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "projects" VALUES(1,'1b9d802a7067add67510bd4500000003','Open the bus station',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-01','2026-03-01','2026-03-01','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "projects" VALUES(2,'647d2515ab475497bee7930200000002','医保改革',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-12-31','年底前','2026-12-31','planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE rules (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, valid_from TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), text TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
INSERT INTO "rules" VALUES(1,'ccfa3825a85d38ec65cbee2700000001','2026-01-01','r5.toml','[lights]
near = 20','{}');
CREATE TABLE sendings (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, date TEXT NOT NULL, report_by TEXT, file TEXT, works TEXT NOT NULL, returned TEXT, sequence INTEGER, hash TEXT, taken TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
INSERT INTO "sendings" VALUES(1,'d59b42f91a86ef97fe8f92cc00000001',3,'2026-04-20',NULL,'县医保局-2026-04-20.xlsx','["647d2515ab475497bee7930200000002"]',NULL,44,'476456912999cb32562deadecb19ea5c45aa8f965bf233912fbcf90f5b8e20ae','[]','{}');
CREATE TABLE stages (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL,
    about_within INTEGER, about_number INTEGER NOT NULL, key TEXT NOT NULL CHECK (key <> ''), date TEXT NOT NULL,
    result TEXT NOT NULL, by INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, evidence TEXT, document TEXT,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "stages" VALUES(1,'bce68ee02739c8cb2a179d4300000001','matter',NULL,1,'measures','2026-03-05','passed',2,NULL,NULL,'{}');
INSERT INTO "stages" VALUES(2,'fb6ecbd9108e8840123d400600000001','matter',NULL,1,'self-check','2026-03-08','passed',2,'schedule sent',NULL,'{}');
INSERT INTO "stages" VALUES(3,'89f51257030459d4aed3ec8f00000001','matter',NULL,1,'acceptance','2026-03-09','passed',NULL,NULL,NULL,'{}');
INSERT INTO "stages" VALUES(4,'89ece60e23149f77ef037de700000001','matter',NULL,1,'close','2026-03-09','passed',NULL,NULL,NULL,'{}');
INSERT INTO "stages" VALUES(5,'816cad1a1916dcbf781640a600000001','matter',NULL,4,'decide','2026-04-14','passed',NULL,NULL,NULL,'{}');
CREATE TABLE submissions (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL CHECK (title <> ''), owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    shared TEXT NOT NULL, "group" INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, date TEXT, form TEXT, due TEXT,
    due_said TEXT, projects TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
INSERT INTO "submissions" VALUES(1,'b3d1671bae86319bcd5d6bd300000001','How the works are told',2,'[3]',NULL,'2026-05-02','short',NULL,NULL,'[1]','{}');
INSERT INTO "submissions" VALUES(2,'51103a5e3e7ef1402acabb8900000001','What was asked for',2,'[]',NULL,NULL,'commissioned','2026-05-20','2026-05-20','[]','{}');
CREATE TABLE topics (number INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE,
    meeting INTEGER NOT NULL REFERENCES meetings(number) DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''), project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, document TEXT, minutes INTEGER, outcome TEXT, comment TEXT,
    extra TEXT NOT NULL, PRIMARY KEY (meeting, number)) STRICT;
INSERT INTO "topics" VALUES(1,'c6e456a46a81b3cee2af4f2b00000001',1,'paper','a plan to review',1,NULL,NULL,NULL,'approved',NULL,'{}');
CREATE TABLE visits (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL, owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL, purpose TEXT NOT NULL, visitors TEXT NOT NULL, met TEXT NOT NULL, projects TEXT NOT NULL,
    conclusion TEXT, hours REAL, extra TEXT NOT NULL, papers TEXT NOT NULL DEFAULT '[]', held_by INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED) STRICT;
INSERT INTO "visits" VALUES(1,'c9e0d376e76522ce3f47d7ce00000001','2026-03-02',2,'on-site','check','["Ann"]','[]','[1,2]',NULL,NULL,'{}','[]',NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX projects_open ON projects (due) WHERE state IN ('planned', 'started', 'reported');
CREATE INDEX projects_done ON projects (done) WHERE done IS NOT NULL;
CREATE INDEX projects_plan ON projects (plan);
CREATE INDEX milestones_open ON milestones (due) WHERE state IN ('planned', 'started', 'reported');
CREATE INDEX milestones_done ON milestones (done) WHERE done IS NOT NULL;
CREATE INDEX duties_project ON duties (project, role);
CREATE INDEX duties_owner ON duties (owner);
CREATE INDEX visits_owner ON visits (owner);
CREATE INDEX history_batch ON history (batch);
CREATE INDEX history_uid ON history (uid);
CREATE TRIGGER batches_keeps_UPDATE BEFORE UPDATE ON batches
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
CREATE TRIGGER batches_keeps_DELETE BEFORE DELETE ON batches
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
CREATE TRIGGER history_keeps_UPDATE BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
CREATE TRIGGER history_keeps_DELETE BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
CREATE INDEX assignments_project ON assignments (project);
CREATE INDEX projects_dropped ON projects (dropped) WHERE dropped IS NOT NULL;
CREATE INDEX milestones_dropped ON milestones (dropped) WHERE dropped IS NOT NULL;
CREATE INDEX projects_reported ON projects (reported) WHERE reported IS NOT NULL;
CREATE INDEX milestones_reported ON milestones (reported) WHERE reported IS NOT NULL;
CREATE INDEX extensions_about ON extensions (about_noun, about_number, about_within);
CREATE INDEX overrides_about ON overrides (about_noun, about_number, about_within);
CREATE INDEX notes_about ON notes (about_noun, about_number, about_within);
CREATE INDEX matters_open ON matters (due) WHERE state IN ('planned', 'started', 'reported');
CREATE INDEX matters_done ON matters (done) WHERE done IS NOT NULL;
CREATE INDEX matters_dropped ON matters (dropped) WHERE dropped IS NOT NULL;
CREATE INDEX matters_reported ON matters (reported) WHERE reported IS NOT NULL;
CREATE INDEX matters_project ON matters (project);
CREATE INDEX matters_owner ON matters (owner);
CREATE INDEX matters_source ON matters (source_noun, source_number, source_within);
CREATE INDEX stages_about ON stages (about_noun, about_number, about_within);
CREATE INDEX extensions_asked ON extensions (asked);
CREATE INDEX topics_project ON topics (project);
CREATE INDEX orders_about ON orders (about_noun, about_number, about_within)
;
CREATE INDEX sendings_owner ON sendings (owner);
CREATE INDEX notes_kind ON notes (kind, date) WHERE kind IS NOT NULL;
CREATE INDEX submissions_owner ON submissions (owner);
CREATE INDEX adoptions_date ON adoptions (date);
CREATE INDEX events_date ON events (date);
CREATE INDEX ideas_project ON ideas (project)
;
CREATE INDEX marks_date ON marks (date)
;
CREATE VIEW "work" AS SELECT '' || w.number AS ref, 'project' AS kind, w.title AS title, w.number AS project, w.title AS project_title, w.due AS due, w.due_first AS due_first, w.state AS state, w.reported AS reported, w.done AS done, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = w.number AND d.role = 'lead' AND d.valid_to IS NULL) AS owner, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = w.number AND d.role = 'leader' AND d.valid_to IS NULL) AS leader FROM projects w UNION ALL SELECT '' || w.project || '.' || w.number AS ref, 'milestone' AS kind, w.title AS title, p.number AS project, p.title AS project_title, w.due AS due, w.due_first AS due_first, w.state AS state, w.reported AS reported, w.done AS done, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'lead' AND d.valid_to IS NULL) AS owner, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'leader' AND d.valid_to IS NULL) AS leader FROM milestones w JOIN projects p ON p.number = w.project UNION ALL SELECT 'F' || w.number AS ref, coalesce(w.kind, 'matter') AS kind, w.title AS title, p.number AS project, p.title AS project_title, w.due AS due, w.due_first AS due_first, w.state AS state, w.reported AS reported, w.done AS done, coalesce((SELECT name FROM owners WHERE number = w.owner), (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'lead' AND d.valid_to IS NULL)) AS owner, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'leader' AND d.valid_to IS NULL) AS leader FROM matters w LEFT JOIN projects p ON p.number = w.project;
CREATE VIEW "open_work" AS SELECT * FROM work WHERE state IN ('planned', 'started', 'reported');
CREATE VIEW "slips" AS SELECT CASE e.about_noun WHEN 'assignment' THEN 'A' WHEN 'visit' THEN 'V' WHEN 'meeting' THEN 'M' WHEN 'topic' THEN 'M' WHEN 'submission' THEN 'S' WHEN 'adoption' THEN 'S' WHEN 'event' THEN 'E' WHEN 'matter' THEN 'F' WHEN 'idea' THEN 'I' WHEN 'order' THEN 'O' WHEN 'mark' THEN 'P' WHEN 'note' THEN 'N' ELSE '' END || coalesce(e.about_within || '.', '') || e.about_number AS ref, w.title, w.project, e.due_from, e.due_to, e.reason, e.approver, e.document, e.asked, e.kind, e.number AS extension FROM extensions e LEFT JOIN work w ON w.ref = CASE e.about_noun WHEN 'assignment' THEN 'A' WHEN 'visit' THEN 'V' WHEN 'meeting' THEN 'M' WHEN 'topic' THEN 'M' WHEN 'submission' THEN 'S' WHEN 'adoption' THEN 'S' WHEN 'event' THEN 'E' WHEN 'matter' THEN 'F' WHEN 'idea' THEN 'I' WHEN 'order' THEN 'O' WHEN 'mark' THEN 'P' WHEN 'note' THEN 'N' ELSE '' END || coalesce(e.about_within || '.', '') || e.about_number;
CREATE VIEW "answers" AS SELECT p.number AS project, p.title, d.role, o.name AS owner, o.kind, d.valid_from, d.valid_to FROM duties d JOIN projects p ON p.number = d.project JOIN owners o ON o.number = d.owner;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('batches',44);
INSERT INTO "sqlite_sequence" VALUES('owners',5);
INSERT INTO "sqlite_sequence" VALUES('projects',2);
INSERT INTO "sqlite_sequence" VALUES('duties',3);
INSERT INTO "sqlite_sequence" VALUES('history',59);
INSERT INTO "sqlite_sequence" VALUES('visits',1);
COMMIT;
