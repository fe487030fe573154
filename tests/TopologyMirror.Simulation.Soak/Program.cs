using System.CommandLine;
using TopologyMirror.Simulation;
using TopologyMirror.Simulation.Soak;

var seeds = new Option<int>("--seeds") { Description = "How many seeds of the scenario with everything switched on to run.", DefaultValueFactory = _ => 1_000 };
var from = new Option<int>("--from") { Description = "The first of them.", DefaultValueFactory = _ => 1 };
var twice = new Option<bool>("--twice") { Description = "Runs each seed a second time and compares the hashes of the two runs." };
var switchovers = new Option<long>("--switchovers") { Description = "Runs campaigns until so many switchovers have ended, instead of scenarios." };
var parallel = new Option<int>("--parallel") { Description = "Worlds at a time, each on a thread of its own.", DefaultValueFactory = _ => 1 };
var seed = new Option<int>("--seed") { Description = "The first seed of the campaigns.", DefaultValueFactory = _ => 1 };
var fault = new Option<SimulationFault[]>("--fault") { Description = "Switches on this fault instead of those that a seed draws; may be given several times." };
var draw = new Option<SimulationFault[]>("--draw") { Description = "Lets seeds draw from these faults instead of the whole catalogue; may be given several times.", AllowMultipleArgumentsPerToken = true };
var json = new Option<bool>("--json") { Description = "Prints the result as JSON." };
var impossible = new Option<bool>("--impossible") { Description = "Prints which faults cannot strike in which phases, and why." };
var missing = new Option<bool>("--missing") { Description = "Prints the pairs of fault and phase that were not covered, with their hits." };
var root = new RootCommand("Runs random scenarios or campaigns, prints those that broke a promise, and exits with 1 when there were any.")
{
    seeds, from, twice, switchovers, parallel, seed, fault, draw, json, impossible, missing,
};
root.SetAction(parsed =>
    parsed.GetValue(impossible) ? CampaignSoak.PrintImpossible(Console.Out)
    : parsed.GetValue(switchovers) > 0
        ? new CampaignSoak(parsed.GetValue(switchovers), parsed.GetValue(parallel), parsed.GetValue(seed), parsed.GetValue(fault) is { Length: > 0 } only ? only : null, parsed.GetValue(draw) is { Length: > 0 } some ? some : null)
            .Run(parsed.GetValue(json), parsed.GetValue(missing), Console.Out, Console.Error)
    : Soak.Run(parsed.GetValue(from), parsed.GetValue(seeds), parsed.GetValue(twice), Console.Out));
return root.Parse(args).Invoke();
