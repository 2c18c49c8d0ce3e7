PRAGMA application_id=1919247981;
PRAGMA user_version=3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'reform','m001_first','2026-11-27 16:58:30.637420+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'reform','m002_days','2026-11-27 16:58:30.637673+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'reform','m003_lights_and_assignments','2026-11-27 16:58:30.638940+00:00');
CREATE TABLE assignments (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, document TEXT NOT NULL, item TEXT, title TEXT NOT NULL, plan INTEGER, unit TEXT, due TEXT, due_said TEXT, project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, extra TEXT NOT NULL) STRICT;
CREATE TABLE batches (number INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, actor TEXT NOT NULL,
    at TEXT NOT NULL, today TEXT NOT NULL, undoes INTEGER REFERENCES batches(number)) STRICT;
INSERT INTO "batches" VALUES(1,'add','office','2026-11-27T16:58:30+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(2,'add','office','2026-11-27T16:58:31+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(3,'add','office','2026-11-27T16:58:31+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(4,'add','office','2026-11-27T16:58:31+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(5,'note','office','2026-11-27T16:58:31+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(6,'undo','office','2026-11-27T16:58:31+00:00','2026-03-15',5);
INSERT INTO "batches" VALUES(7,'undo','office','2026-11-27T16:58:32+00:00','2026-03-15',4);
INSERT INTO "batches" VALUES(8,'add','office','2026-11-27T16:58:32+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(9,'extend','office','2026-11-27T16:58:32+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(10,'done','office','2026-11-27T16:58:32+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(11,'add','office','2026-11-27T16:58:33+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(12,'visit add','office','2026-11-27T16:58:33+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(13,'finding add','office','2026-11-27T16:58:33+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(14,'finding fix','office','2026-11-27T16:58:33+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(15,'finding close','office','2026-11-27T16:58:34+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(16,'finding look-back','office','2026-11-27T16:58:34+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(17,'finding add','office','2026-11-27T16:58:34+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(18,'finding fix','office','2026-11-27T16:58:34+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(19,'undo','office','2026-11-27T16:58:34+00:00','2026-03-15',18);
INSERT INTO "batches" VALUES(20,'note','office','2026-11-27T16:58:35+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(21,'note','office','2026-11-27T16:58:35+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(22,'note','office','2026-11-27T16:58:35+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(23,'light','office','2026-11-27T16:58:35+00:00','2026-03-15',NULL);
CREATE TABLE days (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL UNIQUE, working INTEGER NOT NULL, name TEXT, extra TEXT NOT NULL) STRICT;
CREATE TABLE duties (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, role TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "duties" VALUES(1,'94a4721ae0ae12ff780e925700000004',1,1,'leader',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(2,'94a4721ae0ae12ff780e925700000005',1,2,'lead',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(3,'fd9b707fb9571fbf84d0295700000003',2,3,'lead',NULL,NULL,'{}');
CREATE TABLE extensions (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, milestone INTEGER,
    due_from TEXT, due_to TEXT NOT NULL, due_said TEXT, reason TEXT NOT NULL, approver TEXT NOT NULL, document TEXT,
    asked TEXT, extra TEXT NOT NULL,
    FOREIGN KEY (project, milestone) REFERENCES milestones(project, number) DEFERRABLE INITIALLY DEFERRED) STRICT;
INSERT INTO "extensions" VALUES(1,'aa92c5d88ad47967eab2dda400000001',1,1,'2026-02-15','2026-04-01','2026-04-01','tender failed','A. Director','12/2026','2026-03-15','{}');
CREATE TABLE findings (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, visit INTEGER REFERENCES visits(number) DEFERRABLE INITIALLY DEFERRED,
    project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    problem TEXT NOT NULL, measures TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL, fixed TEXT,
    fixed_evidence TEXT, closed TEXT, closed_evidence TEXT, looked_back TEXT,
    relapse_of INTEGER REFERENCES findings(number) DEFERRABLE INITIALLY DEFERRED, extra TEXT NOT NULL) STRICT;
INSERT INTO "findings" VALUES(1,'290efc0465048658b9ba95bf00000001',1,NULL,2,'no works schedule
and no list of risks',NULL,'2026-03-10','2026-03-10','2026-03-10','closed','2026-03-08','schedule sent','2026-03-09','seen','2026-03-15',NULL,'{}');
INSERT INTO "findings" VALUES(2,'685ab209dacb838b8eb1977c00000001',NULL,1,2,'again no schedule',NULL,NULL,NULL,NULL,'open',NULL,NULL,NULL,NULL,NULL,1,'{}');
CREATE TABLE history (sequence INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL REFERENCES batches(number),
    noun TEXT NOT NULL, uid TEXT NOT NULL, ref TEXT NOT NULL, before TEXT, after TEXT, digest TEXT NOT NULL) STRICT;
INSERT INTO "history" VALUES(1,1,'owner','94a4721ae0ae12ff780e925700000001','Deputy Mayor',NULL,'{"number":1,"uid":"94a4721ae0ae12ff780e925700000001","name":"Deputy Mayor","other_names":"[]","kind":"leader","extra":"{}"}','08333eb6ac3ea583babb1b04fb5b5a574f9c20a111a30bfc1e9f8cd239ce7d98');
INSERT INTO "history" VALUES(2,1,'owner','94a4721ae0ae12ff780e925700000002','Transport',NULL,'{"number":2,"uid":"94a4721ae0ae12ff780e925700000002","name":"Transport","other_names":"[]","kind":"unit","extra":"{}"}','327ce796ec98a70d8a9a96ab013f30d8af0f16fb6d8ee3b4ce81c2587ccc9713');
INSERT INTO "history" VALUES(3,1,'project','94a4721ae0ae12ff780e925700000003','1',NULL,'{"number":1,"uid":"94a4721ae0ae12ff780e925700000003","title":"Open the bus station","plan":2026,"key":0,"due":"2026-03-01","due_said":"2026-03-01","due_first":"2026-03-01","state":"planned","extra":"{}"}','6bf164284318b150fb4e25aeef486c0b2230bd6f1bfbf1c3916c45f1a9ce0747');
INSERT INTO "history" VALUES(4,1,'duty','94a4721ae0ae12ff780e925700000004','1',NULL,'{"number":1,"uid":"94a4721ae0ae12ff780e925700000004","project":1,"owner":1,"role":"leader","extra":"{}"}','f1b419f456a888b7bfe93aed48932c1b81f9172ae97e00169ddee5a62ccffba2');
INSERT INTO "history" VALUES(5,1,'duty','94a4721ae0ae12ff780e925700000005','2',NULL,'{"number":2,"uid":"94a4721ae0ae12ff780e925700000005","project":1,"owner":2,"role":"lead","extra":"{}"}','27e9e156764f10de6935d0727105df3eb508b1e158c071c6265954e95808b163');
INSERT INTO "history" VALUES(6,2,'milestone','d548c5e631a96c9e604976b800000001','1.1',NULL,'{"number":1,"uid":"d548c5e631a96c9e604976b800000001","project":1,"title":"Sign the contract","due":"2026-02-15","due_said":"2026-02-15","due_first":"2026-02-15","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','9b94e974af0f25690c188f16d568db2b938f01ca7701e82256c5ba461385a7e1');
INSERT INTO "history" VALUES(7,3,'milestone','0e704e6014390f24414f7c3f00000001','1.2',NULL,'{"number":2,"uid":"0e704e6014390f24414f7c3f00000001","project":1,"title":"Build it","due":"2026-06-30","due_said":"2026-06-30","due_first":"2026-06-30","weight":1.0,"depends_on":"[\"1\"]","state":"planned","extra":"{}"}','d860f884d05537943fff1a85ff54674de94a52a97098a2529d91a623453b080b');
INSERT INTO "history" VALUES(8,4,'milestone','43833713e2f952b8359d2c2e00000001','1.3',NULL,'{"number":3,"uid":"43833713e2f952b8359d2c2e00000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','e0249d7b1ecd9676387da9162b8b114177487adfb3c19fa0853588dbc51e214a');
INSERT INTO "history" VALUES(9,5,'note','a091510376b479471a66baeb00000001','N1',NULL,'{"number":1,"uid":"a091510376b479471a66baeb00000001","about":"1.3","date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}','6480bed8d0e31b3730a02f5212f7314f6e97c886a631252e44f4791341ed52d3');
INSERT INTO "history" VALUES(10,6,'note','a091510376b479471a66baeb00000001','N1','{"number":1,"uid":"a091510376b479471a66baeb00000001","about":"1.3","date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}',NULL,'e7d3c5ad17116d919f9da4fb1dac8e004beec98bfaca70556e989e4ac455dea1');
INSERT INTO "history" VALUES(11,7,'milestone','43833713e2f952b8359d2c2e00000001','1.3','{"number":3,"uid":"43833713e2f952b8359d2c2e00000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}',NULL,'8dc237e2b877406bfbae8b847149339757eb4a48d4cd7a10325c9aee7892e089');
INSERT INTO "history" VALUES(12,8,'milestone','908f7233ba49346ac469323500000001','1.3',NULL,'{"number":3,"uid":"908f7233ba49346ac469323500000001","project":1,"title":"Open it","weight":1.0,"depends_on":"[\"1.2\"]","state":"planned","extra":"{}"}','acfb6992c24ba3ee77ee14297daf37a85b341214c0f5e26a73c6cd4132d718e3');
INSERT INTO "history" VALUES(13,9,'milestone','d548c5e631a96c9e604976b800000001','1.1','{"due":"2026-02-15","due_said":"2026-02-15"}','{"due":"2026-04-01","due_said":"2026-04-01"}','b9cecdbc58c97aee7f7c8110a9fff273afc2c02d8fda2f1c782caf748e683ef5');
INSERT INTO "history" VALUES(14,9,'extension','aa92c5d88ad47967eab2dda400000001','1',NULL,'{"number":1,"uid":"aa92c5d88ad47967eab2dda400000001","project":1,"milestone":1,"due_from":"2026-02-15","due_to":"2026-04-01","due_said":"2026-04-01","reason":"tender failed","approver":"A. Director","document":"12/2026","asked":"2026-03-15","extra":"{}"}','9e18f04696ab88ade0873b2745dd26b8609490c6d5f195098b1aaab6373e07e3');
INSERT INTO "history" VALUES(15,10,'milestone','d548c5e631a96c9e604976b800000001','1.1','{"state":"planned","reported":null,"done":null,"evidence":null}','{"state":"done","reported":"2026-03-10","done":"2026-03-10","evidence":"contract 7/2026"}','c10e37e1f4957be9f9c1c9f5bd69d56065987c100ed08197da1336c7d37765fc');
INSERT INTO "history" VALUES(16,11,'owner','fd9b707fb9571fbf84d0295700000001','县医保局',NULL,'{"number":3,"uid":"fd9b707fb9571fbf84d0295700000001","name":"县医保局","other_names":"[]","kind":"unit","extra":"{}"}','3f3afcbcec7b2a8c158fcc69206ca21ca6d062b3b39f17c0fa61404b4b36bea2');
INSERT INTO "history" VALUES(17,11,'project','fd9b707fb9571fbf84d0295700000002','2',NULL,'{"number":2,"uid":"fd9b707fb9571fbf84d0295700000002","title":"医保改革","plan":2026,"key":0,"due":"2026-12-31","due_said":"年底前","due_first":"2026-12-31","state":"planned","extra":"{}"}','510ccd707421356b05f26dcf3560b83eb8a59d086a141100731df55f3750a567');
INSERT INTO "history" VALUES(18,11,'duty','fd9b707fb9571fbf84d0295700000003','3',NULL,'{"number":3,"uid":"fd9b707fb9571fbf84d0295700000003","project":2,"owner":3,"role":"lead","extra":"{}"}','5dc923c7f7e36ae27d49b964326cd6153930502b4b8f38ff9b4e5b3ec26ec660');
INSERT INTO "history" VALUES(19,12,'visit','2ab01d0d29d53a1d3b4ec03b00000001','V1',NULL,'{"number":1,"uid":"2ab01d0d29d53a1d3b4ec03b00000001","date":"2026-03-02","owner":2,"form":"on-site","purpose":"check","visitors":"[\"Ann\"]","met":"[]","papers":"[]","projects":"[1,2]","extra":"{}"}','f2afb63778e69f555da55a2455bce9ffd1d4624d31c6ceb4f2868f908f4bde34');
INSERT INTO "history" VALUES(20,13,'finding','290efc0465048658b9ba95bf00000001','F1',NULL,'{"number":1,"uid":"290efc0465048658b9ba95bf00000001","visit":1,"owner":2,"problem":"no works schedule\nand no list of risks","due":"2026-03-10","due_said":"2026-03-10","due_first":"2026-03-10","state":"open","extra":"{}"}','f1fa3539f1ac6c093218cd204641f92549bc81bb4275619211e314eda9339519');
INSERT INTO "history" VALUES(21,14,'finding','290efc0465048658b9ba95bf00000001','F1','{"state":"open","fixed":null,"fixed_evidence":null}','{"state":"fixed","fixed":"2026-03-08","fixed_evidence":"schedule sent"}','165b33f7c86cec992c2df96003213c37420442b9424b2e39bc47111a8c5d672e');
INSERT INTO "history" VALUES(22,15,'finding','290efc0465048658b9ba95bf00000001','F1','{"state":"fixed","closed":null,"closed_evidence":null}','{"state":"closed","closed":"2026-03-09","closed_evidence":"seen"}','4ed0e6fdbe07a9b50bcc10f496e45705aa44ec9329eded8af23443088e7e86ca');
INSERT INTO "history" VALUES(23,16,'finding','290efc0465048658b9ba95bf00000001','F1','{"looked_back":null}','{"looked_back":"2026-03-15"}','1d57e51ec404ef8880cee07021ec3a0ba5137166b7fb968ffed7b4882e56558a');
INSERT INTO "history" VALUES(24,17,'finding','685ab209dacb838b8eb1977c00000001','F2',NULL,'{"number":2,"uid":"685ab209dacb838b8eb1977c00000001","project":1,"owner":2,"problem":"again no schedule","state":"open","relapse_of":1,"extra":"{}"}','ce081eb51afff474f75d3a5e235fbc3f40e681002f76dcb587714a563e73769f');
INSERT INTO "history" VALUES(25,18,'finding','685ab209dacb838b8eb1977c00000001','F2','{"state":"open","fixed":null}','{"state":"fixed","fixed":"2026-03-15"}','b7d6276e0495d730a7849b779062ec26fa01ad842b5dd6b415545783895aaef7');
INSERT INTO "history" VALUES(26,19,'finding','685ab209dacb838b8eb1977c00000001','F2','{"state":"fixed","fixed":"2026-03-15"}','{"state":"open","fixed":null}','7d736780c560bf212fddba4e194bfce733bf9a3d92963907b50174f5bac5a6f1');
INSERT INTO "history" VALUES(27,20,'note','d0465f0e10643fdebdc1896600000001','N2',NULL,'{"number":2,"uid":"d0465f0e10643fdebdc1896600000001","about":"F1","date":"2026-03-15","author":"office","text":"about the finding","extra":"{}"}','ca4af3f3b59623ffd99e443da737f1bfabe938765f06306a3f4d113e8d699d12');
INSERT INTO "history" VALUES(28,21,'note','06fb08f3ce45518fbe1bb2bf00000001','N3',NULL,'{"number":3,"uid":"06fb08f3ce45518fbe1bb2bf00000001","about":"1.2","date":"2026-03-15","author":"office","text":"about a step","extra":"{}"}','aa7edee8a412d04f7dbd29fe000dd843f7a5fa5e8fb9d5bb96bb616eacba3535');
INSERT INTO "history" VALUES(29,22,'note','a5b572a3a2313c019569f24200000001','N4',NULL,'{"number":4,"uid":"a5b572a3a2313c019569f24200000001","about":"V1","date":"2026-03-15","author":"office","text":"about the visit","extra":"{}"}','91feb76800bc521f2db4faba5d9ff7b1760d14e6f3ff54a9a965f06518bada79');
INSERT INTO "history" VALUES(30,23,'override','3eb4c7a77aa16b856ea9652700000001','1',NULL,'{"number":1,"uid":"3eb4c7a77aa16b856ea9652700000001","project":1,"light":"yellow","reason":"works resumed","author":"office","valid_from":"2026-03-15","valid_to":"2026-06-01","extra":"{}"}','b547a4d06d68443a939e63d5e905848c0f5a6d8016bd8d48f111b575033807fc');
CREATE TABLE milestones (project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,
    uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), output TEXT, weight REAL NOT NULL,
    depends_on TEXT NOT NULL, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL, PRIMARY KEY (project, number)) STRICT, WITHOUT ROWID;
INSERT INTO "milestones" VALUES(1,1,'d548c5e631a96c9e604976b800000001','Sign the contract',NULL,1.0,'[]',NULL,'2026-04-01','2026-04-01','2026-02-15','done','2026-03-10','2026-03-10',NULL,NULL,'contract 7/2026','{}');
INSERT INTO "milestones" VALUES(1,2,'0e704e6014390f24414f7c3f00000001','Build it',NULL,1.0,'["1"]',NULL,'2026-06-30','2026-06-30','2026-06-30','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "milestones" VALUES(1,3,'908f7233ba49346ac469323500000001','Open it',NULL,1.0,'["1.2"]',NULL,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE notes (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, about TEXT NOT NULL, date TEXT NOT NULL, author TEXT, text TEXT NOT NULL,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "notes" VALUES(2,'d0465f0e10643fdebdc1896600000001','F1','2026-03-15','office','about the finding','{}');
INSERT INTO "notes" VALUES(3,'06fb08f3ce45518fbe1bb2bf00000001','1.2','2026-03-15','office','about a step','{}');
INSERT INTO "notes" VALUES(4,'a5b572a3a2313c019569f24200000001','V1','2026-03-15','office','about the visit','{}');
CREATE TABLE overrides (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, milestone INTEGER, light TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, extra TEXT NOT NULL, FOREIGN KEY (project, milestone) REFERENCES milestones(project, number) DEFERRABLE INITIALLY DEFERRED) STRICT;
INSERT INTO "overrides" VALUES(1,'3eb4c7a77aa16b856ea9652700000001',1,NULL,'yellow','works resumed','office','2026-03-15','2026-06-01','{}');
CREATE TABLE owners (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE CHECK (name <> ''), short_name TEXT,
    other_names TEXT NOT NULL, kind TEXT NOT NULL, parent INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT, valid_from TEXT, valid_to TEXT, extra TEXT NOT NULL, place TEXT, rules TEXT, platform TEXT) STRICT;
INSERT INTO "owners" VALUES(1,'94a4721ae0ae12ff780e925700000001','Deputy Mayor',NULL,'[]','leader',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL);
INSERT INTO "owners" VALUES(2,'94a4721ae0ae12ff780e925700000002','Transport',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL);
INSERT INTO "owners" VALUES(3,'fd9b707fb9571fbf84d0295700000001','县医保局',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}',NULL,NULL,NULL);
CREATE TABLE projects (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), code TEXT, plan INTEGER, source TEXT,
    kind TEXT, theme TEXT, key INTEGER NOT NULL, goal TEXT, measures TEXT, result TEXT, policy_basis TEXT,
    local_situation TEXT, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "projects" VALUES(1,'94a4721ae0ae12ff780e925700000003','Open the bus station',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-01','2026-03-01','2026-03-01','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "projects" VALUES(2,'fd9b707fb9571fbf84d0295700000002','医保改革',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-12-31','年底前','2026-12-31','planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE visits (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL, owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL, purpose TEXT NOT NULL, visitors TEXT NOT NULL, met TEXT NOT NULL, projects TEXT NOT NULL,
    conclusion TEXT, hours REAL, extra TEXT NOT NULL, papers TEXT NOT NULL DEFAULT '[]') STRICT;
INSERT INTO "visits" VALUES(1,'2ab01d0d29d53a1d3b4ec03b00000001','2026-03-02',2,'on-site','check','["Ann"]','[]','[1,2]',NULL,NULL,'{}','[]');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX projects_open ON projects (due) WHERE state IN ('planned', 'started', 'reported');
CREATE INDEX projects_done ON projects (done) WHERE done IS NOT NULL;
CREATE INDEX projects_plan ON projects (plan);
CREATE INDEX milestones_open ON milestones (due) WHERE state IN ('planned', 'started', 'reported');
CREATE INDEX milestones_done ON milestones (done) WHERE done IS NOT NULL;
CREATE INDEX duties_project ON duties (project, role);
CREATE INDEX duties_owner ON duties (owner);
CREATE INDEX extensions_project ON extensions (project, milestone);
CREATE INDEX visits_owner ON visits (owner);
CREATE INDEX findings_open ON findings (due) WHERE state <> 'closed';
CREATE INDEX findings_project ON findings (project);
CREATE INDEX notes_about ON notes (about);
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
CREATE INDEX overrides_project ON overrides (project, milestone);
CREATE INDEX extensions_asked ON extensions (asked);
CREATE INDEX projects_dropped ON projects (dropped) WHERE dropped IS NOT NULL;
CREATE INDEX milestones_dropped ON milestones (dropped) WHERE dropped IS NOT NULL;
CREATE INDEX projects_reported ON projects (reported) WHERE reported IS NOT NULL;
CREATE INDEX milestones_reported ON milestones (reported) WHERE reported IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('batches',23);
INSERT INTO "sqlite_sequence" VALUES('owners',3);
INSERT INTO "sqlite_sequence" VALUES('projects',2);
INSERT INTO "sqlite_sequence" VALUES('duties',3);
INSERT INTO "sqlite_sequence" VALUES('history',30);
INSERT INTO "sqlite_sequence" VALUES('notes',4);
INSERT INTO "sqlite_sequence" VALUES('extensions',1);
INSERT INTO "sqlite_sequence" VALUES('visits',1);
INSERT INTO "sqlite_sequence" VALUES('findings',2);
INSERT INTO "sqlite_sequence" VALUES('overrides',1);
COMMIT;
