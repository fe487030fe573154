using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Pipeline;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Data;

/// <summary>A simulated shop: <c>web</c> consumes a queue and may hold a data set, <c>jobs</c> is a cron of which one instance works. Ticked once a minute.</summary>
internal sealed class WorkWorld
{
    public static readonly ServiceName Web = new("web");
    public static readonly ServiceName Jobs = new("jobs");
    public static readonly DataSetName Orders = new("orders");

    private int _minute = 2;
    private int _digest = 1;
    private RunBook _book = RunBook.Empty;

    public WorkWorld(int seed = 7, Func<int, double>? load = null, bool work = true, bool? reversible = null, int web = 3, Action<SimulatedCluster>? before = null)
    {
        World = new SimulationWorld(seed, TestWorld.Noon);
        Cluster = World.Cluster(TestWorld.Shop);
        Cluster.Metrics.Set(new MetricName("rps"), new SimulatedLoad(
            World.Start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(0, 2000).Select(load ?? (_ => 25))]));
        before?.Invoke(Cluster);
        Cluster.StartLive(Web, web);
        HasWork = work;
        if (work)
        {
            Cluster.StartLive(Jobs, 2);
            Queue = Cluster.AddQueue(Web);
            Cron = Cluster.AddCron(Jobs);
        }

        if (reversible is { } r)
        {
            DataSet = Cluster.AddStore(r).AddDataSet(Orders, Web, TimeSpan.FromMilliseconds(250));
        }

        Journal = new CrashingJournal(World.Store);
        Pipeline = Build();
    }

    public bool HasWork { get; }

    public SimulationWorld World { get; }

    public SimulatedCluster Cluster { get; }

    public SimulatedQueue? Queue { get; }

    public SimulatedCron? Cron { get; }

    public SimulatedDataSet? DataSet { get; }

    public CrashingJournal Journal { get; }

    public MirrorPipeline Pipeline { get; set; }

    /// <summary>The runs that have ended, as the journal says: a controller that dies tells nobody of its last.</summary>
    public List<SwitchoverState> Runs { get; } = [];

    public SortedDictionary<InstanceId, ConfigDigest> Digests { get; } = [];

    /// <summary>Told what stands before each tick.</summary>
    public Action BeforeTick { get; set; } = static () => { };

    public TickResult? Last { get; private set; }

    public SwitchoverState Replace => Runs.Last(r => r.Plan.Kind == SwitchoverKind.Replace);

    public MirrorPipelineBuilder Builder(string owner)
    {
        MirrorPipelineBuilder builder = new MirrorPipelineBuilder(Cluster.Name.Value)
            .AddService("web", s =>
            {
                s.LoadPerInstance = 10;
                s.Work = HasWork ? WorkKind.Shared : WorkKind.None;
                _ = DataSet is null ? 0 : Add(s.DataSets, Orders.Value);
            })
            .AddLoadMetric("rps")
            .Configure(o => o.Switchover.Bake = TimeSpan.FromMinutes(2))
            .UseSimulation(World).WithStandingCover().UseStore(Journal, World.Store, World.Store).UseOwner(owner).UseForecaster(new BlindForecaster()).RunAs(ControlMode.Automatic);
        return HasWork ? builder.AddService("jobs", s => (s.LoadPerInstance, s.Work) = (20, WorkKind.Singleton)) : builder;
    }

    /// <summary>A successor bears the name of the one before: nobody is left to renew the lease of a process that is gone, but here its timers are.</summary>
    public MirrorPipeline Build() => Builder("one").Build();

    public void Run(Func<Task> work) => World.Run(work);

    /// <summary>A controller that dies is followed by another one, a tick later.</summary>
    public async Task TickAsync(int times = 1, Func<bool>? until = null)
    {
        for (int i = 0; i < times && until?.Invoke() != true; i++)
        {
            await World.WaitUntilAsync(World.Start.AddMinutes(++_minute));
            foreach (SimulatedInstance instance in Cluster.Fleet.Instances)
            {
                Digests[instance.Id] = instance.Digest;
            }

            BeforeTick();
            try
            {
                Last = await Pipeline.TickAsync(CancellationToken.None);
            }
            catch (CrashException)
            {
                Pipeline = Build();
            }

            ReadRuns();
        }

        until?.Invoke().ShouldBeTrue($"not seen within {times} ticks; {Pipeline.Status.OpenRun} {Pipeline.Status.LastFault}");
    }

    private void ReadRuns()
    {
        foreach (JournalRecord record in World.Store.Read(Cluster.Name, _book.Sequence))
        {
            SwitchoverState? open = _book.Open;
            _book = _book.Apply(record);
            if (record.Kind == JournalRecordKind.Closed)
            {
                ClosedPayload closed = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ClosedPayload, record.Sequence);
                Runs.Add(open!.Close(closed.Outcome, record.Time, closed.Reason));
            }
        }
    }

    public ConfigDigest Release()
    {
        Cluster.Configuration.Desired = new ConfigDigest((++_digest).ToString("x64", CultureInfo.InvariantCulture));
        return Cluster.Configuration.Desired;
    }

    /// <summary>A release, until its run has ended.</summary>
    public async Task ReplaceAsync(int ticks = 40)
    {
        Release();
        int before = Runs.Count(r => r.Plan.Kind == SwitchoverKind.Replace);
        await TickAsync(ticks, () => Runs.Count(r => r.Plan.Kind == SwitchoverKind.Replace) > before);
    }

    /// <summary>How the runs ended and what happened last to the data, for messages of tests.</summary>
    public string Story() => string.Join(Environment.NewLine, [
        .. Runs.Select(r => $"run {r.Plan.Run} {r.Plan.Kind} {r.Outcome} in {r.Reached}: {r.Reason}"),
        .. World.Log.Events.Where(e => e.Component is "shop/store" or "shop/watch").TakeLast(40).Select(e => $"{e.Time:HH:mm:ss.fff} {e.Text}"),
    ]);

    /// <summary>An operator who asks for the end as soon as the run is in a phase.</summary>
    public void AbortIn(SwitchoverPhase phase) => Journal.OnAppended = record =>
    {
        if (record.Kind == JournalRecordKind.Entered && record.Payload.Contains($"\"{phase}\"", StringComparison.Ordinal))
        {
            Journal.OnAppended = null;
            Pipeline.Operator.Abort("ann", "not now");
        }
    };

    /// <summary>Instances of the service that work now.</summary>
    public InstanceId[] Working(ServiceName service) => [.. Cluster.WorkGate!.Working(service)];

    public void ShouldBeUnharmed()
    {
        Cluster.Watch.Violations.ShouldBeEmpty();
        if (DataSet is not null)
        {
            DataSet.MostWriters.ShouldBe(1);
            DataSet.Lost.ShouldBeEmpty();
        }

        Cron?.Doubled.ShouldBeEmpty();
    }

    private static int Add(ICollection<string> names, string name)
    {
        names.Add(name);
        return names.Count;
    }
}
