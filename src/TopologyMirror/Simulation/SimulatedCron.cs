namespace TopologyMirror.Simulation;

/// <summary>Work that is due once a second, on the instance of one service that works. Records who did it. Not thread-safe.</summary>
public sealed class SimulatedCron
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<(DateTimeOffset At, InstanceId Instance)> _ticks = [];

    internal SimulatedCron(SimulatedCluster cluster, SimulatedWorkGate gate, ServiceName service)
    {
        Service = service;
        cluster.World.Repeat(Second, () => _ticks.AddRange(gate.Working(service).Select(i => (cluster.World.Now, i))));
    }

    /// <summary>The service whose work it is.</summary>
    public ServiceName Service { get; }

    /// <summary>Every second that was run, and by whom.</summary>
    public IReadOnlyList<(DateTimeOffset At, InstanceId Instance)> Ticks => _ticks;

    /// <summary>The seconds that were run by more than one instance.</summary>
    public IEnumerable<DateTimeOffset> Doubled => _ticks.GroupBy(t => t.At).Where(g => g.Count() > 1).Select(g => g.Key);

    /// <summary>The longest time between two runs; zero before the second.</summary>
    public TimeSpan LongestGap => _ticks.Zip(_ticks.Skip(1), static (a, b) => b.At - a.At).DefaultIfEmpty().Max();
}
