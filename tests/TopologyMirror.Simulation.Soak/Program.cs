using System.CommandLine;
using TopologyMirror.Simulation.Soak;

var seeds = new Option<int>("--seeds") { Description = "How many seeds to run.", DefaultValueFactory = _ => 1_000 };
var from = new Option<int>("--from") { Description = "The first of them.", DefaultValueFactory = _ => 1 };
var twice = new Option<bool>("--twice") { Description = "Runs each seed a second time and compares the hashes of the two runs." };
var root = new RootCommand("Runs random scenarios with everything switched on, prints those that broke a promise, and exits with 1 when there were any.") { seeds, from, twice };
root.SetAction(parsed => Soak.Run(parsed.GetValue(from), parsed.GetValue(seeds), parsed.GetValue(twice), Console.Out));
return root.Parse(args).Invoke();
