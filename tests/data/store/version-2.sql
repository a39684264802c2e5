BEGIN TRANSACTION;
CREATE TABLE branch_lists (
	id INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO branch_lists VALUES(1,X'803b58e0c95278b9a456e2d8a8af5040');
INSERT INTO branch_lists VALUES(2,X'2d9d1066da4fccc6bdd10461ec9c57f0');
CREATE TABLE branches (
	id INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	branch VARCHAR NOT NULL, 
	pull_request INTEGER, 
	title VARCHAR, 
	result VARCHAR, 
	blocked_by VARCHAR, 
	vulnerability BOOLEAN, 
	vulnerability_evidence VARCHAR, 
	automerge BOOLEAN, 
	edited BOOLEAN, 
	base_branch VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO branches VALUES(1,X'41057c06b0876d5281c42d368c7e0752','renovate/pypi-jinja2-vulnerability',19,'chore(deps): update dependency jinja2 to v3.1.3 [security]','pr-created',NULL,1,'title',0,0,'main');
INSERT INTO branches VALUES(2,X'de568b4e7b9ea3a7cdc9b5f177037c74','renovate/pypi-requests-vulnerability',2,'chore(deps): update dependency requests to v2.32.0 [security]','done',NULL,1,'title',0,0,'main');
INSERT INTO branches VALUES(3,X'c0aae7826d1c01fdea1d0ccf6c023f59','renovate/npm-axios-vulnerability',3,'fix(deps): update dependency axios to v1.8.2 [security]','done',NULL,1,'title',0,0,'main');
INSERT INTO branches VALUES(4,X'dc96be252a963ebd343cfdfff47dd863','renovate/npm-express-vulnerability',20,'fix(deps): update dependency express to v4.19.2 [security]','pr-created',NULL,1,'title',0,0,'main');
INSERT INTO branches VALUES(5,X'7905aeb09d6ada19b280d7b7e276d911','renovate/github-tags-tj-actions-changed-files-vulnerability',4,'chore(deps): update tj-actions/changed-files action to v46 [security]','done',NULL,1,'title',0,0,'main');
INSERT INTO branches VALUES(6,X'c45aabc6d1e922bccfcee9fb3d869e96','renovate/eslint-monorepo',6,'chore(deps): update dependency eslint to v8.57.1','pr-created',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(7,X'd41cba566c5ce9aa21688aaf69acdf8b','renovate/eslint-plugin-demo-2.x',8,'chore(deps): update dependency eslint-plugin-demo to v2.1.0','pr-created',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(8,X'f465b863fed4baed578d572f53103bc6','renovate/postgres-15.x',9,'chore(deps): update postgres docker tag to v15.13','pr-created',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(9,X'776564b4cf50ff77dc049a09c047cb65','renovate/python-3.x',NULL,'chore(deps): update python docker tag to v3.14','not-scheduled',NULL,0,NULL,NULL,NULL,NULL);
INSERT INTO branches VALUES(10,X'b6b917d1d758d1b609b94522d59342e6','renovate/left-pad-1.x',12,'fix(deps): update dependency left-pad to v1.3.0','pr-created',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(11,X'9acb3beabb73f14b460bff9fd3e178be','renovate/actions-checkout-5.x',13,'chore(deps): update actions/checkout action to v5','done',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(12,X'11ea1d4dd716c7c7ec4c3d43dc53d1a0','renovate/major-eslint-monorepo',14,'chore(deps): update dependency eslint to v9','done',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(13,X'177e56c12d7fa7d21f352787f91f4807','renovate/eslint-plugin-demo-3.x',15,'chore(deps): update dependency eslint-plugin-demo to v3','done',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(14,X'fc1ec3b001295114aaf108c41a83560c','renovate/postgres-17.x',16,'chore(deps): update postgres docker tag to v17','done',NULL,0,NULL,0,0,'main');
INSERT INTO branches VALUES(15,X'939cd2b62f43abd0e813f798eecc9e7d','renovate/redis-8.x',4,'chore(deps): update redis docker tag to v8','done',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE snapshots (
	id INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	dependencies INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO snapshots VALUES(1,X'f6056d4346a9a82e76f768e92158e7d2',14);
CREATE TABLE dependencies (
	id INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	manager VARCHAR NOT NULL, 
	package_file VARCHAR NOT NULL, 
	dep_name VARCHAR, 
	package_name VARCHAR, 
	datasource VARCHAR, 
	dep_type VARCHAR, 
	versioning VARCHAR, 
	registry_url VARCHAR, 
	source_url VARCHAR, 
	current_value VARCHAR, 
	current_version VARCHAR, 
	current_digest VARCHAR, 
	locked_version VARCHAR, 
	released_at VARCHAR(27), 
	age_days INTEGER, 
	newest_released_at VARCHAR(27), 
	skip_reason VARCHAR, 
	warnings VARCHAR NOT NULL, 
	deprecation VARCHAR, 
	abandoned BOOLEAN, 
	replacement VARCHAR, 
	vulnerability_fix_version VARCHAR, 
	"group" VARCHAR, 
	looked_up BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO dependencies VALUES(1,X'5ef79a637a015088bcc81d3e38e02d9c','dockerfile','backup/Dockerfile','python','python','docker','final','docker','https://index.docker.io','https://github.com/docker-library/python','3.12-slim','3.12',NULL,NULL,'2025-06-01T09:00:00.000000Z',NULL,'2026-02-10T09:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(2,X'79aa3c957b224754a2497453c344ed40','github-actions','.github/workflows/ci.yml','actions/checkout','actions/checkout','github-tags','action','github-actions','https://github.com','https://github.com/actions/checkout','v4','v4.2.2',NULL,NULL,'2024-10-23T09:30:00.000000Z',NULL,'2025-08-11T09:30:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(3,X'91017fe332b5409f3bc2ade6fbeeebae','github-actions','.github/workflows/ci.yml','tj-actions/changed-files','tj-actions/changed-files','github-tags','action','github-actions','https://github.com','https://github.com/tj-actions/changed-files','v45.0.7','v45.0.7',NULL,NULL,'2025-01-24T09:30:00.000000Z',NULL,'2025-09-13T09:30:00.000000Z',NULL,'[]',NULL,NULL,NULL,'46.0.1',NULL,1);
INSERT INTO dependencies VALUES(4,X'3155352776fe37c2d1f9e6de1cdc1b36','github-actions','.github/workflows/ci.yml','ubuntu','ubuntu','github-runners','github-runner',NULL,NULL,NULL,'latest',NULL,NULL,NULL,NULL,NULL,NULL,'invalid-version','[]',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO dependencies VALUES(5,X'569dd3ea91eab13cd1afad61c5d630f8','helm-values','charts/db/values.yaml','postgres','postgres','docker',NULL,'docker','https://index.docker.io','https://github.com/docker-library/postgres','15.6','15.6',NULL,NULL,'2024-02-08T09:00:00.000000Z',NULL,'2025-08-14T09:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(6,X'e4998f042edd7f51220fc64695d25ff5','npm','dashboard/package.json','axios','axios','npm','dependencies','npm','https://npm.registry.example','https://github.com/axios/axios','1.6.0','1.6.0',NULL,'1.6.0','2023-10-26T10:00:00.000000Z',NULL,'2025-09-14T10:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,'1.8.2',NULL,1);
INSERT INTO dependencies VALUES(7,X'd091d6478a6d0746e80cce5d730ab1a5','npm','dashboard/package.json','eslint','eslint','npm','devDependencies','npm','https://npm.registry.example','https://github.com/eslint/eslint','8.57.0','8.57.0',NULL,'8.57.0','2024-02-23T10:00:00.000000Z',NULL,'2025-09-19T10:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(8,X'bfa25a56aecf581d30e4a02a2ad0e51c','npm','dashboard/package.json','eslint-plugin-demo','eslint-plugin-demo','npm','devDependencies','npm','https://npm.registry.example','https://github.com/acme/eslint-plugin-demo','2.0.0','2.0.0',NULL,'2.0.0','2024-01-01T10:00:00.000000Z',NULL,'2026-01-15T10:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(9,X'9b134cbbcf6b7c3b2e3cc986530364ea','npm','dashboard/package.json','express','express','npm','dependencies','npm','https://npm.registry.example','https://github.com/expressjs/express','4.18.2','4.18.2',NULL,'4.18.2','2022-10-08T10:00:00.000000Z',NULL,'2025-03-31T10:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(10,X'aab78cadd86bd4be2ea8209c514869b3','npm','dashboard/package.json','left-pad','left-pad','npm','dependencies','npm','https://npm.registry.example','https://github.com/left-pad/left-pad','1.2.0','1.2.0',NULL,'1.2.0','2017-11-15T10:00:00.000000Z',NULL,NULL,NULL,'[]','On registry `https://npm.registry.example`, the "latest" version of dependency `left-pad` has the following deprecation notice: `use String.prototype.padStart()` Marking the latest version of an npm package as deprecated results in the entire package being considered deprecated, so contact the package author you think this is a mistake.',NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(11,X'82a94c9a1cd3c4d8297050e9889a1b41','npm','dashboard/package.json','lodash','lodash','npm','dependencies','npm','https://npm.registry.example','https://github.com/lodash/lodash','4.17.21','4.17.21',NULL,'4.17.21','2021-02-20T10:00:00.000000Z',NULL,'2021-02-20T10:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(12,X'0ea72c578f2acf2cb8e9002b91a0a5cc','pip_requirements','backup/requirements.txt','Jinja2','jinja2','pypi',NULL,'pep440','https://pypi.registry.example/pypi','https://github.com/pallets/jinja','==3.1.2','3.1.2',NULL,NULL,'2022-04-28T10:00:00.000000Z',NULL,'2025-03-05T10:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(13,X'e868f1353df5ca16c966aec3ca24ffd6','pip_requirements','backup/requirements.txt','internal-backup-lib','internal-backup-lib','pypi',NULL,'pep440',NULL,NULL,'==0.3.0','0.3.0',NULL,NULL,NULL,NULL,NULL,NULL,'["Failed to look up pypi package internal-backup-lib: no-result"]',NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO dependencies VALUES(14,X'048030a0ef40dbdda711ef08b503461c','pip_requirements','backup/requirements.txt','requests','requests','pypi',NULL,'pep440','https://pypi.registry.example/pypi','https://github.com/psf/requests','==2.31.0','2.31.0',NULL,NULL,'2023-05-22T10:00:00.000000Z',NULL,'2025-08-18T10:00:00.000000Z',NULL,'[]',NULL,NULL,NULL,'2.32.0',NULL,1);
CREATE TABLE vulnerabilities (
	id INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	package_name VARCHAR NOT NULL, 
	datasource VARCHAR, 
	severity VARCHAR, 
	affected VARCHAR, 
	fixed_version VARCHAR, 
	evidence VARCHAR NOT NULL, 
	summary VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO vulnerabilities VALUES(1,X'3a96ea0788e2186f90782716b180b41f','axios','npm','high','< 1.8.2','1.8.2','github-alerts','axios Requests Vulnerable To Possible SSRF and Credential Leakage via Absolute URL');
INSERT INTO vulnerabilities VALUES(2,X'ff0aacec714b012b9fcab1aa4f15f7fe','requests','pypi','medium','< 2.32.0','2.32.0','github-alerts','Requests `Session` object does not verify requests after making first request with verify=False');
INSERT INTO vulnerabilities VALUES(3,X'a26c10e94fdecf8781b737fad33d190c','tj-actions/changed-files','github-tags','high','!/^\x346\.0\.1$/','46.0.1','github-alerts','tj-actions changed-files through 45.0.7 allows remote attackers to discover secrets by reading actions logs');
INSERT INTO vulnerabilities VALUES(4,X'338e19ae2466026ecf7e6d9346e9b2df','express','npm',NULL,'4.18.2','4.19.2','osv',NULL);
INSERT INTO vulnerabilities VALUES(5,X'3a68624d45dae76540afd3469e064375','left-pad',NULL,NULL,'1.2.0',NULL,'osv',NULL);
INSERT INTO vulnerabilities VALUES(6,X'a953a000888a237cfb28b2793deeb1f8','jinja2','pypi',NULL,'3.1.2','3.1.3','osv',NULL);
CREATE TABLE repositories (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);
INSERT INTO repositories VALUES(1,'luddera/homelab-apps');
INSERT INTO repositories VALUES(2,'luddera/pi-cluster');
INSERT INTO repositories VALUES(3,'an/other');
CREATE TABLE meta (
	application VARCHAR NOT NULL, 
	schema_version INTEGER NOT NULL, 
	pruned_before VARCHAR(27), 
	PRIMARY KEY (application)
);
INSERT INTO meta VALUES('renovate-kit',2,NULL);
CREATE TABLE sources (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	first_taken_at VARCHAR(27), 
	last_taken_at VARCHAR(27), 
	PRIMARY KEY (id), 
	UNIQUE (name)
);
INSERT INTO sources VALUES(1,'apps-run07.jsonl',NULL,NULL);
INSERT INTO sources VALUES(2,'0-JSON_DEBUG-9-0',NULL,NULL);
INSERT INTO sources VALUES(3,'2-TEXT-9-3',NULL,NULL);
INSERT INTO sources VALUES(4,'4-TEXT_TIMED-5-0',NULL,NULL);
CREATE TABLE subjects (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO subjects VALUES(1,'cache-get','package');
INSERT INTO subjects VALUES(2,'cache-set','package');
INSERT INTO subjects VALUES(3,'http','api.github.com');
INSERT INTO subjects VALUES(4,'http-queue','api.github.com');
INSERT INTO subjects VALUES(5,'http','hub.docker.com');
INSERT INTO subjects VALUES(6,'http-queue','hub.docker.com');
INSERT INTO subjects VALUES(7,'http','index.docker.io');
INSERT INTO subjects VALUES(8,'http-queue','index.docker.io');
INSERT INTO subjects VALUES(9,'http','pypi.registry.example');
INSERT INTO subjects VALUES(10,'http','npm.registry.example');
INSERT INTO subjects VALUES(11,'http-queue','npm.registry.example');
INSERT INTO subjects VALUES(12,'lookup','npm');
INSERT INTO subjects VALUES(13,'lookup','pypi');
INSERT INTO subjects VALUES(14,'lookup','github-tags');
INSERT INTO subjects VALUES(15,'lookup','docker');
INSERT INTO subjects VALUES(16,'releases','npm');
INSERT INTO subjects VALUES(17,'releases','pypi');
INSERT INTO subjects VALUES(18,'releases','github-tags');
INSERT INTO subjects VALUES(19,'releases','docker');
INSERT INTO subjects VALUES(20,'git','other');
INSERT INTO subjects VALUES(21,'git','clone');
INSERT INTO subjects VALUES(22,'git','checkout');
INSERT INTO subjects VALUES(23,'git','reset');
INSERT INTO subjects VALUES(24,'git','clean');
INSERT INTO subjects VALUES(25,'git','push');
INSERT INTO subjects VALUES(26,'git','merge');
INSERT INTO subjects VALUES(27,'datasource-cache','pypi https://pypi.registry.example/pypi');
INSERT INTO subjects VALUES(28,'datasource-cache','npm https://npm.registry.example');
INSERT INTO subjects VALUES(29,'datasource-cache','github-tags https://github.com');
INSERT INTO subjects VALUES(30,'datasource-cache','github-tags https://api.github.com');
INSERT INTO subjects VALUES(31,'datasource-cache','docker https://index.docker.io');
INSERT INTO subjects VALUES(32,'http-cache','https://api.github.com');
INSERT INTO subjects VALUES(33,'http-cache','https://index.docker.io');
CREATE TABLE branch_list_members (
	branch_list_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	branch_id INTEGER NOT NULL, 
	PRIMARY KEY (branch_list_id, position), 
	FOREIGN KEY(branch_list_id) REFERENCES branch_lists (id) ON DELETE CASCADE, 
	FOREIGN KEY(branch_id) REFERENCES branches (id)
)
 WITHOUT ROWID

;
INSERT INTO branch_list_members VALUES(1,0,1);
INSERT INTO branch_list_members VALUES(1,1,2);
INSERT INTO branch_list_members VALUES(1,2,3);
INSERT INTO branch_list_members VALUES(1,3,4);
INSERT INTO branch_list_members VALUES(1,4,5);
INSERT INTO branch_list_members VALUES(1,5,6);
INSERT INTO branch_list_members VALUES(1,6,7);
INSERT INTO branch_list_members VALUES(1,7,8);
INSERT INTO branch_list_members VALUES(1,8,9);
INSERT INTO branch_list_members VALUES(1,9,10);
INSERT INTO branch_list_members VALUES(1,10,11);
INSERT INTO branch_list_members VALUES(1,11,12);
INSERT INTO branch_list_members VALUES(1,12,13);
INSERT INTO branch_list_members VALUES(1,13,14);
INSERT INTO branch_list_members VALUES(2,0,15);
CREATE TABLE upgrades (
	branch_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	dep_name VARCHAR NOT NULL, 
	package_name VARCHAR, 
	package_file VARCHAR, 
	datasource VARCHAR, 
	update_type VARCHAR, 
	current_version VARCHAR, 
	new_version VARCHAR, 
	current_value VARCHAR, 
	new_value VARCHAR, 
	manager VARCHAR, 
	age_days INTEGER, 
	released_at VARCHAR(27), 
	merge_confidence VARCHAR, 
	vulnerability_fix_version VARCHAR, 
	pending_versions VARCHAR, 
	"group" VARCHAR, 
	PRIMARY KEY (branch_id, position), 
	FOREIGN KEY(branch_id) REFERENCES branches (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO upgrades VALUES(1,0,'Jinja2','jinja2','backup/requirements.txt','pypi','patch','3.1.2','3.1.3','==3.1.2','==3.1.3','pip_requirements',NULL,'2024-01-10T10:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(2,0,'requests','requests','backup/requirements.txt','pypi','minor','2.31.0','2.32.0','==2.31.0','==2.32.0','pip_requirements',NULL,'2024-05-20T10:00:00.000000Z',NULL,'2.32.0',NULL,NULL);
INSERT INTO upgrades VALUES(3,0,'axios','axios','dashboard/package.json','npm','minor','1.6.0','1.8.2','1.6.0','1.8.2','npm',NULL,'2025-03-07T10:00:00.000000Z',NULL,'1.8.2',NULL,NULL);
INSERT INTO upgrades VALUES(4,0,'express','express','dashboard/package.json','npm','minor','4.18.2','4.19.2','4.18.2','4.19.2','npm',NULL,'2024-03-25T10:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(5,0,'tj-actions/changed-files','tj-actions/changed-files','.github/workflows/ci.yml','github-tags','major','v45.0.7','v46.0.1','v45.0.7','v46.0.1','github-actions',NULL,'2025-03-16T09:30:00.000000Z',NULL,'46.0.1',NULL,NULL);
INSERT INTO upgrades VALUES(6,0,'eslint','eslint','dashboard/package.json','npm','patch','8.57.0','8.57.1','8.57.0','8.57.1','npm',NULL,'2024-09-16T10:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(7,0,'eslint-plugin-demo','eslint-plugin-demo','dashboard/package.json','npm','minor','2.0.0','2.1.0','2.0.0','2.1.0','npm',NULL,'2025-06-01T10:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(8,0,'postgres','postgres','charts/db/values.yaml','docker','minor','15.6','15.13','15.6','15.13','helm-values',NULL,'2025-05-08T09:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(9,0,'python','python','backup/Dockerfile','docker','minor','3.12','3.14','3.12-slim','3.14-slim','dockerfile',NULL,'2026-02-10T09:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(10,0,'left-pad','left-pad','dashboard/package.json','npm','minor','1.2.0','1.3.0','1.2.0','1.3.0','npm',NULL,'2018-04-09T10:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(11,0,'actions/checkout','actions/checkout','.github/workflows/ci.yml','github-tags','major','v4.2.2','v5.0.0','v4','v5','github-actions',NULL,'2025-08-11T09:30:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(12,0,'eslint','eslint','dashboard/package.json','npm','major','8.57.0','9.36.0','8.57.0','9.36.0','npm',NULL,'2025-09-19T10:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(13,0,'eslint-plugin-demo','eslint-plugin-demo','dashboard/package.json','npm','major','2.0.0','3.0.0','2.0.0','3.0.0','npm',NULL,'2026-01-15T10:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(14,0,'postgres','postgres','charts/db/values.yaml','docker','major','15.6','17.6','15.6','17.6','helm-values',NULL,'2025-08-14T09:00:00.000000Z',NULL,NULL,NULL,NULL);
INSERT INTO upgrades VALUES(15,0,'redis','redis','clusters/staging/redis.yaml','docker','major','7.2.4','8.0.0',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE snapshot_members (
	snapshot_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	dependency_id INTEGER NOT NULL, 
	PRIMARY KEY (snapshot_id, position), 
	FOREIGN KEY(snapshot_id) REFERENCES snapshots (id) ON DELETE CASCADE, 
	FOREIGN KEY(dependency_id) REFERENCES dependencies (id)
)
 WITHOUT ROWID

;
INSERT INTO snapshot_members VALUES(1,0,1);
INSERT INTO snapshot_members VALUES(1,1,2);
INSERT INTO snapshot_members VALUES(1,2,3);
INSERT INTO snapshot_members VALUES(1,3,4);
INSERT INTO snapshot_members VALUES(1,4,5);
INSERT INTO snapshot_members VALUES(1,5,6);
INSERT INTO snapshot_members VALUES(1,6,7);
INSERT INTO snapshot_members VALUES(1,7,8);
INSERT INTO snapshot_members VALUES(1,8,9);
INSERT INTO snapshot_members VALUES(1,9,10);
INSERT INTO snapshot_members VALUES(1,10,11);
INSERT INTO snapshot_members VALUES(1,11,12);
INSERT INTO snapshot_members VALUES(1,12,13);
INSERT INTO snapshot_members VALUES(1,13,14);
CREATE TABLE updates_found (
	dependency_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	update_type VARCHAR, 
	new_version VARCHAR, 
	new_value VARCHAR, 
	new_digest VARCHAR, 
	branch VARCHAR, 
	released_at VARCHAR(27), 
	age_days INTEGER, 
	is_breaking BOOLEAN, 
	pending_checks BOOLEAN, 
	pending_versions VARCHAR, 
	merge_confidence VARCHAR, 
	lib_years FLOAT, 
	PRIMARY KEY (dependency_id, position), 
	FOREIGN KEY(dependency_id) REFERENCES dependencies (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO updates_found VALUES(1,0,'minor','3.14','3.14-slim',NULL,'renovate/python-3.x','2026-02-10T09:00:00.000000Z',NULL,0,NULL,NULL,NULL,0.69589041095890413757);
INSERT INTO updates_found VALUES(2,0,'major','v5.0.0','v5',NULL,'renovate/actions-checkout-5.x','2025-08-11T09:30:00.000000Z',NULL,0,NULL,NULL,NULL,0.8000000000000000444);
INSERT INTO updates_found VALUES(3,0,'major','v46.0.1','v46.0.1',NULL,'renovate/github-tags-tj-actions-changed-files-vulnerability','2025-03-16T09:30:00.000000Z',NULL,0,NULL,NULL,NULL,0.13972602739726028286);
INSERT INTO updates_found VALUES(5,0,'minor','15.13','15.13',NULL,'renovate/postgres-15.x','2025-05-08T09:00:00.000000Z',NULL,0,NULL,NULL,NULL,1.2438356164383561619);
INSERT INTO updates_found VALUES(5,1,'major','17.6','17.6',NULL,'renovate/postgres-17.x','2025-08-14T09:00:00.000000Z',NULL,1,NULL,NULL,NULL,1.512328767123287676);
INSERT INTO updates_found VALUES(6,0,'minor','1.8.2','1.8.2','sha512-VC7zor/26h4VylCvauROy+SVJlBq4pTXuhDEPG5UwzgyNnbdr/sktRqHuzYJi6YuzucsayZDKVqx6uw4/MP0Wg==','renovate/npm-axios-vulnerability','2025-03-07T10:00:00.000000Z',NULL,0,NULL,NULL,NULL,1.3616438356164384249);
INSERT INTO updates_found VALUES(7,0,'patch','8.57.1','8.57.1','sha512-cOjZbgdJwY1kRSNXCng3iNgLrm16Q1J4KoXGDSYm/K3RFmK1b1sqngxKC8HDe4xxUc6W6GB8TdGxC3OAgHeqGQ==','renovate/eslint-monorepo','2024-09-16T10:00:00.000000Z',NULL,0,NULL,NULL,NULL,0.56284153005464476748);
INSERT INTO updates_found VALUES(7,1,'major','9.36.0','9.36.0','sha512-NAZ9PS2DMneysvP8XllykU94h0ZST/nYQQUv6Mfy9mwjBppDjKpkFLXsDlGKhyRZYw0Sx0NREN4LRzLZrASx6g==','renovate/major-eslint-monorepo','2025-09-19T10:00:00.000000Z',NULL,1,NULL,NULL,NULL,1.5698630136986300165);
INSERT INTO updates_found VALUES(8,0,'minor','2.1.0','2.1.0','sha512-iyQRfextlzqJzRhgtMEuHQtMVSeUYCjVk3Qq2hE30Nx2PAqXMUKovn5N+wiJ14GnUcYXGF+D2DtqKx5FADzy4Q==','renovate/eslint-plugin-demo-2.x','2025-06-01T10:00:00.000000Z',NULL,0,NULL,NULL,NULL,1.4136986301369862673);
INSERT INTO updates_found VALUES(8,1,'major','3.0.0','3.0.0','sha512-NNhTVygGhWqCmE3RJOy5cTR9BJyUpZw9AkH8OnFrL79fhByU31DSs3TSactIs6kxbogKHjfo1q0Hn6VJhaQdrQ==','renovate/eslint-plugin-demo-3.x','2026-01-15T10:00:00.000000Z',NULL,1,NULL,NULL,NULL,2.0383561643835617083);
INSERT INTO updates_found VALUES(9,0,'minor','4.19.2','4.19.2','sha512-aK+5Cbb/WtEAqng9Kw/Buy50Dy2CORGqXnY5rXhpB651HdYOwUO/9K09N5Ah/bHzDH9Zx/93JoZ+wGjb7KdXLA==','renovate/npm-express-vulnerability','2024-03-25T10:00:00.000000Z',NULL,0,NULL,NULL,NULL,1.4617486338797813782);
INSERT INTO updates_found VALUES(10,0,'minor','1.3.0','1.3.0','sha512-4bNE8iDzkIX8spwnbGvPqBcNlxT5C5EMnT9y6STq4O2KATz0t7YWaSz98MkQGoU9jsbapMReCqTHfYUIL4H4oA==','renovate/left-pad-1.x','2018-04-09T10:00:00.000000Z',NULL,0,NULL,NULL,NULL,0.39726027397260271767);
INSERT INTO updates_found VALUES(12,0,'patch','3.1.3','==3.1.3',NULL,'renovate/pypi-jinja2-vulnerability','2024-01-10T10:00:00.000000Z',NULL,0,NULL,NULL,NULL,1.7021857923497267783);
INSERT INTO updates_found VALUES(14,0,'minor','2.32.0','==2.32.0',NULL,'renovate/pypi-requests-vulnerability','2024-05-20T10:00:00.000000Z',NULL,0,NULL,NULL,NULL,0.99453551912568305404);
CREATE TABLE vulnerability_ids (
	vulnerability_id INTEGER NOT NULL, 
	advisory VARCHAR NOT NULL, 
	PRIMARY KEY (vulnerability_id, advisory), 
	FOREIGN KEY(vulnerability_id) REFERENCES vulnerabilities (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO vulnerability_ids VALUES(2,'CVE-2024-35195');
INSERT INTO vulnerability_ids VALUES(1,'CVE-2025-27152');
INSERT INTO vulnerability_ids VALUES(3,'CVE-2025-30066');
INSERT INTO vulnerability_ids VALUES(5,'GHSA-0000-sim0-nofx');
INSERT INTO vulnerability_ids VALUES(2,'GHSA-9wx4-h78v-vm56');
INSERT INTO vulnerability_ids VALUES(6,'GHSA-h5c8-rqwp-cp95');
INSERT INTO vulnerability_ids VALUES(1,'GHSA-jr5f-v2jv-69x6');
INSERT INTO vulnerability_ids VALUES(3,'GHSA-mrrh-fwg8-r2c3');
INSERT INTO vulnerability_ids VALUES(4,'GHSA-rv95-896h-c2vc');
CREATE TABLE problem_history (
	id INTEGER NOT NULL, 
	repository_id INTEGER, 
	level VARCHAR(5) NOT NULL, 
	message VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	first_at VARCHAR(27), 
	last_at VARCHAR(27), 
	runs INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
);
CREATE TABLE run_history (
	day VARCHAR(10) NOT NULL, 
	repository_id INTEGER NOT NULL, 
	runs INTEGER NOT NULL, 
	finished INTEGER NOT NULL, 
	duration_ms INTEGER, 
	created INTEGER NOT NULL, 
	automerged INTEGER NOT NULL, 
	PRIMARY KEY (day, repository_id), 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	started_at VARCHAR(27), 
	ended_at VARCHAR(27), 
	renovate_version VARCHAR, 
	log_context VARCHAR, 
	complete BOOLEAN NOT NULL, 
	detail VARCHAR(5) NOT NULL, 
	records INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	begins BOOLEAN, 
	platform VARCHAR, 
	dry_run VARCHAR, 
	hostname VARCHAR, 
	levels VARCHAR, 
	logged_errors INTEGER, 
	exit_code INTEGER, 
	exit_evidence VARCHAR, 
	cut_off VARCHAR, 
	fingerprint BLOB, 
	PRIMARY KEY (id), 
	FOREIGN KEY(source_id) REFERENCES sources (id)
);
INSERT INTO runs VALUES(1,'2026-09-08T12:00:04.242000Z','2026-09-08T12:00:24.774000Z','44.121.2','36a45faf-32e1-4634-a0c9-2e3490c0ede8',1,'debug',1398,1,1,'github',NULL,'vm','[[20, 1365], [30, 19], [40, 14]]',0,0,NULL,NULL,X'576ee38f0bdd244053f0f7189755f83b');
INSERT INTO runs VALUES(2,'2026-09-07T08:00:00.000000Z','2026-09-07T08:00:08.000000Z','44.121.2','context-0',1,'debug',9,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'c6f7db40d7ff3e5ff142ada0159e66bd');
INSERT INTO runs VALUES(3,NULL,NULL,'44.121.2',NULL,1,'info',6,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'c6f7db40d7ff3e5ff142ada0159e66bd');
INSERT INTO runs VALUES(4,'2026-09-07T10:00:00.030000Z','2026-09-07T10:00:04.030000Z','44.121.2',NULL,0,'info',4,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'c9421ac0a5f98e66641ffd5eb6aabe63');
CREATE TABLE pull_request_events (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	branch VARCHAR, 
	action VARCHAR NOT NULL, 
	number INTEGER, 
	title VARCHAR, 
	at VARCHAR(27), 
	labels VARCHAR, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
INSERT INTO pull_request_events VALUES(1,0,1,'renovate/pypi-jinja2-vulnerability','created',19,'chore(deps): update dependency jinja2 to v3.1.3 [security]','2026-09-08T12:00:09.820000Z',NULL);
INSERT INTO pull_request_events VALUES(1,1,1,'renovate/npm-express-vulnerability','created',20,'fix(deps): update dependency express to v4.19.2 [security]','2026-09-08T12:00:12.611000Z',NULL);
INSERT INTO pull_request_events VALUES(1,2,1,'renovate/eslint-monorepo','reopened',6,'chore(deps): update dependency eslint to v8.57.1','2026-09-08T12:00:14.662000Z',NULL);
INSERT INTO pull_request_events VALUES(1,3,1,'renovate/eslint-plugin-demo-2.x','reopened',8,'chore(deps): update dependency eslint-plugin-demo to v2.1.0','2026-09-08T12:00:16.744000Z',NULL);
INSERT INTO pull_request_events VALUES(1,4,1,'renovate/postgres-15.x','reopened',9,'chore(deps): update postgres docker tag to v15.13','2026-09-08T12:00:18.356000Z',NULL);
INSERT INTO pull_request_events VALUES(1,5,1,'renovate/left-pad-1.x','reopened',12,'fix(deps): update dependency left-pad to v1.3.0','2026-09-08T12:00:20.720000Z',NULL);
INSERT INTO pull_request_events VALUES(1,6,1,'renovate/all-minor-patch','autoclosed',18,'fix(deps): update all non-major dependencies','2026-09-08T12:00:23.531000Z',NULL);
INSERT INTO pull_request_events VALUES(1,7,1,'renovate/express-5.x','autoclosed',17,'fix(deps): update dependency express to v5','2026-09-08T12:00:23.915000Z',NULL);
INSERT INTO pull_request_events VALUES(2,0,2,'renovate/redis-8.x','created',4,'chore(deps): update redis docker tag to v8','2026-09-07T08:00:04.000000Z',NULL);
INSERT INTO pull_request_events VALUES(3,0,2,'renovate/redis-8.x','created',4,'chore(deps): update redis docker tag to v8',NULL,NULL);
INSERT INTO pull_request_events VALUES(4,0,3,'renovate/redis-8.x','created',4,'chore(deps): update redis docker tag to v8','2026-09-07T10:00:04.030000Z',NULL);
CREATE TABLE branch_events (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	branch VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	number INTEGER, 
	sha VARCHAR, 
	reason VARCHAR, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
INSERT INTO branch_events VALUES(1,0,1,'renovate/pypi-jinja2-vulnerability','created',NULL,'3cfda1bec95cf2e905f0fe4ff8fa5988116d7ed1',NULL,'2026-09-08T12:00:09.479000Z');
INSERT INTO branch_events VALUES(1,1,1,'renovate/npm-express-vulnerability','created',NULL,'6a9201273387b1a14c7e566ba8f01bb218366c87',NULL,'2026-09-08T12:00:12.304000Z');
INSERT INTO branch_events VALUES(1,2,1,'renovate/eslint-monorepo','created',NULL,'14c210e4483cf8c912f9d4850550aa64988dbf89',NULL,'2026-09-08T12:00:14.456000Z');
INSERT INTO branch_events VALUES(1,3,1,'renovate/eslint-plugin-demo-2.x','created',NULL,'ebafb28972f485c088e0b4150cfa967c7bf43456',NULL,'2026-09-08T12:00:16.541000Z');
INSERT INTO branch_events VALUES(1,4,1,'renovate/postgres-15.x','created',NULL,'e50f74a0e85c7948183928a66024f4c5a3db60a3',NULL,'2026-09-08T12:00:18.140000Z');
INSERT INTO branch_events VALUES(1,5,1,'renovate/left-pad-1.x','created',NULL,'2f684e7a9a121568b7c63d83bfdf3e10c6a416b7',NULL,'2026-09-08T12:00:20.480000Z');
CREATE TABLE comments (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	branch VARCHAR, 
	number INTEGER, 
	topic VARCHAR, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE limits (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	"limit" VARCHAR, 
	current INTEGER, 
	allowed INTEGER, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE artifact_failures (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	branch VARCHAR, 
	file VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE lookup_failures (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	datasource VARCHAR, 
	package_name VARCHAR NOT NULL, 
	reason VARCHAR, 
	package_files VARCHAR NOT NULL, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
INSERT INTO lookup_failures VALUES(1,0,1,'pypi','internal-backup-lib','no-result','["backup/requirements.txt"]','2026-09-08T12:00:09.692000Z');
CREATE TABLE deprecations (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	datasource VARCHAR, 
	package_name VARCHAR NOT NULL, 
	message VARCHAR, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
INSERT INTO deprecations VALUES(1,0,1,'npm','left-pad','On registry `https://npm.registry.example`, the "latest" version of dependency `left-pad` has the following deprecation notice: `use String.prototype.padStart()` Marking the latest version of an npm package as deprecated results in the entire package being considered deprecated, so contact the package author you think this is a mistake.');
CREATE TABLE repository_runs (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	started_at VARCHAR(27), 
	finished_at VARCHAR(27), 
	duration_ms INTEGER, 
	result VARCHAR, 
	status VARCHAR, 
	exit_code INTEGER, 
	enabled BOOLEAN, 
	onboarded BOOLEAN, 
	cloned BOOLEAN, 
	restarts INTEGER, 
	branch_list_id INTEGER, 
	pull_requests_total INTEGER, 
	pull_requests_open INTEGER, 
	pull_requests_closed INTEGER, 
	pull_requests_merged INTEGER, 
	lib_years FLOAT, 
	dependencies_outdated INTEGER, 
	dependencies_total INTEGER, 
	dashboard_seen BOOLEAN, 
	dashboard_at VARCHAR(27), 
	dashboard_issue INTEGER, 
	dashboard_checks_known BOOLEAN, 
	dashboard_problems VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id), 
	FOREIGN KEY(branch_list_id) REFERENCES branch_lists (id)
);
INSERT INTO repository_runs VALUES(1,1,1,0,'2026-09-08T12:00:04.467000Z','2026-09-08T12:00:24.272000Z',19801,'done','activated',0,1,1,1,0,1,19,13,5,1,12.673538438505877578,11,14,1,'2026-09-08T12:00:24.248000Z',NULL,0,'["⚠️ WARN: Package lookup failures"]');
INSERT INTO repository_runs VALUES(2,2,2,0,'2026-09-07T08:00:01.000000Z','2026-09-07T08:00:08.000000Z',0,'done','onboarded',NULL,NULL,NULL,NULL,NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO repository_runs VALUES(3,3,2,0,NULL,NULL,3,'done','onboarded',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO repository_runs VALUES(4,4,3,0,'2026-09-07T10:00:01.030000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE onboarding_events (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	number INTEGER, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE issue_events (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	number INTEGER, 
	title VARCHAR, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE config_problems (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER, 
	kind VARCHAR NOT NULL, 
	source VARCHAR, 
	topic VARCHAR, 
	message VARCHAR NOT NULL, 
	at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE problems (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER, 
	branch VARCHAR, 
	level VARCHAR(5) NOT NULL, 
	message VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	first_at VARCHAR(27), 
	count INTEGER NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
INSERT INTO problems VALUES(1,0,1,NULL,'warn','Package lookup failures','Failed to look up pypi package internal-backup-lib: no-result','2026-09-08T12:00:09.692000Z',14);
INSERT INTO problems VALUES(1,1,1,'renovate/eslint-monorepo','debug','Datasource unknown error','eslint/eslint github-tags: Could not resolve to a Repository with the name ''eslint/eslint''.','2026-09-08T12:00:15.119000Z',1);
INSERT INTO problems VALUES(1,2,1,'renovate/eslint-plugin-demo-2.x','debug','Datasource unknown error','acme/eslint-plugin-demo github-tags: Could not resolve to a Repository with the name ''acme/eslint-plugin-demo''.','2026-09-08T12:00:17.217000Z',1);
INSERT INTO problems VALUES(1,3,1,'renovate/postgres-15.x','debug','Datasource unknown error','docker-library/postgres github-tags: Could not resolve to a Repository with the name ''docker-library/postgres''.','2026-09-08T12:00:18.873000Z',1);
INSERT INTO problems VALUES(1,4,1,'renovate/left-pad-1.x','debug','Datasource unknown error','left-pad/left-pad github-tags: Could not resolve to a Repository with the name ''left-pad/left-pad''.','2026-09-08T12:00:21.257000Z',1);
INSERT INTO problems VALUES(2,0,2,NULL,'warn','Host error','ghcr.io 502','2026-09-07T08:00:05.000000Z',2);
INSERT INTO problems VALUES(3,0,2,NULL,'warn','Host error','ghcr.io 502',NULL,2);
CREATE TABLE recordings (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	log_context VARCHAR, 
	started_at VARCHAR(27), 
	complete BOOLEAN NOT NULL, 
	detail VARCHAR(5) NOT NULL, 
	records INTEGER NOT NULL, 
	trace BLOB NOT NULL, 
	trace_head BLOB NOT NULL, 
	trace_hash BLOB NOT NULL, 
	digest BLOB NOT NULL, 
	content BLOB NOT NULL, 
	revision INTEGER DEFAULT '1' NOT NULL, 
	ended_at VARCHAR(27), 
	headless_from BLOB, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES runs (id), 
	FOREIGN KEY(source_id) REFERENCES sources (id), 
	UNIQUE (digest)
);
INSERT INTO recordings VALUES(1,1,1,'36a45faf-32e1-4634-a0c9-2e3490c0ede8','2026-09-08T12:00:04.242000Z',1,'debug',1398,X'13f1c73fe12b599455121c9eda679065273863cefabceb7b20a723faef259b6b1c7e3ffa44a1294d8501373f63e16516c97cf2da74ff0cd42b663836f2b11620040f5c6fe1507427d251aae173ab7d09aec26b16dc45a60a696e73d359d34d579b83cd6b6bc330086779f104b5ca7d7ed25e638cca2a6293a72f12dbcc8ae3acb23f780f6f1ac94f2d6e55f63a74782e7f04cbebdf0ae8a42b18d4dcd44b8fdc1be3c674761a37a5d636d80212d45bf0a9878c2a313b77ea7729356a14f919554acb2656d0b282c9f09f6ad491c8ecc982c5ac6d64083045c99d43afbff01dcf5a43ff19e5648cd197e90dfec5428f33ec3cf454bf05c4797d495706db566f97',X'13f1c73fe12b599455121c9eda679065273863cefabceb7b20a723faef259b6b1c7e3ffa44a1294d8501373f63e16516c97cf2da74ff0cd42b663836f2b11620040f5c6fe1507427d251aae173ab7d09aec26b16dc45a60a696e73d359d34d579b83cd6b6bc330086779f104b5ca7d7ed25e638cca2a6293a72f12dbcc8ae3acb23f780f6f1ac94f2d6e55f63a74782e7f04cbebdf0ae8a42b18d4dcd44b8fdc1be3c674761a37a5d636d80212d45bf0a9878c2a313b77ea7729356a14f919554acb2656d0b282c9f09f6ad491c8ecc982c5ac6d64083045c99d43afbff01dcf5a43ff19e5648cd197e90dfec5428f33ec3cf454bf05c4797d495706db566f97',X'c9953eaea4a683ad732a5486ada69a8a',X'8b54e238ddf15403fc36861cdc7aaf34',X'789cbd5a6b6c1cd515f6da710c044c2029a016da49481b0399f5eeec3b8492101a50052575205085767d67e6ceeed8b333cbdc998d5da41695be8290ea87027da8e2117bbd8e63124a428268c152f287266e018188114594be5409b53f50811f48ed993bcfb5d7b019bbe487edac77cef79def9e7b5edeb75bbe34410ca41b587cf0806eaa8f1fd1b1aa559081f315ac1359536bc96434cec5a3dc41e77d7964bcf1dfdc6f7ed0d2f7d847a7c6b12a62f1ed964be8c3538a56c80b9a6ae001636e43228d922909496c82c37136994e24591413722c8713c95c4c886111676bf4796af2c4beb465f26c4dd04a65051bf86455c40692957111f36661dcd091804fb54ce858d07491ccb657aa0aae60858c8eac9d6dbf6be48b6b46ba3aab3c2ec82a39592b2bc89034bd542dc846d1e427447d300f1467a681620110b1ae6b3a6999c403b2019445dc324d7fc41559c4aa80672604d3c86b9234532b6ac45051093f5929d52889bc2cce1cd5715923b2a1e9322679479a615bc383deef068f2aa628621d7517b5125610cfa27299d429a9dddd4f959c02cdc0b8019293fd3f6ecace148f08cef33a5285e25809c9ea4409a9a880f583a226f4635d92153c6e7d219143222e5b52ab02d08d2cd1fc53b6a6acc3b61144db1221a68a5829b115a498b8a1fda5ba70402d971ad95db944bb47ca7239afe3fb4c59c725ac1a8dc5a9d94f623234619645b86c64f447e170a7ece7f3c660198f97912114c705cd548dd6e5b05792554db7ed752c8b3dd4e7da6b9f2e9b8a4295c2c4203fff6953e6abb6e5b9f56e92ea2e0f9665b64f56fb10c7564c4585277859918dc1aa1d9c13828ee17d6255354b3cd6d78c1bb2a1e0b9cd4251d371171c0ab96633637364bc231a646c8b8ca1319544341e4d307b08164c1dec7efb49ebd29e7ce035ebd2be540566908166c2d2872864f14059c78434437fad4b5f92071627ef18a4ec2177e7a2dc7cfac387eeb7e89f0945ff84c71e1345560db6a44198c0a30ee79a8e35e0e2915ee9908e7d8ae6b635ca3a1b4d65a2714af5d7afefb0a8fe2114d517e7532d2b26940756c4258de5a2038b303ecf617c7d538c8346297b0e222646c93fcd7759e45f0e45fe593fc8a10015e048d9786a51cee73b9ce38d38bb0618bb2e30062a50a6602f9ea04cef7ce78716d35743313de63155b0047a20918d2f4af4428768f727c6b06bc8a6194d38824e4deeb468beb6c4c0458ac2d2e4c6d294e9303d884c4313148d785c2f75b86e5ac8154c30aaa6b234a731c1ec4e897eef175316d13742113dea87ad931bfc735f48f21287e4b54d278514a5f8e6c6ebea28d6cabac62bb844f69f13d99971da858ded453a5441808032787c2712fae13ba3685abf596624e8e24c80771abab91b76c0574c0fd77a07d065ac44ce949dc7e056615d450acbc30b669955647e33a8cd820953316a92ac1383364f631fdf49f3b05d543a97278fd90ed95da7ebd1899b91818866ea02664cb55fd5f6aa0c6d215d97f6d8461c5b8cd321c145239b99ed9aa988c0df60c0014da960cb71c4f4783499bdf076c62862c6ea33998d75b63646030e5f99efb61cfea3ed706459b36128bf3524941a195ca2028b58add322f1db272c2d5e09a3c522c9359c047656b5a25447faa0677189122c62b54e8297af7e9aa6ed301234cedaa114105c0b9ea925fabec05e9dd737ec38dff2fa75c7eb6375a39824ab3229c22cf670731dabfb7e6a79ebdc109d41a744534756bacd97c8eceddfaada89674cd4545c85e1cd30c9a4958e2df5c44952868e8dc03bf78f8c813163b6e3f291839aca6b481765b5d03232e18c76b391e747aa764a9cedd046aa76969ecd3e1a984227b08a200b8b27271d0bf06315f23d14d093504ae9e4485aa6037d3626c3219bf303a488e6ba52c9644c4c225ecaf2695e924429cd659330b1e7c434e6049ccae4b8389f48c50eca242f6209811027ebc699a149a2a232296a46682675f63aaba25c004f4fad5efd97216ed6247f8d3c11fbcfb6f4e597d56cedc1e3e6c6b449b83cf9418c74727aeb35f7bcd9f1fc07bf3aeabd94e707f3ced4b67f2430319fbef1ef373fffe17ef1b6917973eee91bff75e9966feef9f38691e0747afac68fb8ef57730f768d5833e5e9ad5fd87972b673df0f46164c82a7b7b68fbcfbd8e0d14a4d330debe0c555e3866620a5f3b01d1379b74c0effa4b93582e85dcb31ab7c1e72ca67deba43cf34a8a110c6f07e75d2aba4d3ee1374481d3e6ebfb53bc83a6a0c184f064bede1e09c02a7f5c8434d91ad23378e06642dc8df92ee802c9291a7b6effe1acbc5b814cb65e229ee995b6eddb58dedd353125be1fa2a6c3a3790ae11c850d62c3356940bc51a92242c8098135b9878341be5a6a10d82dbec6cafc6e96b3577ab33ed9ea882e11a4d10b35482dc3ad743f9403eb2a75166b7e3a282993b3566a746886cfdbc6b57cf0e06a922b35dc760ce9091c2dc86116d592a3262b6f190dc4ce8bbeeeab92d842a35771a9e7fb075ca24d9442a9e4bd9cae4f60e24d962265b612ba594af4cb58445d92c79dad4b6305c34c14563f5e254ed173f4d9dbca74bef2e2808f0602fa3f17d6019e6092873565eb770a541c6f5804112441f5342fd9000199ab9dddfd9a9de7e3ff4810ac121a43a61f4b9b7b25b2822b5804596c67040baa940099a175b89582c9db6152ce97a9195f616b2acce09894562ebc8baeeefdc3b9048a6ef8dc6ee8dc63774cfd331998ec6a2f14fd3b1df27cdd49186c2a76b66a1c82453602763cd16da5e028295346bd2300c64e526dabb8b321134806560a0d73108cd5ba223abce30ae6d452b90109a4e382342836b396c6ba5577229369b4b175981ab089e56339e4ed56434bee00a56ed1d84a7ce018d545c4d66c25c13b72708109d09b08cc13f96c8a518ab6ad24003969013165c859965a357b577478deeb043b0981220daeedb5b6685722ed588a0b5739a9fc8e81eaa31cb69bb92e6c11064ec473ea35dda8cdd3e24044944711e0bb994207138174b4931092725292ba1542e9b8dc7d362068b71a7f8ccd062a227dea0c5e433da9b3954d328c7c5e25c2691c866f8388a27850c4ea5d33cca4ab138cf73f16c229d16b2993aaab77ef708dd952deb8eac313f20c4c5633899cc82a8592117e7a49c98cca662a9540ca17412d414a14dcbd5f1534e9c471764ff8fc558639a984712cf6573194e0272422c9bc5313e194fc50409e5d21921c34bc9443295aea3f9c0c7ed7415b68c2bb045d8a5625226896218a86572c92c1c6a8ecba2741a4aa79414522821f2e9184ad4b15bd7fb1e9da3966fedd5981c27a5b3499c413914e7e2a97496cf08e984984df0d07627703c26a451329ee6eb23502fbf43975e93f67d979b6e7f17b4d96ebf39af856baf397d30d93fbaa06d6d6d1db5ca4047ebe8bc76b835321aec835b5b46034d74a4e599e0823f4f27b56679db34d78c597bc38baaf6b2ab1d7a1a1d2a66c4faf32025365455e4120c5e434fc348244bc0ca6ba0870e0b9a2ac985bcbbd21ab2060c1d0b74a66b764a9957081b172177467e33d273870aa5b8201303e6d9dea26194c9e66e2b5345dd57a37800597fdaecdd4447ddf58af5971f633de3a4784693821bbb5e17a2972922429f9034ab33b06a7dc01dabff9205bc99e985c988d965e8f0fb28380e220e9671140cecb286c6ae6b7a99db914e1b32cb960d1ec44660aa5cf2967080e9a26091b10706c2c82a7ddaea7e75ecbd97c79659109d407982e638f0e4268668d66fa08931e8a39e7dd3286a3a33a899f0b2acf65b5fc13ef48e4c09e442fd381a98a287aa3221104a43702aa4485f6d369cdc2b3801b332c4a7e86f3a87e736bcfbcbc7ff7de267ccdddb7abeb19959646d496fe1f5cc09ba1a983020ead40279abe5f3fb9a821f03c9c54901013a5bc0c618edb51c11ec0dc69e1a0d786bd7d07a150414b2d60e2b27ad269efe18a996d0007cbff6dc014943c05b7cc0555f7601bb7cc0360770b6f5a273801cb3629ea23d85ca72d4ce1651b8ae36e80e1ff402d105fd8a0fbac9058dac3807d08316280b49c6c4cd40b7b8c02d3e708b031c09e7ab8564273e1fb03570a257ba90b3914e1f743672b1e7efc54bf1f793e15b5df0c8c2700ae7ef61f81f1e702165cd465ce93b1c615cccd8c2c3ddb204573f0d79e5b2fb7acc6a8917a46f1b7785ef71db4e17f9cc6bc1135ee59df085a1e08f362a1e36fa2a1fbde34f1efa711fbdc7c55ef1d52548de1483e5ba53ce6a9402d3cf67cc8fac0b14ff2afd2e28f436cfd94a483c3aa3d9806d0169db3cc0d6dd01c0d6192f419e0d0918dc4e2cc819ed677ddcf702b86dd7b9b86dd785c4addad7670164c7ef3dc8b6bf0521dff720df3f07c89a8e1568613199779a81b83def392f6e4ffb8025ef28f9d0708d0fb34df6a3e7ea60f45ce25dd33b42432e3cce4e1f79e53117f97e1fb7d3d3b523346add6106e3f6213f7e1e0c1ee6210ff4ad73003d00ce51bc710d1a3807eeccc33ede45ab5dbc2b7cb44b1dac332f8682a27ff3703e7c14282e2fb8485b7da4abbc03bc220c548df6859a69d868eb02b5fb1517ed321fed730eda55a1dc8276123b405d01a00f5da0353ed05a07e8ca90fa81c185c5d98b8c9b7ca09b1ca01d6180c6ca26713e7476a18fb37a9f7fd950f0b26df132e7f9a1dca253e0821bd65a71e1581f6cab03f5f52aed85c9a3cd8d0b76210cacef2cdcb98df4030aee54d7b02fa0af8e1561246dadc204439afe146463443a8c7dd21849a15a1ca8962540bd10485e1ea2df432f1bcedcfa4640f50dfbf239e57cd6c98599d73c86c6f1dbb3679bf0606d28cbc79b21bd629c94914a860e39db5f0582830c8f34b47f6af503d7dff3ce4b3d03cf8ded7ef76cedf0cead47fc4d83f3e4686366d6dee8d4ea0fda4bdb774cd6a2950f8bff5c77cf3f5efd1f0d4b82fe',2,'2026-09-08T12:00:24.774000Z',NULL);
INSERT INTO recordings VALUES(2,2,2,'context-0','2026-09-07T08:00:00.000000Z',1,'debug',9,X'8135783716ecb65945310b4a8ac1430295bc93b7bc79093155ea423e6b09d87cf247548c1199cb2d5859860a1c40d262',X'8135783716ecb65945310b4a8ac1430295bc93b7bc79093155ea423e6b09d87cf247548c1199cb2d5859860a1c40d262',X'4ae1b86201cc87eea5a6ecb33a519a59',X'50804f7a8457eac2b899c6d72987b538',X'789c9d543d8fd340100de890403487440d2939a4fb1448885f40474969adbd6367efd6bb6667375c6a04a2a0f05d0d0801fe4842c4714089648913150d0d1214fc020afe018cede40888e2a04a349e796fe6cd9bfdda395fa065c602bffdd438f578cf80d27d66c1eb8341a15579e9d2cafac6facac6689ae731fbe9c7e623ddc94071e05f3b679ac2b1d49117686561db0ea7bfcb6b6593332b3959063a4e2458789773b04cc88c83efa2cc1a16c041a7301068c3f1542ea10f12abdc874828acca44321b6a13570537038ff8aa09f145040dc66883d510b685257e0ed5a4f90b7dc14105501581b39e0ec3aaec69b48ac550950d9f2778f5da40a251586d04a0379d70a7956274f86db02f1de760d86a229603e9d082f9538e63631a98602d69863b778f8030f61982e71ba6825e1eb33a54c44cb188c0b79c0f469150988542029e7ece21a9b5540135ba54b6558069e1124edbc29d3bffc7386eeb3d3b48208bd9a63659a09db2c7268993d23370d3015adcb97704f8bc45de9f5968d50017b87c65653b6f7529020314e7b97231cdb7905961257cbe18f4b4810b34212e5dedb60d759bda2ed7c11698ae6551d7ea6effca93a9da0bb9647eed903231da9710ff538755d6f8ebd92d6654110322693eba46eee8366e9a7a731cf502b32274f7f2da46190a8376b6eb13ad46c7dffce69e5028813db2cffda3ac62967d781b63ee0cab55f262ece406d049fb8c6b053939cd3a1c6ae56b66e89c8698486191f276778ba9ebceeee652eb2d979c9bbb840214237178f5abb6ca034998bc2a89a176305693395790a37e735a3a44c512ec698b69d9f641c1172d9517924aced481be938a06f4053556974d5a38ba4250b6467171cc6a95d257f3bef21a1d099ade85b8c9cca58869b6f425b526421a6c8e845e955044de6ce34da7f46234a2613a9ace285494e60291f0d31167d86ba274299690554414016b06cd306154f77cdaaa14b5cf77ffb2ab83c5e5878be197eb1fdebffdb8c0be3db8f17def50a3415b97fe04838759af',2,'2026-09-07T08:00:08.000000Z',NULL);
INSERT INTO recordings VALUES(3,3,3,NULL,NULL,1,'info',6,X'8135783716ecb65945310b4a8ac1430295bc93b7bc79093155ea423e6b09d87cf247548c1199cb2d53d2cabf90957c8e',X'8135783716ecb65945310b4a8ac1430295bc93b7bc79093155ea423e6b09d87cf247548c1199cb2d53d2cabf90957c8e',X'ec8ec3bac2bff0dc1099a03f2885f0a0',X'89edfe83e7a0aa98ed2f519c8e8ef1a3',X'789c95534b6ed440108d00b161c509f0922065f25190224ec02dac7677d9d34abbdb54750fc91a09b160e1dc0041c6f6cc644408b06f092ec12667a1ec9984c92eecac72d5abf7eabdbede7ad69217e841bdfb82c17eba44b06e223ca41340d2ce768787a3fd83fdd1c17cdd970a1fa76015a8ebada7c3ccc2b82295ce7a38f1b11b7ef54d9d746565c0c3af468117da9c6b9bbba94721e1f7568b201d2a7adc189880a1d86450684bb1ab8cf0b9c332b60a4f535e1097bca06050407448710627daf3420571397cc2442bb012622b834f5d9ec76eecc85b5142ec867da956f10742e5487b871a285dab395bc99edffe3bbd32412940b15be91d690279c04de90b16c9889e4f4367efef31bcc804419aa1b072dc94a22fb5a5b0a260dce390015a3e114d736d809e5c28a8fa035ac91cb7bbd51450dd864ab129542fab604c8af02600793afb700f02cd0ae5eac6d95d04a569e76874d2ac74b41281ebaab1a1643e8fa65e7b037f5ec8b14378ce8c68fb55b222900cb38972f21830f1a248bc4b26479ff9308d1159ef6357a1cb0c94ff452e4e87149cbf1568db1288f83cf3d7ec613278be0ed0a2184b1c6997bcdc3be8728de487304a17ac7ff0f38ebdb9b69ac6ecefc7fb5874d33d18ac028afe2c69490f1b040ac69f2b67a1e114f8403367332790433ea3ca684fdcb719c916ac60fd2afe6b8c8d340ca062c7707d94282e3752c1b6def1bd9e9115158d9da7ba5b2de5e257e3dc71a8d29c0f11b02f4c82b12c24d3cca21f5baee0f83980f53d4a284bd15fa3febe999a74b81743f3fb2c87cec6e89285d4df989ace39141b4bf85de7ba486f4c1d98f2d31d2e44f57cad51dba26e3411e3d77325683c5439b79e916dc12ba418844ea9123c77b1a66a34a7b8bebc557fbaaefc050257099b',2,NULL,NULL);
INSERT INTO recordings VALUES(4,4,4,NULL,'2026-09-07T10:00:00.030000Z',0,'info',4,X'8135783716ecb659b1bcdc06a7d068270fa334a91b692d59aba110f7f6bbb9b8',X'8135783716ecb659b1bcdc06a7d068270fa334a91b692d59aba110f7f6bbb9b8',X'7832826dbb2351dc9affa31ce471fd93',X'91eac214715e4ffdc718b3e6affc7dfe',X'789c7553cd6a144110de43c08320f804ae20f8032624e4107c99a167ba66b64d4ff75855bd246741043d4c5e4044dd99c96e16e3dfbd11df41bce455b466761336604e33d4dff7d5f7555f8ceeb5c40a19f4cb8f18dcfb7304e7a78a21990292f1aedbdfdfdedddbddde9bafeb12c5bfffde7a7867f4fcdd9bf10c9c067d31ba3b342fac2f92cc3b86238edd90daac7ed065beac2c30fc6c34b032f69371b99f31aa0c7e8d5a84cca3a6adc6c2142cc52685c2388a5d6515e71ecbd86a3c4e04292e05a990e980e891e2291c1916640d7139fcc2d4687019c4360b9cf83c8fddc4133b5542ec06bcc4e8f81da1f264d8a3014ad6fb9dac84985fe58e3be5763c4f00ff27c1fd852c2b0359b4a2935737f62e524590a4a85c36694a450cd896caa942c61e8614d0892e34cb8d05ba7da6a1eae57399107bdcadba80ea36545abca17a59056b1384170188e9e4f58db0cdaaf7eba5ad3b08dad0d383eda366c5b9cd1024ae1b174a61b13563c316fe3cc9261ee191f0a0c7cfc62bd8f1d03bd63e3b041cb32ac6ecc7d3830f9b163756a5bd775d853eb55052fde39ac8b9718626a2f2db9b95baac1199e34207543dcfa4948340a0603936e20307b19d2a6b98fad4c605b4e09440eb78ea5dea15ca15c626b3dec9b79309bd8714971b7e88a0d714af4fc9a98a269ea9ee565812fc6cbd3f0c5592cbe106ec03d3601da04a8db0e8db96ab71727de0b89f12ca52f56bd7df36fd129aa1cff7cfa11c2a1b6b4a59a4fe22d44c2ec66c80c87bca4d915ce9d9339597328842f57cbda37145dd1822995fcfb5a2c910958b6199ec0a81c8d4b0e88c2a257d676baad6c8fdd4e757db1faf23ff00d9f2d181',2,'2026-09-07T10:00:04.030000Z',NULL);
CREATE TABLE companions (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	digest BLOB NOT NULL, 
	source_id INTEGER NOT NULL, 
	run_id INTEGER, 
	log_context VARCHAR, 
	started_at VARCHAR(27), 
	fingerprint BLOB, 
	content BLOB NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest), 
	FOREIGN KEY(source_id) REFERENCES sources (id), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE SET NULL
);
CREATE TABLE pods (
	id INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	source_id INTEGER NOT NULL, 
	run_id INTEGER, 
	log_context VARCHAR, 
	log_started_at VARCHAR(27), 
	log_trace BLOB, 
	log_headless BOOLEAN, 
	source VARCHAR NOT NULL, 
	namespace VARCHAR, 
	cron_job VARCHAR, 
	job VARCHAR, 
	pod VARCHAR, 
	container VARCHAR, 
	image VARCHAR, 
	node VARCHAR, 
	exit_code INTEGER, 
	signal INTEGER, 
	reason VARCHAR, 
	cut_off VARCHAR, 
	started_at VARCHAR(27), 
	finished_at VARCHAR(27), 
	restarts INTEGER, 
	requests VARCHAR, 
	limits VARCHAR, 
	events VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (digest), 
	FOREIGN KEY(source_id) REFERENCES sources (id), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE SET NULL
);
CREATE TABLE timings (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER, 
	subject_id INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	total_ms INTEGER, 
	mean_ms INTEGER, 
	median_ms INTEGER, 
	max_ms INTEGER, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id), 
	FOREIGN KEY(subject_id) REFERENCES subjects (id)
)
 WITHOUT ROWID

;
INSERT INTO timings VALUES(1,0,1,1,91,541,6,1,42);
INSERT INTO timings VALUES(1,1,1,2,71,2853,40,3,525);
INSERT INTO timings VALUES(1,2,1,3,70,2660,38,44,260);
INSERT INTO timings VALUES(1,3,1,4,70,0,0,0,1);
INSERT INTO timings VALUES(1,4,1,5,2,540,270,271,271);
INSERT INTO timings VALUES(1,5,1,6,2,2,1,1,1);
INSERT INTO timings VALUES(1,6,1,7,6,288,48,44,60);
INSERT INTO timings VALUES(1,7,1,8,6,6,1,1,1);
INSERT INTO timings VALUES(1,8,1,9,4,848,212,267,268);
INSERT INTO timings VALUES(1,9,1,10,11,2013,183,82,1086);
INSERT INTO timings VALUES(1,10,1,11,11,0,0,0,1);
INSERT INTO timings VALUES(1,11,1,12,6,2668,445,321,1142);
INSERT INTO timings VALUES(1,12,1,13,3,1795,598,704,728);
INSERT INTO timings VALUES(1,13,1,14,2,1496,748,811,811);
INSERT INTO timings VALUES(1,14,1,15,2,1994,997,1011,1011);
INSERT INTO timings VALUES(1,15,1,16,11,2233,203,109,1122);
INSERT INTO timings VALUES(1,16,1,17,3,873,291,273,335);
INSERT INTO timings VALUES(1,17,1,18,14,1717,123,14,775);
INSERT INTO timings VALUES(1,18,1,19,3,1930,643,940,988);
INSERT INTO timings VALUES(1,19,1,20,140,3344,24,18,191);
INSERT INTO timings VALUES(1,20,1,21,7,446,64,29,280);
INSERT INTO timings VALUES(1,21,1,22,33,721,22,21,29);
INSERT INTO timings VALUES(1,22,1,23,40,759,19,20,28);
INSERT INTO timings VALUES(1,23,1,24,6,394,66,66,70);
INSERT INTO timings VALUES(1,24,1,25,12,4233,353,316,521);
INSERT INTO timings VALUES(1,25,1,26,14,630,45,64,74);
CREATE TABLE cache_counts (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER, 
	subject_id INTEGER NOT NULL, 
	hits INTEGER NOT NULL, 
	misses INTEGER NOT NULL, 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id), 
	FOREIGN KEY(subject_id) REFERENCES subjects (id)
)
 WITHOUT ROWID

;
INSERT INTO cache_counts VALUES(1,0,1,27,2,3);
INSERT INTO cache_counts VALUES(1,1,1,28,0,0);
INSERT INTO cache_counts VALUES(1,2,1,29,0,0);
INSERT INTO cache_counts VALUES(1,3,1,30,0,0);
INSERT INTO cache_counts VALUES(1,4,1,31,0,0);
INSERT INTO cache_counts VALUES(1,5,1,32,0,20);
INSERT INTO cache_counts VALUES(1,6,1,33,0,4);
CREATE TABLE spans (
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	repository_id INTEGER, 
	name VARCHAR NOT NULL, 
	subject VARCHAR, 
	count INTEGER NOT NULL, 
	errors INTEGER NOT NULL, 
	total_ms INTEGER NOT NULL, 
	max_ms INTEGER NOT NULL, 
	first_at VARCHAR(27), 
	PRIMARY KEY (run_id, position), 
	FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(repository_id) REFERENCES repositories (id)
)
 WITHOUT ROWID

;
CREATE TABLE vulnerability_sightings (
	repository_run_id INTEGER NOT NULL, 
	vulnerability_id INTEGER NOT NULL, 
	PRIMARY KEY (repository_run_id, vulnerability_id), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(vulnerability_id) REFERENCES vulnerabilities (id)
)
 WITHOUT ROWID

;
INSERT INTO vulnerability_sightings VALUES(1,1);
INSERT INTO vulnerability_sightings VALUES(1,2);
INSERT INTO vulnerability_sightings VALUES(1,3);
INSERT INTO vulnerability_sightings VALUES(1,4);
INSERT INTO vulnerability_sightings VALUES(1,5);
INSERT INTO vulnerability_sightings VALUES(1,6);
CREATE TABLE recording_branches (
	recording_id INTEGER NOT NULL, 
	branch_list_id INTEGER NOT NULL, 
	PRIMARY KEY (recording_id, branch_list_id), 
	FOREIGN KEY(recording_id) REFERENCES recordings (id) ON DELETE CASCADE, 
	FOREIGN KEY(branch_list_id) REFERENCES branch_lists (id)
)
 WITHOUT ROWID

;
INSERT INTO recording_branches VALUES(1,1);
INSERT INTO recording_branches VALUES(2,2);
CREATE TABLE recording_snapshots (
	recording_id INTEGER NOT NULL, 
	snapshot_id INTEGER NOT NULL, 
	PRIMARY KEY (recording_id, snapshot_id), 
	FOREIGN KEY(recording_id) REFERENCES recordings (id) ON DELETE CASCADE, 
	FOREIGN KEY(snapshot_id) REFERENCES snapshots (id)
)
 WITHOUT ROWID

;
INSERT INTO recording_snapshots VALUES(1,1);
CREATE TABLE splits (
	repository_run_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	duration_ms INTEGER NOT NULL, 
	PRIMARY KEY (repository_run_id, name), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO splits VALUES(1,'extract',443);
INSERT INTO splits VALUES(1,'init',1815);
INSERT INTO splits VALUES(1,'lookup',1903);
INSERT INTO splits VALUES(1,'onboarding',0);
INSERT INTO splits VALUES(1,'update',14487);
INSERT INTO splits VALUES(2,'extract',20);
INSERT INTO splits VALUES(2,'lookup',30);
CREATE TABLE base_branches (
	repository_run_id INTEGER NOT NULL, 
	base_branch VARCHAR NOT NULL, 
	sha VARCHAR, 
	is_default BOOLEAN, 
	snapshot_id INTEGER, 
	updates INTEGER, 
	vulnerability_updates INTEGER, 
	PRIMARY KEY (repository_run_id, base_branch), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE, 
	FOREIGN KEY(snapshot_id) REFERENCES snapshots (id)
)
 WITHOUT ROWID

;
INSERT INTO base_branches VALUES(1,'main','5440d4abf8b6bffdf62842e19d6e2ce57921b350',1,1,14,5);
CREATE TABLE dependency_counts (
	repository_run_id INTEGER NOT NULL, 
	base_branch VARCHAR NOT NULL, 
	manager VARCHAR NOT NULL, 
	files INTEGER NOT NULL, 
	dependencies INTEGER NOT NULL, 
	PRIMARY KEY (repository_run_id, base_branch, manager), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO dependency_counts VALUES(1,'main','dockerfile',1,1);
INSERT INTO dependency_counts VALUES(1,'main','github-actions',1,3);
INSERT INTO dependency_counts VALUES(1,'main','helm-values',1,1);
INSERT INTO dependency_counts VALUES(1,'main','npm',1,6);
INSERT INTO dependency_counts VALUES(1,'main','pip_requirements',1,3);
INSERT INTO dependency_counts VALUES(2,'master','kubernetes',11,41);
INSERT INTO dependency_counts VALUES(3,'master','kubernetes',11,41);
INSERT INTO dependency_counts VALUES(4,'master','kubernetes',11,41);
CREATE TABLE update_counts (
	repository_run_id INTEGER NOT NULL, 
	base_branch VARCHAR NOT NULL, 
	update_type VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (repository_run_id, base_branch, update_type), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO update_counts VALUES(1,'main','major',5);
INSERT INTO update_counts VALUES(1,'main','minor',7);
INSERT INTO update_counts VALUES(1,'main','patch',2);
INSERT INTO update_counts VALUES(2,'master','major',1);
CREATE TABLE update_manager_counts (
	repository_run_id INTEGER NOT NULL, 
	base_branch VARCHAR NOT NULL, 
	manager VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	vulnerabilities INTEGER NOT NULL, 
	PRIMARY KEY (repository_run_id, base_branch, manager), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO update_manager_counts VALUES(1,'main','dockerfile',1,0);
INSERT INTO update_manager_counts VALUES(1,'main','github-actions',2,1);
INSERT INTO update_manager_counts VALUES(1,'main','helm-values',2,0);
INSERT INTO update_manager_counts VALUES(1,'main','npm',7,2);
INSERT INTO update_manager_counts VALUES(1,'main','pip_requirements',2,2);
CREATE TABLE lib_years (
	repository_run_id INTEGER NOT NULL, 
	manager VARCHAR NOT NULL, 
	lib_years FLOAT NOT NULL, 
	PRIMARY KEY (repository_run_id, manager), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO lib_years VALUES(1,'dockerfile',0.69589041095890413757);
INSERT INTO lib_years VALUES(1,'github-actions',0.93972602739726029952);
INSERT INTO lib_years VALUES(1,'helm-values',1.512328767123287676);
INSERT INTO lib_years VALUES(1,'npm',6.8288719215510145232);
INSERT INTO lib_years VALUES(1,'pip_requirements',2.6967213114754100544);
CREATE TABLE dashboard_checks (
	repository_run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	branch VARCHAR, 
	PRIMARY KEY (repository_run_id, position), 
	FOREIGN KEY(repository_run_id) REFERENCES repository_runs (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE INDEX dependencies_dep_name ON dependencies (dep_name);
CREATE INDEX dependencies_package_name ON dependencies (package_name);
CREATE UNIQUE INDEX subjects_kind_name ON subjects (kind, name);
CREATE INDEX ix_branch_list_members_branch_id ON branch_list_members (branch_id);
CREATE INDEX upgrades_dep_name ON upgrades (dep_name);
CREATE INDEX ix_snapshot_members_dependency_id ON snapshot_members (dependency_id);
CREATE INDEX vulnerability_ids_advisory ON vulnerability_ids (advisory);
CREATE INDEX problem_history_repository ON problem_history (repository_id);
CREATE INDEX runs_fingerprint ON runs (fingerprint);
CREATE INDEX runs_hostname ON runs (hostname);
CREATE INDEX runs_started_at ON runs (started_at);
CREATE INDEX ix_pull_request_events_repository_id ON pull_request_events (repository_id);
CREATE UNIQUE INDEX repository_runs_run_repository ON repository_runs (run_id, repository_id);
CREATE INDEX ix_repository_runs_branch_list_id ON repository_runs (branch_list_id);
CREATE INDEX ix_repository_runs_repository_id ON repository_runs (repository_id);
CREATE INDEX ix_config_problems_repository_id ON config_problems (repository_id);
CREATE INDEX ix_problems_repository_id ON problems (repository_id);
CREATE INDEX ix_recordings_run_id ON recordings (run_id);
CREATE INDEX recordings_headless_from ON recordings (headless_from);
CREATE INDEX recordings_log_context ON recordings (log_context, started_at);
CREATE INDEX recordings_started_at_trace_head ON recordings (started_at, trace_head);
CREATE INDEX recordings_trace_head ON recordings (trace_head);
CREATE INDEX recordings_trace_hash ON recordings (trace_hash);
CREATE INDEX ix_companions_started_at ON companions (started_at);
CREATE INDEX ix_companions_log_context ON companions (log_context);
CREATE INDEX ix_companions_run_id ON companions (run_id);
CREATE INDEX ix_companions_fingerprint ON companions (fingerprint);
CREATE INDEX ix_pods_pod ON pods (pod);
CREATE INDEX ix_pods_log_started_at ON pods (log_started_at);
CREATE INDEX ix_pods_run_id ON pods (run_id);
CREATE INDEX ix_vulnerability_sightings_vulnerability_id ON vulnerability_sightings (vulnerability_id);
CREATE INDEX ix_recording_branches_branch_list_id ON recording_branches (branch_list_id);
CREATE INDEX ix_recording_snapshots_snapshot_id ON recording_snapshots (snapshot_id);
CREATE INDEX ix_base_branches_snapshot_id ON base_branches (snapshot_id);
CREATE VIEW "v1_runs" AS 
        SELECT runs.id AS run_id, runs.started_at, runs.ended_at, runs.renovate_version,
               runs.complete, runs.detail, sources.name AS source,
               repositories.name AS repository, repository_runs.result,
               repository_runs.status, repository_runs.duration_ms, runs.platform,
               runs.dry_run, runs.hostname, runs.exit_code, runs.cut_off, runs.logged_errors,
               repository_runs.restarts, repository_runs.onboarded,
               repository_runs.pull_requests_open, repository_runs.lib_years,
               repository_runs.dependencies_outdated, repository_runs.dependencies_total
        FROM runs
        JOIN sources ON sources.id = runs.source_id
        LEFT JOIN repository_runs ON repository_runs.run_id = runs.id
        LEFT JOIN repositories ON repositories.id = repository_runs.repository_id;
CREATE VIEW "v1_updates" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               branches.branch, branches.pull_request, branches.title, branches.result,
               branches.blocked_by, upgrades.dep_name, upgrades.package_name,
               upgrades.package_file, upgrades.datasource, upgrades.update_type,
               upgrades.current_version, upgrades.new_version, upgrades.manager,
               upgrades.current_value, upgrades.new_value, upgrades.released_at,
               upgrades.merge_confidence, upgrades.vulnerability_fix_version,
               upgrades."group" AS group_name, branches.vulnerability, branches.automerge,
               branches.edited, branches.base_branch
        
        FROM repository_runs
        JOIN runs ON runs.id = repository_runs.run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id

        JOIN branch_list_members AS member
          ON member.branch_list_id = repository_runs.branch_list_id
        JOIN branches ON branches.id = member.branch_id
        JOIN upgrades ON upgrades.branch_id = branches.id;
CREATE VIEW "v1_branches" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               branches.branch, branches.pull_request, branches.title, branches.result,
               branches.blocked_by, branches.vulnerability, branches.vulnerability_evidence,
               branches.automerge, branches.edited, branches.base_branch
        
        FROM repository_runs
        JOIN runs ON runs.id = repository_runs.run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id

        JOIN branch_list_members AS member
          ON member.branch_list_id = repository_runs.branch_list_id
        JOIN branches ON branches.id = member.branch_id;
CREATE VIEW "v1_pull_requests" AS 
        SELECT coalesce(pull_request_events.at, runs.started_at) AS at, runs.id AS run_id,
               repositories.name AS repository, pull_request_events.branch,
               pull_request_events.action, pull_request_events.number,
               pull_request_events.title, pull_request_events.labels
        FROM pull_request_events
        JOIN runs ON runs.id = pull_request_events.run_id
        JOIN repositories ON repositories.id = pull_request_events.repository_id;
CREATE VIEW "v1_problems" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               problems.branch, problems.level, problems.message, problems.detail,
               coalesce(problems.first_at, runs.started_at) AS first_at, problems.count
        FROM problems
        JOIN runs ON runs.id = problems.run_id
        LEFT JOIN repositories ON repositories.id = problems.repository_id;
CREATE VIEW "v1_dependencies" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               base_branches.base_branch, dependencies.manager, dependencies.package_file,
               dependencies.dep_name, dependencies.package_name, dependencies.datasource,
               dependencies.dep_type, dependencies.current_value,
               dependencies.current_version, dependencies.current_digest,
               dependencies.locked_version, dependencies.released_at,
               dependencies.newest_released_at, dependencies.skip_reason,
               dependencies.warnings, dependencies.deprecation, dependencies.abandoned,
               dependencies.replacement, dependencies.vulnerability_fix_version,
               dependencies."group" AS group_name, dependencies.looked_up,
               dependencies.id AS dependency_id
        
        FROM repository_runs
        JOIN runs ON runs.id = repository_runs.run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id

        JOIN base_branches ON base_branches.repository_run_id = repository_runs.id
        JOIN snapshot_members AS member ON member.snapshot_id = base_branches.snapshot_id
        JOIN dependencies ON dependencies.id = member.dependency_id;
CREATE VIEW "v1_updates_found" AS 
        SELECT updates_found.dependency_id, updates_found.update_type,
               updates_found.new_version, updates_found.new_value, updates_found.new_digest,
               updates_found.branch, updates_found.released_at, updates_found.is_breaking,
               updates_found.pending_checks, updates_found.pending_versions,
               updates_found.merge_confidence, updates_found.lib_years
        FROM updates_found;
CREATE VIEW "v1_vulnerabilities" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               vulnerabilities.package_name, vulnerabilities.datasource,
               vulnerability_ids.advisory, vulnerabilities.severity,
               vulnerabilities.affected, vulnerabilities.fixed_version,
               vulnerabilities.evidence, vulnerabilities.summary
        
        FROM repository_runs
        JOIN runs ON runs.id = repository_runs.run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id

        JOIN vulnerability_sightings AS sighting
          ON sighting.repository_run_id = repository_runs.id
        JOIN vulnerabilities ON vulnerabilities.id = sighting.vulnerability_id
        LEFT JOIN vulnerability_ids ON vulnerability_ids.vulnerability_id = vulnerabilities.id;
CREATE VIEW "v1_lookup_failures" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               told.datasource, told.package_name, told.reason, told.package_files,
               coalesce(told.at, runs.started_at) AS at
        FROM lookup_failures AS told 
        JOIN runs ON runs.id = told.run_id
        LEFT JOIN repositories ON repositories.id = told.repository_id;
CREATE VIEW "v1_artifact_failures" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               told.branch, told.file, told.reason, coalesce(told.at, runs.started_at) AS at
        FROM artifact_failures AS told 
        JOIN runs ON runs.id = told.run_id
        LEFT JOIN repositories ON repositories.id = told.repository_id;
CREATE VIEW "v1_config_problems" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               told.kind, told.source, told.topic, told.message,
               coalesce(told.at, runs.started_at) AS at
        FROM config_problems AS told 
        JOIN runs ON runs.id = told.run_id
        LEFT JOIN repositories ON repositories.id = told.repository_id;
CREATE VIEW "v1_timings" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               subjects.kind, subjects.name, told.count, told.total_ms, told.mean_ms,
               told.median_ms, told.max_ms
        FROM timings AS told 
        JOIN runs ON runs.id = told.run_id
        LEFT JOIN repositories ON repositories.id = told.repository_id

        JOIN subjects ON subjects.id = told.subject_id;
CREATE VIEW "v1_http" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               subjects.name AS host, told.count AS requests, told.total_ms, told.mean_ms,
               told.median_ms, told.max_ms
        FROM timings AS told 
        JOIN runs ON runs.id = told.run_id
        LEFT JOIN repositories ON repositories.id = told.repository_id

        JOIN subjects ON subjects.id = told.subject_id
        WHERE subjects.kind = 'http';
CREATE VIEW "v1_caches" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               subjects.kind, subjects.name, told.hits, told.misses
        FROM cache_counts AS told 
        JOIN runs ON runs.id = told.run_id
        LEFT JOIN repositories ON repositories.id = told.repository_id

        JOIN subjects ON subjects.id = told.subject_id;
CREATE VIEW "v1_splits" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               splits.name AS phase, splits.duration_ms
        
        FROM repository_runs
        JOIN runs ON runs.id = repository_runs.run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id

        JOIN splits ON splits.repository_run_id = repository_runs.id;
CREATE VIEW "v1_update_counts" AS 
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               update_counts.base_branch, update_counts.update_type, update_counts.count
        
        FROM repository_runs
        JOIN runs ON runs.id = repository_runs.run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id

        JOIN update_counts ON update_counts.repository_run_id = repository_runs.id;
CREATE VIEW "v1_pods" AS 
        SELECT pods.run_id, runs.started_at, pods.namespace, pods.cron_job, pods.job, pods.pod,
               pods.container, pods.image, pods.node, pods.exit_code, pods.signal, pods.reason,
               pods.cut_off, pods.started_at AS container_started_at,
               pods.finished_at AS container_finished_at, pods.restarts, pods.requests,
               pods.limits, pods.events
        FROM pods
        LEFT JOIN runs ON runs.id = pods.run_id;
CREATE VIEW "v1_problem_history" AS 
        SELECT repositories.name AS repository, told.level, told.message, told.detail,
               told.first_at, told.last_at, told.runs, told.count
        FROM problem_history AS told
        LEFT JOIN repositories ON repositories.id = told.repository_id;
CREATE VIEW "v1_run_history" AS 
        SELECT told.day, repositories.name AS repository, told.runs, told.finished,
               told.duration_ms, told.created, told.automerged
        FROM run_history AS told
        JOIN repositories ON repositories.id = told.repository_id;
COMMIT;
