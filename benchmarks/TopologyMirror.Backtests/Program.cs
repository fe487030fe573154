using System.CommandLine;
using TopologyMirror.Backtests.Accuracy;
using TopologyMirror.Backtests.Peers;
using TopologyMirror.Backtests.Sweep;

var root = new RootCommand("Backtests of TopologyMirror on real series.")
{
    AccuracyCommand.Create(Console.Out, Console.Error),
    PeersCommand.Create(Console.Out, Console.Error),
    ReplayCommand.Create(Console.Out, Console.Error),
    CapacityCommand.Create(Console.Out, Console.Error),
};
return root.Parse(args).Invoke();
