using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests;
using TopologyMirror.Tests.Contracts;
using TopologyMirror.Tests.Pipeline;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation.Tests;

/// <summary>A small cluster that is released and surged again and again while one fault is switched on, then mended and given time.</summary>
internal sealed class FaultScenario
{
    private const int StruckAt = 6;
    private const int MendedAt = 66;
    private const int Ticks = 260;

    private static readonly ServiceName Web = new("web");

    private readonly SimulationFault _fault;
    private readonly double _probability;
    private readonly SimulatedDataSet? _data;
    private readonly PublishedConfiguration? _published;
    private readonly List<string> _story = [];
    private readonly SimulatedQueue _queue;
    private MirrorPipeline _pipeline = null!;
    private int _revision;

    private FaultScenario(int seed, SimulationFault fault, double probability)
    {
        (_fault, _probability) = (fault, probability);
        World = new SimulationWorld(seed, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        Cluster = World.Cluster(new ClusterName("shop"));
        Cluster.Profile = new SimulationProfile { Zones = ["a", "b", "c"], LongestDataPlaneLag = TimeSpan.FromSeconds(20) };
        Cluster.AddRouter("edge");
        Cluster.Names.Add("shop.example", TimeSpan.FromSeconds(30));
        Cluster.Metrics.Set(new MetricName("rps"), Load());
        if (IsDelivered)
        {
            _published = new PublishedConfiguration(World.Time);
            ConfigurationBundle first = Publish(withSteps: false);
            Cluster.Configuration.Install(new CapturedRevision(first, Revisions.Draft("shop:1", "shared", "shop:1").Blobs));
        }

        Cluster.StartLive(Web, 3);
        Cluster.Monitoring.Measure(Web, new MetricName("rps"), 10);
        _queue = Cluster.AddQueue(Web);
        _data = HasData ? Cluster.AddStore().AddDataSet(new DataSetName("orders"), Web, TimeSpan.FromSeconds(1)) : null;
        World.Run(PlayAsync);
    }

    public SimulationWorld World { get; }

    public SimulatedCluster Cluster { get; }

    /// <summary>Hits inside of runs; of what happens on the way of a revision to instances, which is before a run opens, all.</summary>
    public long Hits => World.Faults.Hits.Where(h => h.Key.Fault == _fault).Sum(h => h.Value)
        + (IsDelivered && _fault is not SimulationFault.PoisonousBundle ? World.Faults.HitsOutside.GetValueOrDefault(_fault) : 0);

    private bool IsMended { get; set; }

    private bool HasData => _fault is >= SimulationFault.ReplicationLag and <= SimulationFault.ReversePathBreaks;

    private bool IsDelivered => _fault is SimulationFault.MigrationFails or (>= SimulationFault.OversizedBundle and <= SimulationFault.HookSucceedsTwice);

    private ConfigDigest Desired { get; set; }

    public static FaultScenario Run(int seed, SimulationFault fault, double probability) => new(seed, fault, probability);

    /// <summary>One sentence per promise that was broken.</summary>
    public IReadOnlyList<string> Failures()
    {
        List<string> failures = [.. Cluster.Watch.Violations.Select(v => $"violation: {v}"), .. Cluster.Watch.AtRest().Select(v => $"at rest: {v}")];
        ConfigDigest[] serving = [.. Cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Digest).Distinct()];
        Must(serving is [var only] && only == Desired, $"{string.Join(' ', serving.Select(d => d.Abbreviated))} serve instead of {Desired.Abbreviated}");
        Must(Cluster.Serving(Web) >= 3, $"{Cluster.Serving(Web)} serve");
        Must(_data is null || _data.MostWriters == 1, $"{_data?.MostWriters} writers at the same time");
        Must(_data is null || !_data.Lost.Any(), "acknowledged writes are lost");
        return failures;

        void Must(bool holds, string otherwise)
        {
            if (!holds)
            {
                failures.Add(otherwise);
            }
        }
    }

    public string Story()
    {
        ClusterStatus status = _pipeline.Status;
        return string.Join(Environment.NewLine, [
            $"seed {World.Seed}, {_fault} at {_probability.ToString(CultureInfo.InvariantCulture)}",
            .. Failures().Select(f => $"  FAILED {f}"),
            .. _story,
            $"  open {status.OpenRun?.Phase} {status.OpenRun?.HoldReason}; rejected {status.RejectedReason}; fault {status.LastFault}; refusals {string.Join(" | ", status.Refusals)}",
            $"  decision {status.Decision?.Kind}: {string.Join(" | ", status.Decision?.Reasons.Select(r => r.ToString()) ?? [])}",
            .. Cluster.Fleet.Instances.Select(i => $"  {i.Id} {i.State} {i.InForce?.Abbreviated} serving {i.IsServing}"),
            .. World.Faults.Hits.Select(h => $"  {h.Key.Fault} x {h.Key.Phase}: {h.Value}"),
        ]);
    }

    private SimulatedLoad Load() => new(
        World.Start.AddMinutes(-60),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(2),
        [.. Enumerable.Range(-60, Ticks + 120).Select(m => m is >= 20 and < 30 or >= 50 and < 60 ? 38.0 : 25.0)]);

    private void Start() => _pipeline = Builder().Build();

    private MirrorPipelineBuilder Builder()
    {
        MirrorPipelineBuilder builder = new MirrorPipelineBuilder("shop")
            .AddLoadMetric("rps")
            .UseSimulation(World)
            .WithStandingCover()
            .UseOwner("one")
            .UseForecaster(new BlindForecaster())
            .RunAs(ControlMode.Automatic)
            .AddService("web", s =>
            {
                s.LoadPerInstance = 10;
                s.Work = WorkKind.Shared;
                if (HasData)
                {
                    s.DataSets.Add("orders");
                }
            })
            .Configure(o =>
            {
                o.Shadow.LaunchTimeout = TimeSpan.FromMinutes(6);
                o.Switchover.Bake = TimeSpan.FromMinutes(3);
                o.Switchover.LagPatience = TimeSpan.FromMinutes(2);
            });
        return _published is null ? builder : builder.UseConfiguration(_published, Cluster.Configuration);
    }

    private async Task PlayAsync()
    {
        Desired = Cluster.Configuration.Desired;
        Start();
        int calm = 0;
        for (int tick = 0; tick < Ticks && calm < 5; tick++)
        {
            await World.WaitUntilAsync(World.Start.AddMinutes(tick));
            if (tick == StruckAt)
            {
                World.Faults.Switch(_fault, _probability);
            }

            if (tick == MendedAt)
            {
                World.Faults.Mend();
                IsMended = true;
                _pipeline.Operator.Resume("ann", "mended");
            }

            if (tick == MendedAt + 2 || (tick > StruckAt && tick < MendedAt && tick % 14 == 8))
            {
                Release(tick);
            }

            Provoke(tick);
            _queue.Send(tick < MendedAt ? 3 : 0);
            await TickAsync(tick);
            calm = tick > MendedAt + 10 && Failures().Count == 0 ? calm + 1 : 0;
        }
    }

    /// <summary>What a fault needs to show: a dip of what is served, a controller that begins anew.</summary>
    private void Provoke(int tick)
    {
        if (_fault is SimulationFault.TornRecord or SimulationFault.StaleJournalRead && tick % 2 == 1 && !IsMended)
        {
            Start();
        }

        if (_fault is SimulationFault.ReorderedCalls && !IsMended)
        {
            AbortOnRoute(tick);
        }

        if (_fault is SimulationFault.RetryStorm && tick % 14 == 9 && !IsMended)
        {
            Cluster.Fleet.Instances.FirstOrDefault(i => i.IsServing && Cluster.Serving(Web) > 2)?.Fail();
        }
    }

    /// <summary>An operator aborts while weights are on their way: the way back is set before the way there is in force.</summary>
    private void AbortOnRoute(int tick)
    {
        for (int second = 0; second < 60; second++)
        {
            World.Schedule(TimeSpan.FromSeconds(second), () =>
            {
                if (Cluster.Watch.OpenPhase is SwitchoverPhase.VerifyRoute or SwitchoverPhase.VerifyShift && _pipeline.Operator.Abort("ann", "at once").IsAccepted)
                {
                    _story.Add($"  {tick} abort");
                }
            });
        }

        _pipeline.Operator.Resume("ann", "again");
    }

    private void Release(int tick)
    {
        Desired = _published is null
            ? Cluster.Configuration.Desired = new ConfigDigest((++_revision).ToString("x64", CultureInfo.InvariantCulture))
            : Publish(withSteps: true).Digest;
        _story.Add($"  {tick} release {Desired.Abbreviated}");
    }

    private ConfigurationBundle Publish(bool withSteps)
    {
        string artifact = string.Create(CultureInfo.InvariantCulture, $"shop:{++_revision}");
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Revisions.Draft(artifact, "shared", artifact);
        foreach (ExecutionStepKind kind in withSteps ? new[] { ExecutionStepKind.SchemaExpand, ExecutionStepKind.Script } : [])
        {
            string id = $"{artifact.Replace(':', '-')}-{kind}".ToLowerInvariant();
            draft.Steps.Add(new ExecutionStep { Id = id, Kind = kind, Service = Web, Command = ["/bin/" + id], Timeout = TimeSpan.FromMinutes(1) });
        }

        ValueTask<ConfigurationBundle> published = _published!.PublishAsync(Cluster.Name, draft, blobs, [Web], CancellationToken.None);
        return published.IsCompletedSuccessfully ? published.Result : throw new InvalidOperationException("Publishing waits for nobody.");
    }

    private async Task TickAsync(int tick)
    {
        try
        {
            await _pipeline.TickAsync(CancellationToken.None);
        }
        catch (TopologyMirrorException e) when (!IsMended)
        {
            _story.Add($"  {tick} {e.GetType().Name}: {e.Message}");
        }
    }
}
