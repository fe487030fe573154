-- What schema version 1 wrote, as the sqlite3 shell dumps it. Never changed: a file of this version must be read for ever.
PRAGMA application_id = 1414359410;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE clusters (
    cluster TEXT NOT NULL PRIMARY KEY, epoch INTEGER NOT NULL,
    sequence INTEGER NOT NULL, seal BLOB NOT NULL, removed_sequence INTEGER NOT NULL, removed_seal BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO clusters VALUES('shop',1,7,X'51f5cab2e8ead7f7bfefa89fbd454ddd3c91b8842998331aa13ca9b10cdc1c55',2,X'85459d7f8d4c9c78d849161c8d1044b90faf5cb9f9f7edde8e676cefb48f26c5');
CREATE TABLE records (
    cluster TEXT NOT NULL, sequence INTEGER NOT NULL, format INTEGER NOT NULL, time INTEGER NOT NULL, epoch INTEGER NOT NULL,
    kind TEXT NOT NULL, run INTEGER NOT NULL, step INTEGER NOT NULL, attempt INTEGER NOT NULL, payload TEXT NOT NULL, seal BLOB NOT NULL,
    PRIMARY KEY (cluster, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO records VALUES('shop',3,1,639028224030000000,1,'Checkpoint',9,3,2,'{"text":"naïve ''quoted'' ☃"}',X'b554edc1d4cea2a236380a086d694b83442aeb51a3b86627fe59a8bba9ce7052');
INSERT INTO records VALUES('shop',4,1,639028224040000000,1,'Opened',9,4,2,'{"text":"naïve ''quoted'' ☃"}',X'fac6035902876008c9cd09552ec7dd92efa39aba2d9e4a6b094a0a6188dca589');
INSERT INTO records VALUES('shop',5,1,639028224050000000,1,'Intent',9,5,2,'{"text":"naïve ''quoted'' ☃"}',X'cd38cc5af2225d5fd56f4d567005c86fcba02fe0af6e8ee8d4d7ad4a131a9ad7');
INSERT INTO records VALUES('shop',6,1,639028224060000000,1,'Result',9,6,2,'{"text":"naïve ''quoted'' ☃"}',X'bb4b1d48afdc9bd29488ebf2ed7c2e0c55df6c97521bcd3027e2af73521c70f3');
INSERT INTO records VALUES('shop',7,1,639028224070000000,1,'Closed',9,7,2,'{"text":"naïve ''quoted'' ☃"}',X'51f5cab2e8ead7f7bfefa89fbd454ddd3c91b8842998331aa13ca9b10cdc1c55');
CREATE TABLE leases (
    cluster TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, epoch INTEGER NOT NULL,
    renewed INTEGER NOT NULL, duration INTEGER NOT NULL, renewals INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO leases VALUES('shop','host-a',1,639028224000000000,100000000,0);
CREATE TABLE state (
    cluster TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (cluster, key)
) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES('shop','forecast/requests',X'0102ff');
CREATE TABLE commands (
    cluster TEXT NOT NULL, sequence INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,
    submitted INTEGER NOT NULL, expires INTEGER NOT NULL, payload TEXT NOT NULL,
    accepted INTEGER, detail TEXT, answered INTEGER, answerer TEXT,
    PRIMARY KEY (cluster, sequence), UNIQUE (cluster, key)
) STRICT, WITHOUT ROWID;
INSERT INTO commands VALUES('shop',1,'answered','Pause','ann','maintenance',639028224100000000,639028224700000000,'{}',0,'too late',639028224200000000,'host-a');
INSERT INTO commands VALUES('shop',2,'open','Pause','ann','maintenance',639028224100000000,639028224700000000,'{}',NULL,NULL,NULL,NULL);
CREATE TABLE glass (
    cluster TEXT NOT NULL PRIMARY KEY, actor TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO glass VALUES('bank','ann','fire',639028224300000000);
CREATE TABLE hosts (
    owner TEXT NOT NULL PRIMARY KEY, beat INTEGER NOT NULL, duration INTEGER NOT NULL, beats INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO hosts VALUES('host-a',639028224000000000,100000000,0);
CREATE TABLE switching (cluster TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO switching VALUES('shop');
CREATE INDEX checkpoints ON records (cluster, sequence) WHERE kind = 'Checkpoint';
CREATE INDEX open_commands ON commands (cluster, sequence) WHERE accepted IS NULL;
COMMIT;
