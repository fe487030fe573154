using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>The default propagator: an instance is in step when it is ready and itself reports the desired digest.</summary>
public sealed class BundlePropagator : IConfigPropagator
{
    /// <inheritdoc/>
    public PropagationPlan Plan(ConfigDigest desired, TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var inStep = new List<InstanceId>();
        var drifted = new List<InstanceId>();
        var unread = new List<InstanceId>();
        foreach (ObservedInstance instance in topology.Instances)
        {
            if (instance.Digest is { } digest && digest != desired)
            {
                drifted.Add(instance.Id);
            }
            else if (instance.State == InstanceState.Ready)
            {
                (instance.Digest is null ? unread : inStep).Add(instance.Id);
            }
        }

        return new PropagationPlan(desired, inStep, drifted, unread);
    }
}
