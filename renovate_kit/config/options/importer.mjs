// Prints facts about an installed Renovate as JSON.
//
//   node importer.mjs PACKAGE_FOLDER RESULT_FILE
//
// The published package has one ES module per source file and no "exports" map, so each of
// its modules can be imported by path. Leaves with code 3 and `{"missing": [...]}` in the
// result file if the package lacks a module or an export that is named below.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [packageFolder, resultFile] = process.argv.slice(2);
const dist = join(resolve(packageFolder), 'dist');
const missing = [];

async function take(path, ...names) {
  let loaded;
  try {
    loaded = await import(pathToFileURL(join(dist, path)).href);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.url?.endsWith(path)) throw error;
    missing.push(`dist/${path}`);
    return {};
  }
  for (const name of names) if (!(name in loaded)) missing.push(`${name} of dist/${path}`);
  return loaded;
}

function finish(code, result) {
  writeFileSync(resultFile, JSON.stringify(result));
  process.exit(code); // the package starts timers that would keep the process alive
}

const { getOptions } = await take('config/options/index.js', 'getOptions');
const { getEnvName } = await take('config/options/env.js', 'getEnvName');
const { getCliName } = await take('workers/global/config/parse/cli.js', 'getCliName');
const { convertedExperimentalEnvVars } = await take(
  'workers/global/config/parse/env.js', 'convertedExperimentalEnvVars');
const { allowedStatusCheckStrings, UpdateTypesOptions } = await take(
  'config/types.js', 'allowedStatusCheckStrings', 'UpdateTypesOptions');
const { AllManagersListLiteral, CustomManagersListLiteral } = await take(
  'manager-list.generated.js', 'AllManagersListLiteral', 'CustomManagersListLiteral');
const { AllVersioningsListLiteral } = await take(
  'versioning-list.generated.js', 'AllVersioningsListLiteral');
const { PLATFORM_HOST_TYPES } = await take('constants/platforms.js', 'PLATFORM_HOST_TYPES');
const errorMessages = await take('constants/error-messages.js');
const managerModule = await take('modules/manager/index.js', 'get');
const { getDatasources } = await take('modules/datasource/index.js', 'getDatasources');
const { packageCacheNamespaces } = await take(
  'util/cache/package/namespaces.js', 'packageCacheNamespaces');
const { toolNames, additionalConstraintNames } = await take(
  'util/exec/types.js', 'toolNames', 'additionalConstraintNames');
const { getToolConfig } = await take('util/exec/containerbase.js', 'getToolConfig');
const { supportedDatasources } = await take(
  'config/presets/internal/merge-confidence.preset.js', 'supportedDatasources');
const { groups } = await take('config/presets/internal/index.js', 'groups');
const { removedPresets } = await take('config/presets/common.js', 'removedPresets');
const { MigrationsService } = await take(
  'config/migrations/migrations-service.js', 'MigrationsService');
const { renameMap } = await take(
  'config/migrations/custom/package-rules-migration.js', 'renameMap');
const { getConfigFileNames } = await take('config/app-strings.js', 'getConfigFileNames');
const { GlobalConfig } = await take('config/global.js', 'GlobalConfig');
const { InheritConfig } = await take('config/inherit.js', 'InheritConfig');
const { globalConfigOptionDefaults } = await take(
  'global-config-option-defaults.generated.js', 'globalConfigOptionDefaults');
const { allowedFields, exposedConfigOptions } = await take(
  'util/template/index.js', 'allowedFields', 'exposedConfigOptions');
const { version } = createRequire(join(dist, 'renovate.js'))('../package.json');

if (missing.length > 0) finish(3, { version, missing });

const mapped = (names, value) => Object.fromEntries(names.map((name) => [name, value(name)]));

const tables = MigrationsService.removedProperties.size + MigrationsService.renamedProperties.size;
const customMigrations = MigrationsService.getMigrations({}, {}).slice(tables);

// Loading util/template registered Renovate's helpers with this same Handlebars.
const handlebars = createRequire(join(dist, 'renovate.js'))('handlebars');

finish(0, {
  version,
  options: getOptions().map((option) => ({
    ...option,
    envName: getEnvName(option) || undefined,
    cliFlag: getCliName(option) || undefined,
  })),
  managers: mapped(AllManagersListLiteral, (name) => ({
    categories: managerModule.get(name, 'categories') ?? [],
    datasources: managerModule.get(name, 'supportedDatasources') ?? [],
    lockFileMaintenance: managerModule.get(name, 'supportsLockFileMaintenance') ?? false,
  })),
  customManagers: CustomManagersListLiteral,
  datasources: mapped([...getDatasources().keys()], (name) => ({
    versioning: getDatasources().get(name).defaultVersioning ?? null,
    registryStrategy: getDatasources().get(name).registryStrategy ?? null,
  })),
  versionings: AllVersioningsListLiteral,
  platforms: PLATFORM_HOST_TYPES,
  tools: mapped(toolNames, (name) => getToolConfig(name)?.versioning ?? null),
  additionalConstraints: additionalConstraintNames,
  presetGroups: groups,
  removedPresets,
  removedOptions: [...MigrationsService.removedProperties],
  renamedOptions: Object.fromEntries(MigrationsService.renamedProperties),
  renamedRuleKeys: renameMap,
  customMigrations: customMigrations.map((migration) => ({
    option: String(migration.propertyName),
    isPattern: migration.propertyName instanceof RegExp,
    removesOption: migration.deprecated,
  })),
  configFileNames: getConfigFileNames(),
  configFileNamesByPlatform: mapped(PLATFORM_HOST_TYPES, getConfigFileNames),
  convertedEnvNames: Object.fromEntries(
    [...convertedExperimentalEnvVars].map(([name, { optionName }]) => [name, optionName])),
  globalConfigKeys: GlobalConfig.OPTIONS,
  globalConfigDefaults: globalConfigOptionDefaults,
  inheritConfigKeys: InheritConfig.OPTIONS,
  templateHelpers: Object.keys(handlebars.helpers),
  templateFields: [...Object.keys(allowedFields), ...exposedConfigOptions],
  errorConstants: { ...errorMessages },
  statusChecks: allowedStatusCheckStrings,
  updateTypes: UpdateTypesOptions,
  mergeConfidenceDatasources: supportedDatasources,
  packageCacheNamespaces,
  timeZones: {
    node: process.versions.node,
    tzdata: process.versions.tz ?? null,
    names: Intl.supportedValuesOf('timeZone'),
  },
});
