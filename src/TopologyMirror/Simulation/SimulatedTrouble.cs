using System.Globalization;

namespace TopologyMirror.Simulation;

/// <summary>
/// Brings the world's faults over one cluster. Whatever strikes is counted by the phase of the open run, and only where it changed what the
/// pipeline saw or what the ground truth took. Not thread-safe.
/// </summary>
internal sealed partial class SimulatedTrouble(SimulatedCluster cluster)
{
    private readonly SortedDictionary<SimulationFault, DateTimeOffset> _until = [];
    private readonly SortedDictionary<SimulationFault, SimulationRandom> _random = [];
    private readonly SortedSet<string> _told = new(StringComparer.Ordinal);

    private SimulationFaults Faults => cluster.World.Faults;

    private DateTimeOffset Now => cluster.World.Now;

    /// <summary>False in a world without faults, in which nothing is drawn.</summary>
    public bool IsPossible => Faults.On.Count > 0;

    /// <summary>Draws whether a fault strikes.</summary>
    public bool Strikes(SimulationFault fault) => Faults.Strikes(fault);

    /// <summary>Draws whether a fault strikes that changes something by doing so.</summary>
    public bool Hits(SimulationFault fault)
    {
        if (!Faults.Strikes(fault))
        {
            return false;
        }

        Hit(fault);
        return true;
    }

    /// <summary>Counts a hit.</summary>
    public void Hit(SimulationFault fault)
    {
        cluster.Note("faults", $"{fault}");
        Faults.Hit(fault, cluster.Watch.OpenPhase);
    }

    /// <summary>Counts a hit that is seen again and again once per phase and run.</summary>
    public void HitOnce(SimulationFault fault, string what)
    {
        if (cluster.Watch.OpenRun is { } run && _told.Add(string.Create(CultureInfo.InvariantCulture, $"{fault}/{run.Plan.Run}/{run.Phase}/{what}")))
        {
            Hit(fault);
        }
    }

    /// <summary>A fault that has struck goes on for a while.</summary>
    public void Last(SimulationFault fault, TimeSpan time) => _until[fault] = Now + time;

    /// <summary>True while it goes on; never longer than it is switched on.</summary>
    public bool Lasts(SimulationFault fault) => Faults.IsOn(fault) && _until.TryGetValue(fault, out DateTimeOffset until) && Now < until;

    /// <summary>A time for a fault, from a stream of its own.</summary>
    public TimeSpan Between(SimulationFault fault, double from, double to) => Random(fault).NextBetween(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));

    /// <summary>One of several, from the fault's own stream; null when there is none.</summary>
    public T? Pick<T>(SimulationFault fault, IReadOnlyList<T> all)
        where T : class =>
        all.Count == 0 ? null : all[Below(fault, all.Count)];

    private int Below(SimulationFault fault, int limit) => (int)(Random(fault).NextDouble() * limit);

    private SimulationRandom Random(SimulationFault fault)
    {
        if (!_random.TryGetValue(fault, out SimulationRandom? random))
        {
            _random[fault] = random = cluster.World.Random($"{cluster.Name}/faults/{fault}");
        }

        return random;
    }

    /// <summary>The instances that the open run brings in; none when nothing is open.</summary>
    private IReadOnlyList<InstanceId> Coming => cluster.Watch.OpenRun?.Plan.Promote ?? [];

    /// <summary>An instance whose data a run may have to go to or back to: a writer that dies is the store's own matter.</summary>
    private bool HoldsData(InstanceId instance) =>
        (cluster.Store?.DataSets.Any(d => d.Writers.Contains(instance)) ?? false)
        || (cluster.Watch.OpenRun is { } run && run.Plan.Writers.Any(w => w.From == instance || w.To == instance));

    /// <summary>Whether an instance can be missed: it serves nothing, or others of its service do.</summary>
    private bool IsSpare(SimulatedInstance instance) =>
        !HoldsData(instance.Id) && (!instance.IsServing || cluster.Serving(instance.Service) > 2);
}
