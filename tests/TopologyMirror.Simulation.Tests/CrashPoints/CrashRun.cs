using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>One world in which a scenario is played, by one controller after the other.</summary>
internal sealed class CrashRun
{
    private readonly CrashScenario _scenario;
    private readonly CrashPoint[] _crashes;
    private readonly SimulatedCluster _cluster;
    private readonly List<(ControllerProcess Process, MirrorPipeline Pipeline)> _lives = [];
    private readonly List<string> _told = [];
    private readonly SortedDictionary<string, Task> _ticks = new(StringComparer.Ordinal);

    private readonly List<SwitchoverKind> _committed = [];
    private long? _effectsBefore;

    public CrashRun(CrashScenario scenario, params CrashPoint[] crashes)
    {
        (_scenario, _crashes) = (scenario, crashes);
        _cluster = scenario.MakeCluster();
    }

    /// <summary>How long a controller that is cut off stalls.</summary>
    public TimeSpan Stall { get; init; }

    /// <summary>The tick before which somebody stops the cluster by hand; null for never.</summary>
    public int? BreaksGlassAt { get; init; }

    /// <summary>Effects that took place after the cluster was stopped by hand.</summary>
    public long? EffectsAfterGlass => _effectsBefore is { } before ? _cluster.Watch.Effects - before : null;

    /// <summary>What broke an invariant on the ground truth.</summary>
    public IReadOnlyList<Safety.SafetyBreach> Violations => _cluster.Watch.Violations;

    /// <summary>The kinds of runs that were committed.</summary>
    public IReadOnlyList<SwitchoverKind> Committed => _committed;

    public IReadOnlyList<ControllerProcess> Lives => [.. _lives.Select(l => l.Process)];

    /// <summary>Plays it to its end; the first controller comes to the first point, its successor to the second one.</summary>
    public static CrashRun Of(CrashScenario scenario, params CrashPoint[] crashes)
    {
        var run = new CrashRun(scenario, crashes);
        run.Play();
        return run;
    }

    public void Play() => _cluster.World.Run(PlayAsync);

    /// <summary>What is there in the end, without the names of instances, which differ where one more was launched.</summary>
    public string EndState() => EndStates.Of(_cluster);

    /// <summary>What is not as it has to be whatever happened; null when nothing is.</summary>
    public string? Fault()
    {
        IEnumerable<string> faults =
        [
            .. _cluster.Watch.Violations.Select(static b => $"violation: {b}"),
            .. _cluster.Watch.AtRest().Select(static b => $"at rest: {b}"),
            .. Lives.SelectMany(static l => l.AcceptedStale).Select(static c => $"accepted of a stale owner: {c}"),
            .. _cluster.Store?.DataSets.Where(static d => d.MostWriters != 1 || d.Lost.Any()).Select(static d => $"{d.Name} had {d.MostWriters} writers and lost {d.Lost.Count()} writes") ?? [],
        ];
        return string.Join("; ", faults) is { Length: > 0 } fault ? fault : null;
    }

    /// <summary>What was told meanwhile, for messages.</summary>
    public string Story() => string.Join(Environment.NewLine, [
        .. _told, .. _cluster.World.Log.Events.TakeLast(60).Select(static e => $"{e.Time:HH:mm:ss.fff} {e.Component} {e.Text}")]);

    private async Task PlayAsync()
    {
        SimulationWorld world = _cluster.World;
        for (int tick = 0; tick < _scenario.Ticks; tick++)
        {
            await world.WaitUntilAsync(world.Start.AddMinutes(tick + 3));
            if (tick == _scenario.ReleasesAt)
            {
                _cluster.Configuration.Desired = new ConfigDigest(new string('2', ConfigDigest.Length));
            }

            if (tick == BreaksGlassAt)
            {
                await world.Store.BreakGlassAsync(new BrokenGlass(_cluster.Name, "ann", "stop", world.Now), CancellationToken.None);
                _effectsBefore = _cluster.Watch.Effects;
            }

            if (_lives.Count == 0 || _lives[^1].Process.IsDead || _lives[^1].Process.IsAsleep)
            {
                Begin();
            }

            foreach ((ControllerProcess process, MirrorPipeline pipeline) in _lives.Where(static l => !l.Process.IsDead).ToList())
            {
                await TickAsync(process, pipeline);
            }
        }
    }

    private void Begin()
    {
        CrashPoint crash = _lives.Count < _crashes.Length ? _crashes[_lives.Count] : CrashPoint.None;
        var process = new ControllerProcess(_cluster.World, $"controller {_lives.Count + 1}", crash)
        {
            Stall = Stall, PortsCannotFence = crash.Kind == CrashKind.CutOff || (_lives.Count > 0 && _lives[0].Process.PortsCannotFence),
        };
        _lives.Add((process, _scenario.Build(_cluster, process)));
        _ticks[process.Owner] = Task.CompletedTask;
    }

    /// <summary>Another controller looks once a second whether the lease is free.</summary>
    private void StandBy()
    {
        if (_lives.Count == 1)
        {
            Begin();
        }

        (ControllerProcess process, MirrorPipeline pipeline) = _lives[^1];
        if (_ticks[process.Owner].IsCompleted)
        {
            _ticks[process.Owner] = TickOnceAsync(process, pipeline);
        }
    }

    /// <summary>Until the tick has ended, or stands still in the middle.</summary>
    private async Task TickAsync(ControllerProcess process, MirrorPipeline pipeline)
    {
        if (_ticks[process.Owner].IsCompleted)
        {
            _ticks[process.Owner] = TickOnceAsync(process, pipeline);
        }

        Task tick = _ticks[process.Owner];
        while (!tick.IsCompleted && !process.IsAsleep)
        {
            await _cluster.World.WaitUntilAsync(_cluster.World.Now.AddSeconds(1));
            if (process.IsCutOff)
            {
                StandBy();
            }
        }
    }

    private async Task TickOnceAsync(ControllerProcess process, MirrorPipeline pipeline)
    {
        try
        {
            TickResult result = await pipeline.TickAsync(CancellationToken.None);
            _committed.AddRange(result.ClosedRuns.Where(static r => r.Outcome == SwitchoverOutcome.Committed).Select(static r => r.Plan.Kind));
            _told.AddRange(result.ClosedRuns.Select(r => $"{result.At:HH:mm} {process.Owner}: run {r.Plan.Run} {r.Plan.Kind} {r.Outcome} {r.Reason}"));
            if (pipeline.Status.LastFault is { } fault)
            {
                _told.Add($"{result.At:HH:mm} {process.Owner}: {fault}");
            }
        }
        catch (Exception e)
        {
            _told.Add($"{_cluster.World.Now:HH:mm:ss} {process.Owner}: {e.GetType().Name} {e.Message}");
        }
    }
}
