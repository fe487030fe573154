using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>Watches a replay from outside: what served, what existed, which runs ended, how good the forecasts were.</summary>
internal sealed class ReplayRecorder
{
    private readonly ReplayTrace _trace;
    private readonly SimulatedCluster _cluster;
    private readonly ServiceName _service = new(PipelineReplay.ServiceName);
    private readonly IReadOnlyList<MetricName> _metrics;
    private readonly IReadOnlyList<ForecastJudge> _judges;
    private readonly int[] _binding;
    private readonly List<int> _serving = [];
    private readonly List<int> _existing = [];
    private readonly List<SwitchoverState> _runs = [];
    private int _resyncs;
    private int _deviations;
    private bool _wasShort;
    private int _scaleInsSeen;

    public ReplayRecorder(ReplayTrace trace, IReadOnlyList<TraceSeries> series, IReadOnlyList<MetricName> metrics, SimulatedCluster cluster)
    {
        _trace = trace;
        _cluster = cluster;
        _metrics = metrics;
        _judges = [.. metrics.Select(m => new ForecastJudge(trace, cluster.Metrics.Loads[m]))];
        _binding = new int[series.Count];
    }

    public void BeginTick(int tick)
    {
        if (tick > _trace.Window.WarmUpStart)
        {
            _existing.Add(_cluster.Fleet.Instances.Count);
        }

        if (tick < _trace.Window.End)
        {
            _serving.Add(_cluster.Serving(_service));
        }
    }

    public PipelineReplayTick EndTick(int tick, TickResult result)
    {
        bool scored = tick >= _trace.Window.EvaluatedStart;
        int serving = _serving[^1];
        NoteDeviation(tick, serving, result);
        _runs.AddRange(result.ClosedRuns);
        _resyncs += result.Resynced is null ? 0 : 1;
        for (int i = 0; i < _metrics.Count; i++)
        {
            _judges[i].See(_cluster.World.Now, scored, result.Forecasts.FirstOrDefault(f => f.Metric.Name == _metrics[i])?.Result.Forecast);
        }

        double demand = 0;
        int binding = 0;
        for (int i = 0; i < _trace.Metrics.Length; i++)
        {
            double instances = _trace.Metrics[i].Loads[tick] / _trace.Metrics[i].Unit;
            (demand, binding) = instances > demand ? (instances, i) : (demand, binding);
        }

        _binding[binding] += scored ? 1 : 0;
        return new PipelineReplayTick(
            tick,
            scored,
            demand,
            _trace.Need[tick],
            serving,
            result.Counts.Sum(c => c.Cover + c.Candidate),
            result.Counts.Sum(c => c.Arriving + c.CandidateArriving),
            result);
    }

    public PipelineReplayResult Result(ReplayResult scored, int violations)
    {
        int binding = Array.IndexOf(_binding, _binding.Max());
        return new PipelineReplayResult
        {
            Scored = scored,
            Runs = _runs,
            Resyncs = _resyncs,
            InvariantViolations = violations,
            Deviations = _deviations,
            BindingMetric = _trace.Metrics[binding].Name,
            Forecast = _judges[binding].Result(),
            Serving = [.. _serving],
            Existing = [.. _existing],
        };
    }

    /// <summary>Need rose above what serves, and nothing was taken out since the tick before: the world did it.</summary>
    private void NoteDeviation(int tick, int serving, TickResult result)
    {
        bool isShort = serving < _trace.Need[tick];
        int scaleIns = _runs.Count(r => r.Plan.Kind == SwitchoverKind.ScaleIn);
        bool takenOut = scaleIns != _scaleInsSeen || result.OpenRun?.Plan.Kind == SwitchoverKind.ScaleIn;
        _deviations += isShort && !_wasShort && !takenOut ? 1 : 0;
        _scaleInsSeen = scaleIns;
        _wasShort = isShort;
    }
}
