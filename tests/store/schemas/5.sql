PRAGMA application_id=1919247981;
PRAGMA user_version=5;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'reform','m001_first','2026-11-27 17:33:52.154438+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'reform','m002_days','2026-11-27 17:33:52.154761+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'reform','m003_lights_and_assignments','2026-11-27 17:33:52.160377+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'reform','m004_matters','2026-11-27 17:33:52.169405+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'reform','m005_reports','2026-11-27 18:10:40.590462+00:00');
CREATE TABLE assignments (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, document TEXT NOT NULL, item TEXT, title TEXT NOT NULL, plan INTEGER, unit TEXT, due TEXT, due_said TEXT, project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, extra TEXT NOT NULL) STRICT;
CREATE TABLE batches (number INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, actor TEXT NOT NULL,
    at TEXT NOT NULL, today TEXT NOT NULL, undoes INTEGER REFERENCES batches(number)) STRICT;
INSERT INTO "batches" VALUES(1,'add','office','2026-11-27T17:33:52+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(2,'add','office','2026-11-27T17:33:52+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(3,'add','office','2026-11-27T17:33:53+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(4,'add','office','2026-11-27T17:33:53+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(5,'note','office','2026-11-27T17:33:53+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(6,'undo','office','2026-11-27T17:33:54+00:00','2026-03-15',5);
INSERT INTO "batches" VALUES(7,'undo','office','2026-11-27T17:33:54+00:00','2026-03-15',4);
INSERT INTO "batches" VALUES(8,'add','office','2026-11-27T17:33:54+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(9,'extend','office','2026-11-27T17:33:55+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(10,'done','office','2026-11-27T17:33:55+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(11,'add','office','2026-11-27T17:33:56+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(12,'visit add','office','2026-11-27T17:33:56+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(13,'add','office','2026-11-27T17:33:57+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(14,'done','office','2026-11-27T17:33:57+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(15,'done','office','2026-11-27T17:33:58+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(16,'add','office','2026-11-27T17:33:58+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(17,'note','office','2026-11-27T17:33:58+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(18,'note','office','2026-11-27T17:33:59+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(19,'note','office','2026-11-27T17:33:59+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(20,'light','office','2026-11-27T17:33:59+00:00','2026-03-15',NULL);
CREATE TABLE days (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL UNIQUE, working INTEGER NOT NULL, name TEXT, extra TEXT NOT NULL) STRICT;
CREATE TABLE duties (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, role TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "duties" VALUES(1,'562f2f004a53bde588fe60f800000004',1,1,'leader',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(2,'562f2f004a53bde588fe60f800000005',1,2,'lead',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(3,'9dd585e5c054c19d620a86a400000003',2,3,'lead',NULL,NULL,'{}');
CREATE TABLE "extensions" (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL, due_from TEXT, due_to TEXT NOT NULL, due_said TEXT, reason TEXT NOT NULL, approver TEXT NOT NULL, document TEXT, asked TEXT, extra TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'extension') STRICT;
INSERT INTO "extensions" VALUES(1,'04c59c30a91336135ba08f0000000001','milestone',1,1,'2026-02-15','2026-04-01','2026-04-01','tender failed','A. Director','12/2026','2026-03-15','{}','extension');
CREATE TABLE history (sequence INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL REFERENCES batches(number),
    noun TEXT NOT NULL, uid TEXT NOT NULL, ref TEXT NOT NULL, before TEXT, after TEXT, digest TEXT NOT NULL) STRICT;
INSERT INTO "history" VALUES(1,1,'owner','562f2f004a53bde588fe60f800000001','Deputy Mayor',NULL,'{"number":1,"uid":"562f2f004a53bde588fe60f800000001","name":"Deputy Mayor","other_names":"[]","kind":"leader","extra":"{}"}','419e6857af8c6b215548c972865a8b53c2eb4a87e87ee73d671baf72beb98aef');
INSERT INTO "history" VALUES(2,1,'owner','562f2f004a53bde588fe60f800000002','Transport',NULL,'{"number":2,"uid":"562f2f004a53bde588fe60f800000002","name":"Transport","other_names":"[]","kind":"unit","extra":"{}"}','cdd5b1dcc023fe139096a47fda4ef951b996b2cc8bc29fe72ee2f8c8acffb896');
INSERT INTO "history" VALUES(3,1,'project','562f2f004a53bde588fe60f800000003','1',NULL,'{"number":1,"uid":"562f2f004a53bde588fe60f800000003","title":"Open the bus station","plan":2026,"key":0,"due":"2026-03-01","due_said":"2026-03-01","due_first":"2026-03-01","state":"planned","extra":"{}"}','9afe58f7c975135b8eb2d547962406556bdb9aa4659a91fd5fffd3742c0cd287');
INSERT INTO "history" VALUES(4,1,'duty','562f2f004a53bde588fe60f800000004','1',NULL,'{"number":1,"uid":"562f2f004a53bde588fe60f800000004","project":1,"owner":1,"role":"leader","extra":"{}"}','271f1a4644f8cc3946e560a7f1737dec644b8436a2c0bdb8f27afb5b3db3bf2c');
INSERT INTO "history" VALUES(5,1,'duty','562f2f004a53bde588fe60f800000005','2',NULL,'{"number":2,"uid":"562f2f004a53bde588fe60f800000005","project":1,"owner":2,"role":"lead","extra":"{}"}','d206d21e096c591808b91541b57be2a25bd1ec92c76088563f162d46c2b5589d');
INSERT INTO "history" VALUES(6,2,'milestone','5d894bdbdd6db346874d8b0300000001','1.1',NULL,'{"number":1,"uid":"5d894bdbdd6db346874d8b0300000001","project":1,"title":"Sign the contract","due":"2026-02-15","due_said":"2026-02-15","due_first":"2026-02-15","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','0b33d74cd7b985163baf31b4ceaa278a2d9fc2d946ec79e3871089964bdce221');
INSERT INTO "history" VALUES(7,3,'milestone','80d463fb7bacabe82834263100000001','1.2',NULL,'{"number":2,"uid":"80d463fb7bacabe82834263100000001","project":1,"title":"Build it","due":"2026-06-30","due_said":"2026-06-30","due_first":"2026-06-30","weight":1.0,"depends_on":"[[1,1]]","state":"planned","extra":"{}"}','a4af4bc4809e0c311932d3cd7b87a10d9c64a7540083d9b58738e1f424b66dea');
INSERT INTO "history" VALUES(8,4,'milestone','52a45e7a53facd712ceffbe200000001','1.3',NULL,'{"number":3,"uid":"52a45e7a53facd712ceffbe200000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','605c3f542d2fbf92fe34a95be5dda3cbeccc93b84cdcadf2886f83a2f99ab548');
INSERT INTO "history" VALUES(9,5,'note','494c4ab232213bcd14b6cd1600000001','N1',NULL,'{"number":1,"uid":"494c4ab232213bcd14b6cd1600000001","about_noun":"milestone","about_within":1,"about_number":3,"date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}','d6f8ea529c515d5160c3915d91b21ca326fba8787f1f678dde1f3eb131b964d4');
INSERT INTO "history" VALUES(10,6,'note','494c4ab232213bcd14b6cd1600000001','N1','{"number":1,"uid":"494c4ab232213bcd14b6cd1600000001","about_noun":"milestone","about_within":1,"about_number":3,"date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}',NULL,'dcb0da37979998877d842ccb25651273d4a89e1c734b5168e7cb0cecd1994f62');
INSERT INTO "history" VALUES(11,7,'milestone','52a45e7a53facd712ceffbe200000001','1.3','{"number":3,"uid":"52a45e7a53facd712ceffbe200000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}',NULL,'a7e139702f08d0207bf3c45e19b478e1ad9fbd0f0bdeaf9602eb8c8c99ed9da3');
INSERT INTO "history" VALUES(12,8,'milestone','a3b5d1dd16657dea6098652700000001','1.4',NULL,'{"number":4,"uid":"a3b5d1dd16657dea6098652700000001","project":1,"title":"Open it","weight":1.0,"depends_on":"[[1,2]]","state":"planned","extra":"{}"}','700aa4df159980402c74593e69bbe59520d8ef97e923774a6b261d6321598919');
INSERT INTO "history" VALUES(13,9,'milestone','5d894bdbdd6db346874d8b0300000001','1.1','{"due":"2026-02-15","due_said":"2026-02-15"}','{"due":"2026-04-01","due_said":"2026-04-01"}','6dc81b60a89f2111f2eea9c982ab24349baa40c9fbc23cd49555c565ebaab875');
INSERT INTO "history" VALUES(14,9,'extension','04c59c30a91336135ba08f0000000001','1',NULL,'{"number":1,"uid":"04c59c30a91336135ba08f0000000001","about_noun":"milestone","about_within":1,"about_number":1,"due_from":"2026-02-15","due_to":"2026-04-01","due_said":"2026-04-01","reason":"tender failed","approver":"A. Director","document":"12/2026","asked":"2026-03-15","extra":"{}"}','0e503f922a00dcc6a915f921d97b8b0eca58a3854463115020f173aa7c4bc719');
INSERT INTO "history" VALUES(15,10,'milestone','5d894bdbdd6db346874d8b0300000001','1.1','{"state":"planned","reported":null,"done":null,"evidence":null}','{"state":"done","reported":"2026-03-10","done":"2026-03-10","evidence":"contract 7/2026"}','63fa30eb01523b00590ed4aa011dd7a3b41c7a8fdf520cfe9c014b517b4a494a');
INSERT INTO "history" VALUES(16,11,'owner','9dd585e5c054c19d620a86a400000001','县医保局',NULL,'{"number":3,"uid":"9dd585e5c054c19d620a86a400000001","name":"县医保局","other_names":"[]","kind":"unit","extra":"{}"}','d0caaf648f1049feb09bca47742c177edc1f802140fd571bffd05fbb15d11989');
INSERT INTO "history" VALUES(17,11,'project','9dd585e5c054c19d620a86a400000002','2',NULL,'{"number":2,"uid":"9dd585e5c054c19d620a86a400000002","title":"医保改革","plan":2026,"key":0,"due":"2026-12-31","due_said":"年底前","due_first":"2026-12-31","state":"planned","extra":"{}"}','e312d1b538a9d5d51c819c5791f94ecb5474eb8f6f7926ad8320e20c988972ed');
INSERT INTO "history" VALUES(18,11,'duty','9dd585e5c054c19d620a86a400000003','3',NULL,'{"number":3,"uid":"9dd585e5c054c19d620a86a400000003","project":2,"owner":3,"role":"lead","extra":"{}"}','8f29cc913aeb2ed76afaba830e77252b0943ac21bf6631e881989f3451d92d15');
INSERT INTO "history" VALUES(19,12,'visit','56d0d2c745871ad25a4708e500000001','V1',NULL,'{"number":1,"uid":"56d0d2c745871ad25a4708e500000001","date":"2026-03-02","owner":2,"form":"on-site","purpose":"check","visitors":"[\"Ann\"]","met":"[]","papers":"[]","projects":"[1,2]","extra":"{}"}','8c7fccf35efdb45e75a07f55501a7564a36951f020bce60299676aa7f4db8abc');
INSERT INTO "history" VALUES(20,13,'matter','ef9812eb93433e3b1ae0b59e00000001','F1',NULL,'{"number":1,"uid":"ef9812eb93433e3b1ae0b59e00000001","kind":"finding","title":"no works schedule","source_noun":"visit","source_number":1,"owner":2,"supporting":"[]","opened":"2026-03-02","due":"2026-03-10","due_said":"2026-03-10","due_first":"2026-03-10","state":"planned","extra":"{}"}','42ce033983c7bcecf5c8fc9776750fd7979d717c4e428788cd56f60956838f65');
INSERT INTO "history" VALUES(21,14,'matter','ef9812eb93433e3b1ae0b59e00000001','F1','{"state":"planned","reported":null,"evidence":null}','{"state":"reported","reported":"2026-03-08","evidence":"schedule sent"}','5034ae1c8d0d175a72c1bfc9907bb591fc1025b2ac04fe60ca7cda78b8f8b906');
INSERT INTO "history" VALUES(22,15,'matter','ef9812eb93433e3b1ae0b59e00000001','F1','{"state":"reported","done":null}','{"state":"done","done":"2026-03-09"}','64a2df9632bb545e43a2a33bee79d6c569c795e2fb39f8c8dc2e1ef6d6bcf7f3');
INSERT INTO "history" VALUES(23,16,'matter','15d366959729e8a65d153c2100000001','F2',NULL,'{"number":2,"uid":"15d366959729e8a65d153c2100000001","kind":"finding","title":"again no schedule","owner":2,"supporting":"[]","opened":"2026-03-15","state":"planned","relapse_of":1,"extra":"{}"}','12e6aab677334d9eda0746ef09a2943edd941bd7c2d3ddd520fb77e2248420ca');
INSERT INTO "history" VALUES(24,17,'note','4aaece4b0efa17a5646f093600000001','N2',NULL,'{"number":2,"uid":"4aaece4b0efa17a5646f093600000001","about_noun":"matter","about_number":1,"date":"2026-03-15","author":"office","text":"about the finding","extra":"{}"}','c6a408a2acf2819e1699a133280f5cc28f1cabedc065510f9814bc767cf57665');
INSERT INTO "history" VALUES(25,18,'note','271c98b17934a15d77a5e0a200000001','N3',NULL,'{"number":3,"uid":"271c98b17934a15d77a5e0a200000001","about_noun":"milestone","about_within":1,"about_number":2,"date":"2026-03-15","author":"office","text":"about a step","extra":"{}"}','6a661c603f798ee9935ce5442471127406d378c75af5a528a60724b26f46a6e3');
INSERT INTO "history" VALUES(26,19,'note','ec5caf20994750df7e2e4faa00000001','N4',NULL,'{"number":4,"uid":"ec5caf20994750df7e2e4faa00000001","about_noun":"visit","about_number":1,"date":"2026-03-15","author":"office","text":"about the visit","extra":"{}"}','20768215619159208731fad0d7c13bcb7bc65a778ff31b8a420f7a20d5418366');
INSERT INTO "history" VALUES(27,20,'override','922bfffa248e35a2f2e6b54a00000001','1',NULL,'{"number":1,"uid":"922bfffa248e35a2f2e6b54a00000001","about_noun":"matter","about_number":2,"light":"yellow","reason":"works resumed","author":"office","valid_from":"2026-03-15","valid_to":"2026-06-01","extra":"{}"}','8df15cca5b1b0399ea91747d1ddb9588cd9732dfe1e94229c6528e0f33ceb67a');
CREATE TABLE matters (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''), detail TEXT, source_noun TEXT, source_within INTEGER,
    source_number INTEGER, document TEXT, project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, supporting TEXT NOT NULL,
    raised_by INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, measures TEXT, opened TEXT, due TEXT, due_said TEXT,
    due_first TEXT, state TEXT NOT NULL, reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT,
    process TEXT, stage TEXT, relapse_of INTEGER REFERENCES matters(number) DEFERRABLE INITIALLY DEFERRED, extra TEXT NOT NULL) STRICT;
INSERT INTO "matters" VALUES(1,'ef9812eb93433e3b1ae0b59e00000001','finding','no works schedule',NULL,'visit',NULL,1,NULL,NULL,2,'[]',NULL,NULL,'2026-03-02','2026-03-10','2026-03-10','2026-03-10','done','2026-03-08','2026-03-09',NULL,NULL,'schedule sent',NULL,NULL,NULL,'{}');
INSERT INTO "matters" VALUES(2,'15d366959729e8a65d153c2100000001','finding','again no schedule',NULL,NULL,NULL,NULL,NULL,NULL,2,'[]',NULL,NULL,'2026-03-15',NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'{}');
CREATE TABLE milestones (project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,
    uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), output TEXT, weight REAL NOT NULL,
    depends_on TEXT NOT NULL, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL, PRIMARY KEY (project, number)) STRICT, WITHOUT ROWID;
INSERT INTO "milestones" VALUES(1,1,'5d894bdbdd6db346874d8b0300000001','Sign the contract',NULL,1.0,'[]',NULL,'2026-04-01','2026-04-01','2026-02-15','done','2026-03-10','2026-03-10',NULL,NULL,'contract 7/2026','{}');
INSERT INTO "milestones" VALUES(1,2,'80d463fb7bacabe82834263100000001','Build it',NULL,1.0,'[[1,1]]',NULL,'2026-06-30','2026-06-30','2026-06-30','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "milestones" VALUES(1,4,'a3b5d1dd16657dea6098652700000001','Open it',NULL,1.0,'[[1,2]]',NULL,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE "notes" (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL, date TEXT NOT NULL, author TEXT, text TEXT NOT NULL, extra TEXT NOT NULL, kind TEXT, percent REAL) STRICT;
INSERT INTO "notes" VALUES(2,'4aaece4b0efa17a5646f093600000001','matter',NULL,1,'2026-03-15','office','about the finding','{}',NULL,NULL);
INSERT INTO "notes" VALUES(3,'271c98b17934a15d77a5e0a200000001','milestone',1,2,'2026-03-15','office','about a step','{}',NULL,NULL);
INSERT INTO "notes" VALUES(4,'ec5caf20994750df7e2e4faa00000001','visit',NULL,1,'2026-03-15','office','about the visit','{}',NULL,NULL);
CREATE TABLE numbers (noun TEXT NOT NULL, within INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (noun, within)) STRICT, WITHOUT ROWID;
INSERT INTO "numbers" VALUES('duty',0,3);
INSERT INTO "numbers" VALUES('extension',0,1);
INSERT INTO "numbers" VALUES('matter',0,2);
INSERT INTO "numbers" VALUES('milestone',1,4);
INSERT INTO "numbers" VALUES('note',0,4);
INSERT INTO "numbers" VALUES('override',0,1);
INSERT INTO "numbers" VALUES('owner',0,3);
INSERT INTO "numbers" VALUES('project',0,2);
INSERT INTO "numbers" VALUES('visit',0,1);
CREATE TABLE "overrides" (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL, light TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
INSERT INTO "overrides" VALUES(1,'922bfffa248e35a2f2e6b54a00000001','matter',NULL,2,'yellow','works resumed','office','2026-03-15','2026-06-01','{}');
CREATE TABLE owners (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE CHECK (name <> ''), short_name TEXT,
    other_names TEXT NOT NULL, kind TEXT NOT NULL, parent INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT, valid_from TEXT, valid_to TEXT, extra TEXT NOT NULL, place TEXT, rules TEXT, platform TEXT) STRICT;
INSERT INTO "owners" VALUES(1,'562f2f004a53bde588fe60f800000001','Deputy Mayor',NULL,'[]','leader',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL);
INSERT INTO "owners" VALUES(2,'562f2f004a53bde588fe60f800000002','Transport',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL);
INSERT INTO "owners" VALUES(3,'9dd585e5c054c19d620a86a400000001','县医保局',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL);
CREATE TABLE projects (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), code TEXT, plan INTEGER, source TEXT,
    kind TEXT, theme TEXT, key INTEGER NOT NULL, goal TEXT, measures TEXT, result TEXT, policy_basis TEXT,
    local_situation TEXT, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "projects" VALUES(1,'562f2f004a53bde588fe60f800000003','Open the bus station',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-01','2026-03-01','2026-03-01','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "projects" VALUES(2,'9dd585e5c054c19d620a86a400000002','医保改革',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-12-31','年底前','2026-12-31','planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE sendings (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, date TEXT NOT NULL, report_by TEXT, file TEXT, works TEXT NOT NULL, returned TEXT, sequence INTEGER, hash TEXT, taken TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
CREATE TABLE stages (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL,
    about_within INTEGER, about_number INTEGER NOT NULL, key TEXT NOT NULL CHECK (key <> ''), date TEXT NOT NULL,
    result TEXT NOT NULL, by INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, evidence TEXT, document TEXT,
    extra TEXT NOT NULL) STRICT;
CREATE TABLE visits (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL, owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL, purpose TEXT NOT NULL, visitors TEXT NOT NULL, met TEXT NOT NULL, projects TEXT NOT NULL,
    conclusion TEXT, hours REAL, extra TEXT NOT NULL, papers TEXT NOT NULL DEFAULT '[]', held_by INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED) STRICT;
INSERT INTO "visits" VALUES(1,'56d0d2c745871ad25a4708e500000001','2026-03-02',2,'on-site','check','["Ann"]','[]','[1,2]',NULL,NULL,'{}','[]',NULL);
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
CREATE INDEX sendings_owner ON sendings (owner);
CREATE INDEX notes_kind ON notes (kind, date) WHERE kind IS NOT NULL;
CREATE VIEW work AS SELECT '' || w.number AS ref, 'project' AS kind, w.title AS title, w.number AS project, w.title AS project_title, w.due AS due, w.due_first AS due_first, w.state AS state, w.reported AS reported, w.done AS done, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = w.number AND d.role = 'lead' AND d.valid_to IS NULL) AS owner, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = w.number AND d.role = 'leader' AND d.valid_to IS NULL) AS leader FROM projects w UNION ALL SELECT w.project || '.' || w.number AS ref, 'milestone' AS kind, w.title AS title, p.number AS project, p.title AS project_title, w.due AS due, w.due_first AS due_first, w.state AS state, w.reported AS reported, w.done AS done, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'lead' AND d.valid_to IS NULL) AS owner, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'leader' AND d.valid_to IS NULL) AS leader FROM milestones w JOIN projects p ON p.number = w.project UNION ALL SELECT 'F' || w.number AS ref, coalesce(w.kind, 'matter') AS kind, w.title AS title, p.number AS project, p.title AS project_title, w.due AS due, w.due_first AS due_first, w.state AS state, w.reported AS reported, w.done AS done, coalesce((SELECT name FROM owners WHERE number = w.owner), (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'lead' AND d.valid_to IS NULL)) AS owner, (SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner WHERE d.project = p.number AND d.role = 'leader' AND d.valid_to IS NULL) AS leader FROM matters w LEFT JOIN projects p ON p.number = w.project;
CREATE VIEW open_work AS SELECT * FROM work WHERE state IN ('planned', 'started', 'reported');
CREATE VIEW slips AS SELECT CASE WHEN e.about_within IS NOT NULL THEN e.about_within || '.' || e.about_number ELSE CASE e.about_noun WHEN 'assignment' THEN 'A' WHEN 'visit' THEN 'V' WHEN 'matter' THEN 'F' WHEN 'note' THEN 'N' ELSE '' END || e.about_number END AS ref, w.title, w.project, e.due_from, e.due_to, e.reason, e.approver, e.document, e.asked, e.kind, e.number AS extension FROM extensions e LEFT JOIN work w ON w.ref = CASE WHEN e.about_within IS NOT NULL THEN e.about_within || '.' || e.about_number ELSE CASE e.about_noun WHEN 'assignment' THEN 'A' WHEN 'visit' THEN 'V' WHEN 'matter' THEN 'F' WHEN 'note' THEN 'N' ELSE '' END || e.about_number END;
CREATE VIEW answers AS SELECT p.number AS project, p.title, d.role, o.name AS owner, o.kind, d.valid_from, d.valid_to FROM duties d JOIN projects p ON p.number = d.project JOIN owners o ON o.number = d.owner;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('batches',20);
INSERT INTO "sqlite_sequence" VALUES('owners',3);
INSERT INTO "sqlite_sequence" VALUES('projects',2);
INSERT INTO "sqlite_sequence" VALUES('duties',3);
INSERT INTO "sqlite_sequence" VALUES('history',27);
INSERT INTO "sqlite_sequence" VALUES('visits',1);
COMMIT;
