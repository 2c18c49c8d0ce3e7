PRAGMA application_id=1919247981;
PRAGMA user_version=2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'reform','m001_first','2026-11-27 16:58:24.809532+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'reform','m002_days','2026-11-27 16:58:24.809762+00:00');
CREATE TABLE batches (number INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, actor TEXT NOT NULL,
    at TEXT NOT NULL, today TEXT NOT NULL, undoes INTEGER REFERENCES batches(number)) STRICT;
INSERT INTO "batches" VALUES(1,'add','office','2026-11-27T16:58:25+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(2,'add','office','2026-11-27T16:58:25+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(3,'add','office','2026-11-27T16:58:25+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(4,'add','office','2026-11-27T16:58:25+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(5,'note','office','2026-11-27T16:58:25+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(6,'undo','office','2026-11-27T16:58:26+00:00','2026-03-15',5);
INSERT INTO "batches" VALUES(7,'undo','office','2026-11-27T16:58:26+00:00','2026-03-15',4);
INSERT INTO "batches" VALUES(8,'add','office','2026-11-27T16:58:26+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(9,'extend','office','2026-11-27T16:58:26+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(10,'done','office','2026-11-27T16:58:26+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(11,'add','office','2026-11-27T16:58:27+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(12,'visit add','office','2026-11-27T16:58:27+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(13,'finding add','office','2026-11-27T16:58:27+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(14,'finding fix','office','2026-11-27T16:58:27+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(15,'finding close','office','2026-11-27T16:58:28+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(16,'finding look-back','office','2026-11-27T16:58:28+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(17,'finding add','office','2026-11-27T16:58:28+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(18,'finding fix','office','2026-11-27T16:58:29+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(19,'undo','office','2026-11-27T16:58:29+00:00','2026-03-15',18);
INSERT INTO "batches" VALUES(20,'note','office','2026-11-27T16:58:29+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(21,'note','office','2026-11-27T16:58:29+00:00','2026-03-15',NULL);
INSERT INTO "batches" VALUES(22,'note','office','2026-11-27T16:58:29+00:00','2026-03-15',NULL);
CREATE TABLE days (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL UNIQUE, working INTEGER NOT NULL, name TEXT, extra TEXT NOT NULL) STRICT;
CREATE TABLE duties (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED,
    owner INTEGER NOT NULL REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, role TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "duties" VALUES(1,'a469f6e30b6d02bec211fa1100000004',1,1,'leader',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(2,'a469f6e30b6d02bec211fa1100000005',1,2,'lead',NULL,NULL,'{}');
INSERT INTO "duties" VALUES(3,'0901fdb396bff5d89af717e600000003',2,3,'lead',NULL,NULL,'{}');
CREATE TABLE extensions (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, milestone INTEGER,
    due_from TEXT, due_to TEXT NOT NULL, due_said TEXT, reason TEXT NOT NULL, approver TEXT NOT NULL, document TEXT,
    asked TEXT, extra TEXT NOT NULL,
    FOREIGN KEY (project, milestone) REFERENCES milestones(project, number) DEFERRABLE INITIALLY DEFERRED) STRICT;
INSERT INTO "extensions" VALUES(1,'fbad17fbf437c04de8229f7300000001',1,1,'2026-02-15','2026-04-01','2026-04-01','tender failed','A. Director','12/2026','2026-03-15','{}');
CREATE TABLE findings (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, visit INTEGER REFERENCES visits(number) DEFERRABLE INITIALLY DEFERRED,
    project INTEGER REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    problem TEXT NOT NULL, measures TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL, fixed TEXT,
    fixed_evidence TEXT, closed TEXT, closed_evidence TEXT, looked_back TEXT,
    relapse_of INTEGER REFERENCES findings(number) DEFERRABLE INITIALLY DEFERRED, extra TEXT NOT NULL) STRICT;
INSERT INTO "findings" VALUES(1,'f15edb6ed27db98aac01290b00000001',1,NULL,2,'no works schedule
and no list of risks',NULL,'2026-03-10','2026-03-10','2026-03-10','closed','2026-03-08','schedule sent','2026-03-09','seen','2026-03-15',NULL,'{}');
INSERT INTO "findings" VALUES(2,'bd61302ebf6cc07f4403cfbd00000001',NULL,1,2,'again no schedule',NULL,NULL,NULL,NULL,'open',NULL,NULL,NULL,NULL,NULL,1,'{}');
CREATE TABLE history (sequence INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL REFERENCES batches(number),
    noun TEXT NOT NULL, uid TEXT NOT NULL, ref TEXT NOT NULL, before TEXT, after TEXT, digest TEXT NOT NULL) STRICT;
INSERT INTO "history" VALUES(1,1,'owner','a469f6e30b6d02bec211fa1100000001','Deputy Mayor',NULL,'{"number":1,"uid":"a469f6e30b6d02bec211fa1100000001","name":"Deputy Mayor","other_names":"[]","kind":"leader","extra":"{}"}','fc4909232a3d9052a93ae92f73efe263115195f8d428a78c27a2a3da8987c5c0');
INSERT INTO "history" VALUES(2,1,'owner','a469f6e30b6d02bec211fa1100000002','Transport',NULL,'{"number":2,"uid":"a469f6e30b6d02bec211fa1100000002","name":"Transport","other_names":"[]","kind":"unit","extra":"{}"}','063077255c0f677f45210b4f0fed87e4fb9ba8dbe8edd5b0f1832d09602a2f9d');
INSERT INTO "history" VALUES(3,1,'project','a469f6e30b6d02bec211fa1100000003','1',NULL,'{"number":1,"uid":"a469f6e30b6d02bec211fa1100000003","title":"Open the bus station","plan":2026,"key":0,"due":"2026-03-01","due_said":"2026-03-01","due_first":"2026-03-01","state":"planned","extra":"{}"}','f7d95d44205f7def1c81bb359255d255d0e4320fd0b781d0782c0aafdde968c6');
INSERT INTO "history" VALUES(4,1,'duty','a469f6e30b6d02bec211fa1100000004','1',NULL,'{"number":1,"uid":"a469f6e30b6d02bec211fa1100000004","project":1,"owner":1,"role":"leader","extra":"{}"}','28cef60949fc7ba94826c9cb3b03ec9817d0004bb59228807a3b9c986ff48de8');
INSERT INTO "history" VALUES(5,1,'duty','a469f6e30b6d02bec211fa1100000005','2',NULL,'{"number":2,"uid":"a469f6e30b6d02bec211fa1100000005","project":1,"owner":2,"role":"lead","extra":"{}"}','243679a2c5a0207f3bb656c168ce39c9bfd17a352085128bdef06a5d46e95437');
INSERT INTO "history" VALUES(6,2,'milestone','ac9840aef7215fc2bc07567f00000001','1.1',NULL,'{"number":1,"uid":"ac9840aef7215fc2bc07567f00000001","project":1,"title":"Sign the contract","due":"2026-02-15","due_said":"2026-02-15","due_first":"2026-02-15","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','f901bda9ee128decffde37b9b5aab231dec9c7f7c3897395fcf658348cb2574b');
INSERT INTO "history" VALUES(7,3,'milestone','850524651343e271921259d600000001','1.2',NULL,'{"number":2,"uid":"850524651343e271921259d600000001","project":1,"title":"Build it","due":"2026-06-30","due_said":"2026-06-30","due_first":"2026-06-30","weight":1.0,"depends_on":"[\"1\"]","state":"planned","extra":"{}"}','2798c5503cd21bd0e627fa727421d604685fc7955773138aaf2c5cea043557e4');
INSERT INTO "history" VALUES(8,4,'milestone','8af6487e11a1caf1a4e401de00000001','1.3',NULL,'{"number":3,"uid":"8af6487e11a1caf1a4e401de00000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}','c2d14071b5602ac4aa65c49cd8a00324bad97ba07d936ce23b41a64484e02f07');
INSERT INTO "history" VALUES(9,5,'note','ee19c582958c0b2dbf45e5cf00000001','N1',NULL,'{"number":1,"uid":"ee19c582958c0b2dbf45e5cf00000001","about":"1.3","date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}','a42b5a88f3969f7f3dbe1f04e183d4c2cc3c4490bcf6fce1e815f7ff41c603db');
INSERT INTO "history" VALUES(10,6,'note','ee19c582958c0b2dbf45e5cf00000001','N1','{"number":1,"uid":"ee19c582958c0b2dbf45e5cf00000001","about":"1.3","date":"2026-03-15","author":"office","text":"colour open","extra":"{}"}',NULL,'3e292e3934ec182de4b3777cd93e5e8e62d47f0b0810e669112d36cdd13fcac3');
INSERT INTO "history" VALUES(11,7,'milestone','8af6487e11a1caf1a4e401de00000001','1.3','{"number":3,"uid":"8af6487e11a1caf1a4e401de00000001","project":1,"title":"Paint it","weight":1.0,"depends_on":"[]","state":"planned","extra":"{}"}',NULL,'68566d5db6bbbcd79fb19fa4eb9a817abae2168c0c2a6ba55b21ade44970998c');
INSERT INTO "history" VALUES(12,8,'milestone','5ebf2fea7d38e3b0553e74b900000001','1.3',NULL,'{"number":3,"uid":"5ebf2fea7d38e3b0553e74b900000001","project":1,"title":"Open it","weight":1.0,"depends_on":"[\"1.2\"]","state":"planned","extra":"{}"}','c1d32b66cf5e835d212fd08b41c085d33f6663b6df714eb6a6c34bec938c2c45');
INSERT INTO "history" VALUES(13,9,'milestone','ac9840aef7215fc2bc07567f00000001','1.1','{"due":"2026-02-15","due_said":"2026-02-15"}','{"due":"2026-04-01","due_said":"2026-04-01"}','6ed36d7cbe072fb92019cb9e2d7535ea5801d50d916bd391e5fc4b32697db452');
INSERT INTO "history" VALUES(14,9,'extension','fbad17fbf437c04de8229f7300000001','1',NULL,'{"number":1,"uid":"fbad17fbf437c04de8229f7300000001","project":1,"milestone":1,"due_from":"2026-02-15","due_to":"2026-04-01","due_said":"2026-04-01","reason":"tender failed","approver":"A. Director","document":"12/2026","asked":"2026-03-15","extra":"{}"}','f72a7ac7442fcb3ba9ad688ea59debbddaab82a6a234bdd60a90827fc79030f7');
INSERT INTO "history" VALUES(15,10,'milestone','ac9840aef7215fc2bc07567f00000001','1.1','{"state":"planned","reported":null,"done":null,"evidence":null}','{"state":"done","reported":"2026-03-10","done":"2026-03-10","evidence":"contract 7/2026"}','881ec2b68650157ecaee9f46f00b10913d1840cc8e04be2bfdbe200a73e43880');
INSERT INTO "history" VALUES(16,11,'owner','0901fdb396bff5d89af717e600000001','县医保局',NULL,'{"number":3,"uid":"0901fdb396bff5d89af717e600000001","name":"县医保局","other_names":"[]","kind":"unit","extra":"{}"}','7aede2ee04b6d5fbe5c33ddc9be733b46e7af35f9dbe48ac12092576d286ee3c');
INSERT INTO "history" VALUES(17,11,'project','0901fdb396bff5d89af717e600000002','2',NULL,'{"number":2,"uid":"0901fdb396bff5d89af717e600000002","title":"医保改革","plan":2026,"key":0,"due":"2026-12-31","due_said":"年底前","due_first":"2026-12-31","state":"planned","extra":"{}"}','9f8f409d91ccc8c2c00ffd77cda99ce6afb3413ceb33ade98f780ce19e16565e');
INSERT INTO "history" VALUES(18,11,'duty','0901fdb396bff5d89af717e600000003','3',NULL,'{"number":3,"uid":"0901fdb396bff5d89af717e600000003","project":2,"owner":3,"role":"lead","extra":"{}"}','3176b67a29578daf225c6d04cb9942b23b517af226652d8a1d7fb60a72b0e56d');
INSERT INTO "history" VALUES(19,12,'visit','7fbae8a30d0e702d0f5e22c300000001','V1',NULL,'{"number":1,"uid":"7fbae8a30d0e702d0f5e22c300000001","date":"2026-03-02","owner":2,"form":"on-site","purpose":"check","visitors":"[\"Ann\"]","met":"[]","projects":"[1,2]","extra":"{}"}','f9cfc13148202d23833f8d804a0614afe90ff949ea15d4e9942c95a8194ea854');
INSERT INTO "history" VALUES(20,13,'finding','f15edb6ed27db98aac01290b00000001','F1',NULL,'{"number":1,"uid":"f15edb6ed27db98aac01290b00000001","visit":1,"owner":2,"problem":"no works schedule\nand no list of risks","due":"2026-03-10","due_said":"2026-03-10","due_first":"2026-03-10","state":"open","extra":"{}"}','0a319ba05767ad5796d8a31323820035b736776c3b039bd9c346326f13347a78');
INSERT INTO "history" VALUES(21,14,'finding','f15edb6ed27db98aac01290b00000001','F1','{"state":"open","fixed":null,"fixed_evidence":null}','{"state":"fixed","fixed":"2026-03-08","fixed_evidence":"schedule sent"}','6b3901fdbc4cfe8293911cdf4f754c76af5f5bed50914f7842d5056dbda3a10b');
INSERT INTO "history" VALUES(22,15,'finding','f15edb6ed27db98aac01290b00000001','F1','{"state":"fixed","closed":null,"closed_evidence":null}','{"state":"closed","closed":"2026-03-09","closed_evidence":"seen"}','b8b424585a4b75c12cdb0e84f1243e7b57276328df45d52f9d7b414ac7e17691');
INSERT INTO "history" VALUES(23,16,'finding','f15edb6ed27db98aac01290b00000001','F1','{"looked_back":null}','{"looked_back":"2026-03-15"}','62fe00c624723edde469865d23655f3aae0ed90c699ffa2d273de0d6a925be4d');
INSERT INTO "history" VALUES(24,17,'finding','bd61302ebf6cc07f4403cfbd00000001','F2',NULL,'{"number":2,"uid":"bd61302ebf6cc07f4403cfbd00000001","project":1,"owner":2,"problem":"again no schedule","state":"open","relapse_of":1,"extra":"{}"}','58f7ac1076f846c68afae8053d945cee4c3592b787955bd1746ed4a6c7f999d2');
INSERT INTO "history" VALUES(25,18,'finding','bd61302ebf6cc07f4403cfbd00000001','F2','{"state":"open","fixed":null}','{"state":"fixed","fixed":"2026-03-15"}','bfbe835d7be0f6a7c797f64b957c9f422b3b91cddeb9addd5ae575464a2203ef');
INSERT INTO "history" VALUES(26,19,'finding','bd61302ebf6cc07f4403cfbd00000001','F2','{"state":"fixed","fixed":"2026-03-15"}','{"state":"open","fixed":null}','8ec5d8357241f33563ad5a4bf89363bf306ae4a6b7d08b0d8764741ddc19a195');
INSERT INTO "history" VALUES(27,20,'note','ab36818777932299824960c900000001','N2',NULL,'{"number":2,"uid":"ab36818777932299824960c900000001","about":"F1","date":"2026-03-15","author":"office","text":"about the finding","extra":"{}"}','c7b749253c24eaf9595ae337da694d8d4f1e68ccfa7bc06455f425bc86705525');
INSERT INTO "history" VALUES(28,21,'note','2ec237950506349523673dbd00000001','N3',NULL,'{"number":3,"uid":"2ec237950506349523673dbd00000001","about":"1.2","date":"2026-03-15","author":"office","text":"about a step","extra":"{}"}','846c13fc0f543434637768a6a66ae1af4d36daec22498ccfc79371edadf1191d');
INSERT INTO "history" VALUES(29,22,'note','0440a791fc7450ef52fae58c00000001','N4',NULL,'{"number":4,"uid":"0440a791fc7450ef52fae58c00000001","about":"V1","date":"2026-03-15","author":"office","text":"about the visit","extra":"{}"}','436ef75e02772a17b529f011ba2fb7e64e6a651d702cfba7f5a434fa8bc7a17c');
CREATE TABLE milestones (project INTEGER NOT NULL REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,
    uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), output TEXT, weight REAL NOT NULL,
    depends_on TEXT NOT NULL, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL, PRIMARY KEY (project, number)) STRICT, WITHOUT ROWID;
INSERT INTO "milestones" VALUES(1,1,'ac9840aef7215fc2bc07567f00000001','Sign the contract',NULL,1.0,'[]',NULL,'2026-04-01','2026-04-01','2026-02-15','done','2026-03-10','2026-03-10',NULL,NULL,'contract 7/2026','{}');
INSERT INTO "milestones" VALUES(1,2,'850524651343e271921259d600000001','Build it',NULL,1.0,'["1"]',NULL,'2026-06-30','2026-06-30','2026-06-30','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "milestones" VALUES(1,3,'5ebf2fea7d38e3b0553e74b900000001','Open it',NULL,1.0,'["1.2"]',NULL,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE notes (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, about TEXT NOT NULL, date TEXT NOT NULL, author TEXT, text TEXT NOT NULL,
    extra TEXT NOT NULL) STRICT;
INSERT INTO "notes" VALUES(2,'ab36818777932299824960c900000001','F1','2026-03-15','office','about the finding','{}');
INSERT INTO "notes" VALUES(3,'2ec237950506349523673dbd00000001','1.2','2026-03-15','office','about a step','{}');
INSERT INTO "notes" VALUES(4,'0440a791fc7450ef52fae58c00000001','V1','2026-03-15','office','about the visit','{}');
CREATE TABLE owners (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE CHECK (name <> ''), short_name TEXT,
    other_names TEXT NOT NULL, kind TEXT NOT NULL, parent INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT, valid_from TEXT, valid_to TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "owners" VALUES(1,'a469f6e30b6d02bec211fa1100000001','Deputy Mayor',NULL,'[]','leader',NULL,NULL,NULL,NULL,'{}');
INSERT INTO "owners" VALUES(2,'a469f6e30b6d02bec211fa1100000002','Transport',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}');
INSERT INTO "owners" VALUES(3,'0901fdb396bff5d89af717e600000001','县医保局',NULL,'[]','unit',NULL,NULL,NULL,NULL,'{}');
CREATE TABLE projects (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), code TEXT, plan INTEGER, source TEXT,
    kind TEXT, theme TEXT, key INTEGER NOT NULL, goal TEXT, measures TEXT, result TEXT, policy_basis TEXT,
    local_situation TEXT, 
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT, extra TEXT NOT NULL) STRICT;
INSERT INTO "projects" VALUES(1,'a469f6e30b6d02bec211fa1100000003','Open the bus station',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-01','2026-03-01','2026-03-01','planned',NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "projects" VALUES(2,'0901fdb396bff5d89af717e600000002','医保改革',NULL,2026,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-12-31','年底前','2026-12-31','planned',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE visits (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL, owner INTEGER REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL, purpose TEXT NOT NULL, visitors TEXT NOT NULL, met TEXT NOT NULL, projects TEXT NOT NULL,
    conclusion TEXT, hours REAL, extra TEXT NOT NULL) STRICT;
INSERT INTO "visits" VALUES(1,'7fbae8a30d0e702d0f5e22c300000001','2026-03-02',2,'on-site','check','["Ann"]','[]','[1,2]',NULL,NULL,'{}');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('batches',22);
INSERT INTO "sqlite_sequence" VALUES('owners',3);
INSERT INTO "sqlite_sequence" VALUES('projects',2);
INSERT INTO "sqlite_sequence" VALUES('duties',3);
INSERT INTO "sqlite_sequence" VALUES('history',29);
INSERT INTO "sqlite_sequence" VALUES('notes',4);
INSERT INTO "sqlite_sequence" VALUES('extensions',1);
INSERT INTO "sqlite_sequence" VALUES('visits',1);
INSERT INTO "sqlite_sequence" VALUES('findings',2);
COMMIT;
