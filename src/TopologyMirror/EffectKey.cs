using System.Globalization;

namespace TopologyMirror;

/// <summary>Names one effect: the same key asks for the same effect, however often it is asked.</summary>
/// <param name="Cluster">The cluster that is changed.</param>
/// <param name="Run">The run, or the fleet change, that the effect belongs to.</param>
/// <param name="Step">The effect's number within the run, from 1.</param>
/// <param name="Attempt">The attempt at this step, from 1.</param>
public readonly record struct EffectKey(ClusterName Cluster, RunId Run, int Step, int Attempt)
{
    /// <summary>The text form <c>cluster/r12/s3/a1</c>, fit for labels and client tokens.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Cluster.Value}/r{Run.Value}/s{Step}/a{Attempt}");
}
