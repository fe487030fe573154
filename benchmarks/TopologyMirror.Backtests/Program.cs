using System.CommandLine;
using TopologyMirror.Backtests.Accuracy;

var root = new RootCommand("Backtests of TopologyMirror on real series.") { AccuracyCommand.Create() };
return root.Parse(args).Invoke();
