/// Options of the commands about what may stand in a scenario, and where it comes from or goes to.
#include "scenarios/cli/options.h"

namespace headroom::cli {
namespace {

void addDescribe(CLI::App& app, Command& chosen) {
  add<DescribeOptions>(
      app, chosen, "describe", "What a scenario may say: sections, kinds, keys",
      [](CLI::App& command, DescribeOptions& o) {
        command.add_option("kind", o.name,
                           "A section, kind, key or path, as `fleet`, `zone_outage`, `services.web.fleet.min`");
        auto* asJson = command.add_flag("--json", o.json, "One JSON document on stdout");
        command.add_flag("--markdown", o.markdown, "As a page of a manual")->excludes(asJson);
      },
      describeKind);
  app.add_subcommand("schema", "The JSON Schema of scenario files, for editors")->callback([&chosen] {
    chosen = printSchema;
  });
}

void addScenarios(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("scenarios", "The library that ships with the program");
  auto asJson = std::make_shared<bool>(false);
  auto name = std::make_shared<std::string>();
  json(*command, *asJson);
  json(*command->add_subcommand("list", "A line each"), *asJson);
  auto* showing = command->add_subcommand("show", "The text of one");
  showing->add_option("name", *name, "Its name")->required();
  command->callback([=, &chosen] {
    const bool one = showing->parsed();  // asked here: the parser is gone when the command runs
    chosen = [=] { return one ? showScenario(*name) : listScenarios(*asJson); };
  });
}

void addPolicy(CLI::App& app, Command& chosen) {
  add<PolicyOptions>(
      app, chosen, "policy", "What a policy would have decided on recorded observations, and why",
      [](CLI::App& command, PolicyOptions& o) {
        command.add_option("policy", o.policy, "A YAML file with `fleet:` and one `policy:`")->required();
        command
            .add_option("observations", o.observations, "A .json or .csv file; docs/policy-lab.md says what is in it")
            ->required();
        json(command, o.json);
      },
      replayPolicy);
}

void addImport(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("import", "Settings of a real autoscaler, as a part of a scenario on stdout");
  command->require_subcommand(1);
  struct Files {
    std::vector<std::string> names;
  };
  add<Files>(
      *command, chosen, "asg", "EC2 Auto Scaling groups with their policies, alarms and scheduled actions",
      [](CLI::App& asg, Files& o) {
        asg.add_option(
               "files", o.names,
               "JSON of describe-auto-scaling-groups, describe-policies, describe-scheduled-actions, cloudwatch "
               "describe-alarms")
            ->required();
      },
      [](const Files& o) { return importGroups(o.names); });
  add<Files>(
      *command, chosen, "ecs", "Services of ECS, whose desired count Application Auto Scaling keeps",
      [](CLI::App& ecs, Files& o) {
        ecs.add_option("files", o.names,
                       "JSON of describe-scalable-targets, describe-scaling-policies, cloudwatch describe-alarms")
            ->required();
      },
      [](const Files& o) { return importTasks(o.names); });
  add<Files>(
      *command, chosen, "hpa", "Kubernetes' HorizontalPodAutoscalers, autoscaling/v2",
      [](CLI::App& hpa, Files& o) {
        hpa.add_option("file", o.names, "YAML or JSON, one document or several; `-`: the standard input")
            ->required()
            ->expected(1);
      },
      [](const Files& o) { return importPodAutoscalers(o.names.front()); });
}

void addEmit(CLI::App& app, Command& chosen) {
  add<EmitOptions>(
      app, chosen, "emit", "The fleets and their scaling in the language of those who run them; on stdout",
      [](CLI::App& command, EmitOptions& o) {
        scenario(command, o)->required();
        command.add_option("--as", o.as, "cloudformation, terraform (its JSON, for a file NAME.tf.json) or hpa")
            ->required()
            ->check(CLI::IsMember({"cloudformation", "terraform", "hpa"}));
      },
      emitSettings);
}

}  // namespace

void addScenarioTools(CLI::App& app, Command& chosen) {
  addDescribe(app, chosen);
  addScenarios(app, chosen);
  addPolicy(app, chosen);
  addImport(app, chosen);
  addEmit(app, chosen);
}

}  // namespace headroom::cli
