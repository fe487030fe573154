using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>What makes runs begin: load that rises and falls, releases, operators.</summary>
internal sealed partial class CampaignRun
{
    private const string Operator = "campaign";

    private static CampaignOperator Ask(CampaignController controller) => new(controller.Pipeline.Operator, Operator);

    private static readonly double[] Levels = [0.4, 0.7, 0.9, 1.2, 1.5];

    private readonly List<(CampaignLoad Load, double Full)> _loads = [];
    private int _revision;
    private int _level = 1;

    /// <summary>Gives a metric a load of the campaign's own, unless the set-up gave it one.</summary>
    private void Drive(MetricName name, LoadMetricOptions metric)
    {
        if (_cluster.Metrics.Loads.ContainsKey(name) || metric.Kind == MetricKind.Utilisation)
        {
            return;
        }

        double full = _builder.Options.Services
            .Where(s => metric.Service is null || string.Equals(metric.Service, s.Key, StringComparison.Ordinal))
            .Select(s => (s.Value.LoadPer.TryGetValue(name.Value, out double own) ? own : s.Value.LoadPerInstance ?? 0) * _cluster.Serving(new ServiceName(s.Key)))
            .Where(static load => load > 0)
            .DefaultIfEmpty(1)
            .Min();
        var load = new CampaignLoad(full * Levels[_level]);
        _loads.Add((load, full));
        DateTimeOffset start = World.Start - _builder.Options.Forecast.HistoryLength;
        _cluster.Metrics.Set(name, new SimulatedLoad(start, metric.Step, metric.Step + metric.VisibilityDelay, load));
    }

    private void Disturb()
    {
        CampaignOperator ops = Ask(_active);
        ClusterStatus status = _active.Pipeline.Status;
        if ((status.IsPaused || _cluster.Watch.IsBackingOff) && _dice.Chance(0.7))
        {
            ops.Resume("go on");
        }

        if (status.IsHeld && _dice.Chance(0.5))
        {
            ops.Release("go on");
        }

        switch (_dice.Below(10))
        {
            case < 4:
                Release();
                break;
            case < 8:
                // Down by one at a time: what falls by more than half looks like an outage, after which nothing is scaled in.
                SetLevel(_level > 2 || (_level > 0 && _dice.Chance(0.5)) ? _level - 1 : _dice.Between(_level, Levels.Length - 1));
                break;
            case 8:
                ops.Promote("more");
                break;
            default:
                ops.Rollback("back");
                break;
        }
    }

    private void Release()
    {
        _revision++;
        World.Note("campaign", $"release {_revision}");
        _campaign.Release(World, _revision);
    }

    private void SetLevel(int level)
    {
        _level = level;
        foreach ((CampaignLoad load, double full) in _loads)
        {
            load.Level = full * Levels[level];
        }

        World.Note("campaign", $"load {Levels[level]}");
    }

    /// <summary>A load that live carries, a release that is good, and nobody who stops the cluster.</summary>
    private void Steady()
    {
        SetLevel(1);
        Release();
        LetGo();
    }

    private void LetGo()
    {
        Ask(_active).Resume("mended");
        Ask(_active).Release("mended");
    }

    /// <summary>What is held for an operator's decision gets one; whoever still stops the cluster lets it go on.</summary>
    private void Operate(int tick)
    {
        ClusterStatus status = _active.Pipeline.Status;
        if (tick > 0 && (status.IsPaused || status.IsHeld || _cluster.Watch.IsBackingOff || status.RejectedDigest == status.DesiredDigest))
        {
            LetGo();
        }

        if (tick < 4 || status.OpenRun is not { HoldReason: not null } held)
        {
            return;
        }

        if (held.Phase != SwitchoverPhase.Unwind && tick % 5 == 0)
        {
            Ask(_active).Abort("it is held");
        }

        foreach (WriterMove move in held.Plan.Writers.Where(m => _cluster.Fleet.Find(m.From) is not null))
        {
            // Where the store has no way back, its operator moves the writer back by the store's own means.
            _cluster.Store?.DataSets.FirstOrDefault(d => d.Name == move.DataSet)?.PlaceWriter(move.From);
        }
    }
}
