using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>
/// The default propagator. An instance is in step when it is ready and itself reports the desired digest. One that was launched bare is
/// delivered to, executes the steps of its revision in the bundle's order, and is activated; whatever fails stops its revision there.
/// </summary>
public sealed class BundlePropagator : IConfigPropagator
{
    /// <inheritdoc/>
    public PropagationPlan Plan(PropagationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        PropagationPlan plan = Compare(input.CoverDigest, input.Topology);
        if (input.Bundles.Count == 0)
        {
            return plan;
        }

        // Cover comes first: a release can wait, a surge cannot.
        var room = new FanOut(input);
        ConfigDigest?[] digests = [input.CoverDigest, input.CandidateDigest];
        foreach (ConfigDigest? digest in digests)
        {
            if (digest is { } wanted && input.Bundles.TryGetValue(wanted, out ConfigurationBundle? bundle))
            {
                plan = new RevisionPlanner(input, bundle, room).AddTo(plan);
            }
        }

        return plan;
    }

    private static PropagationPlan Compare(ConfigDigest desired, TopologySnapshot topology)
    {
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
