using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Replay;

namespace TopologyMirror.Simulation;

public sealed partial class PipelineReplay
{
    /// <summary>Name of the signal that <see cref="LearnCapacity"/> adds.</summary>
    public const string SignalName = "busy";

    private const double Objective = 0.7;
    private const double Idle = 0.05;
    private const double NoiseDeviation = 0.02;

    /// <summary>
    /// Lets a cluster set up by <see cref="Configure"/> learn what an instance carries: from a utilisation that is 0.7 at the true capacity of
    /// the trace, 0.05 without load, measured with a standard deviation of 0.02, and visible no sooner than the load. The unit stays as its
    /// first guess. Only of a trace with one metric.
    /// </summary>
    /// <param name="builder">The builder of the cluster named <see cref="ClusterName"/>.</param>
    public void LearnCapacity(MirrorPipelineBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (_metrics.Count != 1)
        {
            throw new SimulationException($"A capacity is learnt of a trace with one metric; '{_trace.Name}' has {_metrics.Count}.");
        }

        CapacityCourse? course = _trace.Capacity;
        double busyAll = _trace.Metrics[0].Unit * (1 - Idle) / (Objective - Idle);
        _cluster.Metrics.SetUtilisation(
            new MetricName(SignalName), Web, _cluster.Metrics.Loads[_metrics[0]], time => busyAll * (course?.At(TickAt(time)) ?? 1), new SimulatedNoise(Idle, NoiseDeviation));
        builder.LearnCapacity(ServiceName, l =>
        {
            l.Load = _metrics[0].Value;
            l.Signal = SignalName;
            l.Objective = Objective;
        });
    }
}
