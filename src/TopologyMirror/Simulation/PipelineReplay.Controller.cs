using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using TopologyMirror.Replay;
using TopologyMirror.Safety;

namespace TopologyMirror.Simulation;

public sealed partial class PipelineReplay
{
    /// <summary>What launches are for. Default: the shadow, where they are ready later than straight into live.</summary>
    internal ReplayPurpose LaunchPurpose { get; init; } = ReplayPurpose.Shadow;

    /// <summary>The simulated cluster, whose ports a controller drives.</summary>
    internal SimulatedCluster Cluster => _cluster;

    private int ReadyLater => LaunchPurpose == ReplayPurpose.Shadow ? ReplayClock.ShadowReadyTicks : 0;

    /// <summary>Runs the replay with another controller in the pipeline's place, on the same ports and under the same rules.</summary>
    /// <param name="policy">The controller's name in the score.</param>
    /// <param name="tickAsync">Observes, decides and acts; called once per tick, inside the world.</param>
    internal PipelineReplayResult RunController(string policy, Func<int, Task> tickAsync)
    {
        HoldWatch();
        return Score(policy, Play(() => Task.FromResult<Func<int, ReplayRecorder, Task>>((tick, _) => tickAsync(tick))));
    }

    /// <summary>For a controller that is no pipeline: a pipeline tells the watch itself what it is held to.</summary>
    private void HoldWatch()
    {
        var loads = new SortedDictionary<MetricName, double>();
        var metrics = new List<LoadMetric>();
        for (int i = 0; i < _metrics.Count; i++)
        {
            loads[_metrics[i]] = _trace.Metrics[i].Unit;
            metrics.Add(new LoadMetric { Name = _metrics[i], Step = _cluster.Metrics.Loads[_metrics[i]].Step, VisibilityDelay = Tick });
        }

        var capacity = new ServiceCapacity { Service = Web, Ceiling = _trace.FleetCap, LoadPerInstance = loads };
        _cluster.Watch.HoldTo([capacity], metrics, new SafetyOptions());
    }
}
